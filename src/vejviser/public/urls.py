# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the public pages. They stand in the site twice: as they are, and below the tag of a language."""

from __future__ import annotations

from pathlib import Path

from django.urls import URLPattern, URLResolver, include, path, register_converter

from vejviser.public import languages

register_converter(languages.Tag, "language")
app_name = "public"
# Each part names its own addresses in full.
PARTS = ("now", "signs", "rights", "refer", "mechanism", "trying", "directory")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"vejviser.public.{part}.urls")) for part in PARTS if (Path(__file__).parent / part / "urls.py").exists()
]
