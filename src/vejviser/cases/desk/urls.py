# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from vejviser.cases.desk import views

app_name = "desk"
urlpatterns = [
    path("desk/", views.my_desk, name="desk"),
    path("desk/export/", views.export, name="export"),
]
