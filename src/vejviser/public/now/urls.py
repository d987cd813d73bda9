# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the first page and of what is said about the pages."""

from __future__ import annotations

from django.urls import path

from vejviser.public.now import views

urlpatterns = [
    path("", views.now, name="now"),
    path("safety/", views.safety, name="safety"),
    path("accessible/", views.accessible, name="accessible"),
]
