# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the mechanism. `mechanism/denmark/R27` is what a letter cites: it stays."""

from __future__ import annotations

from django.urls import path, re_path

from vejviser.public.mechanism import views

ONE = "mechanism/<slug:mechanism>/"

urlpatterns = [
    path("mechanism/", views.overview, name="mechanism"),
    path(ONE, views.overview, name="mechanism_of"),
    path(f"{ONE}rules/", views.rules, name="mechanism_rules"),
    path(f"{ONE}questions/", views.questions, name="mechanism_questions"),
    path(f"{ONE}tables/<slug:table>/", views.table, name="mechanism_table"),
    path(f"{ONE}periods/", views.periods, name="mechanism_periods"),
    path(f"{ONE}numbers/", views.numbers, name="mechanism_numbers"),
    path(f"{ONE}differences/", views.differences, name="mechanism_differences"),
    path(f"{ONE}sources/", views.sources, name="mechanism_sources"),
    path(f"{ONE}mechanism.zip", views.files, name="mechanism_files"),
    re_path(r"^mechanism/(?P<mechanism>[a-z][a-z0-9_-]*)/(?P<key>[A-Z]+[0-9]+[a-z]?)$", views.entry, name="mechanism_entry"),
]
