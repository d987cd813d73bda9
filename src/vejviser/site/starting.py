# SPDX-License-Identifier: EUPL-1.2
"""Starting Django in a program of the command line, as one of the roles of the database."""

from __future__ import annotations

import os

import django


def start_django(role: str = "web") -> None:
    """Set Django up to connect as `web`, `owner` or `night`; the embedded database must be running already.

    Raises:
        EnvironmentRefused: the environment does not describe an installation.

    """
    os.environ["VEJVISER_DATABASE_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vejviser.site.settings")
    django.setup()
