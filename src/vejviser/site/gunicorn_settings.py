# SPDX-License-Identifier: EUPL-1.2
"""How gunicorn answers: several processes of a few threads each, small limits, and a log without content. See gunicorn's own settings."""

from __future__ import annotations

import logging
from typing import Any

worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 20
limit_request_line = 2048
control_socket_disable = True
proc_name = "vejviser"

# gunicorn itself writes the address that was asked for, and the text of an exception: the formatter leaves both out.
logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "vejviser.site.logs.PlainFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": [], "level": "WARNING", "propagate": True},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


def worker_abort(_worker: object) -> None:
    """Say that a process was ended because a page took longer than `timeout`."""
    logging.getLogger("vejviser.site.serving").error("serving.timeout")
