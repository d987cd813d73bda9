# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the rights of the person."""

from __future__ import annotations

from django.urls import path

from vejviser.public.rights import views

urlpatterns = [
    path("rights/", views.show, name="rights"),
    path("rights/leaflet/", views.leaflet, name="rights_leaflet"),
]
