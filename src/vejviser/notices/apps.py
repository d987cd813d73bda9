# SPDX-License-Identifier: EUPL-1.2
"""How Django finds this part."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What reaches people by itself: deadlines at night, escalations, and mail without content."""

    name = "vejviser.notices"
    label = "notices"
