# SPDX-License-Identifier: EUPL-1.2
"""Log lines that hold no content: a time, a level, a place in the program and a code.

A message may carry a name, an address, a query or a text that somebody typed, so none is ever written, nor its arguments, nor the
text of an exception. A program that wants to say more logs a code: `logger.warning("outbox.refused")`.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

PROGRAM: Final = Path(__file__).resolve().parents[1]
_CODE: Final = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")


class PlainFormatter(logging.Formatter):
    """Writes `2026-11-23T22:14:05Z WARNING django.request GET 404 cases/<uuid:case>/`; an exception by its class and place."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line of what is safe in a record."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        parts = [moment, record.levelname, record.name, *(_of_request(record) or _code(record))]
        if record.exc_info and record.exc_info[0] is not None:
            kind, _error, trace = record.exc_info
            parts += [f"{kind.__module__}.{kind.__qualname__}", _place(trace)]
        return " ".join(parts)


def _of_request(record: logging.LogRecord) -> list[str]:
    """Give method, status and the pattern of the address that was asked for, never the address itself."""
    request, status = getattr(record, "request", None), getattr(record, "status_code", None)
    if request is None or not hasattr(request, "method"):
        return []
    matched = getattr(request, "resolver_match", None)
    method = request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS") else "other"
    return [method, str(status) if isinstance(status, int) else "-", matched.route or "/" if matched else "-"]


def _code(record: logging.LogRecord) -> list[str]:
    """Give the message if it is a code such as `outbox.refused`, otherwise the line of the program that wrote it."""
    if isinstance(record.msg, str) and not record.args and _CODE.fullmatch(record.msg):
        return [record.msg]
    return [f"{record.module}:{record.lineno}"]


def _place(trace: TracebackType | None) -> str:
    """Give the innermost line of this program that an exception passed through, or `-` if it passed through none."""
    ours = [frame for frame in traceback.extract_tb(trace, limit=-100) if frame.filename.startswith(str(PROGRAM))]
    return f"{Path(ours[-1].filename).relative_to(PROGRAM)}:{ours[-1].lineno}" if ours else "-"
