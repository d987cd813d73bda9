# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the directory and of the same data in the HSDS standard. What is looked for stands in none of them."""

from __future__ import annotations

from django.urls import path

from vejviser.public.directory import views
from vejviser.public.directory.hsds import views as hsds_views
from vejviser.services.catalogue import catalogue

# A row that is refused keeps the program from starting; it must not wait for the first reader.
catalogue()

urlpatterns = [
    path("directory/", views.show, name="directory"),
    path("directory/kinds/", views.show_kinds, name="directory_kinds"),
    path("directory/<slug:slug>/", views.show_organisation, name="directory_organisation"),
    path("hsds/", hsds_views.about, name="hsds"),
    path("hsds/download.json", hsds_views.download, name="hsds_download"),
    path("hsds/<slug:kind>", hsds_views.listing, name="hsds_list"),
    path("hsds/<slug:kind>/<uuid:identifier>", hsds_views.one, name="hsds_one"),
]
