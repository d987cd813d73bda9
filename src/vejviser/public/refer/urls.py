# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the contact form. None of them ever holds an answer; the one with a token holds what a mail brought."""

from __future__ import annotations

from django.urls import path

from vejviser.public.refer import views_address, views_form, views_later, views_saving, views_sending

urlpatterns = [
    path("refer/", views_form.show, name="refer"),
    path("refer/for/<slug:role>/", views_form.show_for, name="refer_for"),
    path("refer/copy/", views_sending.copy, name="refer_copy"),
    path("refer/later/", views_later.later, name="refer_later"),
    path("refer/saved/", views_saving.open_saved, name="refer_saved"),
    path("refer/address/", views_address.prove, name="refer_address"),
    path("refer/address/<str:token>/", views_address.asked, name="refer_address_link"),
]
