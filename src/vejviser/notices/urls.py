# SPDX-License-Identifier: EUPL-1.2
"""The addresses of notices."""

from __future__ import annotations

from django.urls import path

from vejviser.notices import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/seen/", views.seen, name="notices-seen"),
    path("notices/undelivered/", views.undelivered, name="notices-undelivered"),
]
