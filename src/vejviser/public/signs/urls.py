# SPDX-License-Identifier: EUPL-1.2
"""Address of the signs."""

from __future__ import annotations

from django.urls import path

from vejviser.public.signs import views

urlpatterns = [path("signs/", views.show, name="signs")]
