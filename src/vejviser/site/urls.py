# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the site."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

# Its import makes `<language:…>` known to the patterns below.
import vejviser.public.urls  # noqa: F401
from vejviser.site import views

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error

# Each part that has pages names its own addresses in full: accounts/, organisations/, desk/, cases/, inbox/, contacts/, notices/.
PARTS = ("accounts", "directory", "cases.desk", "cases.search", "cases.page", "referrals", "ledger", "notices")

urlpatterns: list[URLPattern | URLResolver] = [
    path("language/", views.language, name="language"),
    path("ready", views.ready, name="ready"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("robots.txt", views.robots),
    path(".well-known/security.txt", views.security_contact),
    *(path("", include(f"vejviser.{part}.urls")) for part in PARTS),
    path("", include("vejviser.public.urls", namespace="public")),
    path("<language:language>/", include("vejviser.public.urls", namespace="public_in")),
]
