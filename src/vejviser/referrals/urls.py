# SPDX-License-Identifier: EUPL-1.2
"""The addresses of the inbox, of referrals and of the contact log."""

from __future__ import annotations

from django.urls import path

from vejviser.referrals.views import contacts, inbox, refer, steps

app_name = "referrals"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/export/", inbox.export, name="export"),
    path("inbox/new/", refer.new, name="new"),
    path("inbox/sent/", refer.sent, name="sent"),
    path("inbox/sent/<uuid:referral_id>/", refer.sent_one, name="sent_one"),
    path("inbox/<uuid:referral_id>/", inbox.referral, name="referral"),
    path("inbox/<uuid:referral_id>/take/", inbox.take, name="take"),
    path("inbox/<uuid:referral_id>/back/", inbox.give_back, name="give_back"),
    path("inbox/<uuid:referral_id>/close/", inbox.close, name="close"),
    path("inbox/<uuid:referral_id>/accept/", inbox.accept, name="accept"),
    path("inbox/<uuid:referral_id>/match/", inbox.match, name="match"),
    path("inbox/<uuid:referral_id>/ask/", inbox.ask, name="ask"),
    path("inbox/<uuid:referral_id>/differs/", inbox.differs, name="differs"),
    path("inbox/<uuid:referral_id>/urgency/", steps.urgency, name="urgency"),
    path("inbox/<uuid:referral_id>/lock/", steps.lock, name="lock"),
    path("inbox/<uuid:referral_id>/age/", steps.age, name="age"),
    path("inbox/<uuid:referral_id>/identity/", steps.identity, name="identity"),
    path("inbox/<uuid:referral_id>/place/", steps.place, name="place"),
    path("inbox/<uuid:referral_id>/confirm/", steps.confirm, name="confirm"),
    path("inbox/<uuid:referral_id>/question/", steps.question, name="question"),
    path("inbox/<uuid:referral_id>/verified/", steps.verified, name="verified"),
    path("inbox/<uuid:referral_id>/end/", steps.end, name="end"),
    path("inbox/<uuid:referral_id>/additions/<uuid:part_id>/", steps.addition, name="addition"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/export/", contacts.export, name="contacts_export"),
    path("contacts/new/", contacts.new, name="contact_new"),
    path("contacts/<uuid:contact_id>/", contacts.contact, name="contact"),
    path("contacts/<uuid:contact_id>/refer/", refer.of_contact, name="of_contact"),
]
