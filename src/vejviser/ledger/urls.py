# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the access report."""

from __future__ import annotations

from django.urls import path

from vejviser.ledger import views

app_name = "ledger"
urlpatterns = [
    path("cases/<uuid:case_id>/opened/", views.opened, name="opened"),
    path("cases/<uuid:case_id>/opened/print/", views.opened_on_paper, name="opened_on_paper"),
    path("cases/<uuid:case_id>/opened/export/", views.opened_export, name="opened_export"),
]
