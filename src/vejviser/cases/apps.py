# SPDX-License-Identifier: EUPL-1.2
"""How Django finds this part."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The shared case: events, sections, team, deadlines, the desk and the case page."""

    name = "vejviser.cases"
    label = "cases"
