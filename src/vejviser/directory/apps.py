# SPDX-License-Identifier: EUPL-1.2
"""How Django finds this part."""

from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The organisations of the mechanism: their roles, contracts with validity, duty rota."""

    name = "vejviser.directory"
    label = "directory"
