# SPDX-License-Identifier: EUPL-1.2
"""How Django finds this part."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The web site itself: base templates, template tags, static files."""

    name = "vejviser.site"
    label = "site"
