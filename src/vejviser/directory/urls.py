# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the directory."""

from __future__ import annotations

from django.urls import path

from vejviser.directory import views

_ONE = "organisations/<uuid:organisation>/"

urlpatterns = [
    path("organisations/", views.organisations, name="directory_organisations"),
    path(_ONE, views.organisation, name="directory_organisation"),
    path(f"{_ONE}desk/", views.change_desk, name="directory_change_desk"),
    path(f"{_ONE}domains/", views.change_domains, name="directory_change_domains"),
    path(f"{_ONE}units/", views.add_unit, name="directory_add_unit"),
    path(f"{_ONE}contracts/", views.add_contract, name="directory_add_contract"),
    path(f"{_ONE}contracts/<uuid:contract>/end/", views.end_contract, name="directory_end_contract"),
    path(f"{_ONE}rota/", views.rota, name="directory_rota"),
    path(f"{_ONE}rota/add/", views.add_turn, name="directory_add_turn"),
    path(f"{_ONE}rota/<uuid:turn>/remove/", views.remove_turn, name="directory_remove_turn"),
]
