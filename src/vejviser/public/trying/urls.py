# SPDX-License-Identifier: EUPL-1.2
"""The one address of the page: what is typed never stands in it."""

from __future__ import annotations

from django.urls import path

from vejviser.public.trying import views

urlpatterns = [path("trying/", views.try_it, name="try")]
