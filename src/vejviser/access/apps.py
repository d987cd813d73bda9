# SPDX-License-Identifier: EUPL-1.2
"""How Django finds this part."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what with which case: one table of the policy, rendered as object check, queryset and row security."""

    name = "vejviser.access"
    label = "access"
