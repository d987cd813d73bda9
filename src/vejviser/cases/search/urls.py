# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the list of cases."""

from __future__ import annotations

from django.urls import path

from vejviser.cases.search import views

app_name = "search"
urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("cases/references/", views.references, name="references"),
    path("cases/export/", views.export, name="export"),
]
