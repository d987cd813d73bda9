# SPDX-License-Identifier: EUPL-1.2
"""What arrives before there is a case. Content is sealed under the row's own id; once it is in a case, that key is destroyed."""

from __future__ import annotations

import uuid

from django.db import models

from vejviser.cases.managers import ActorManager


class Referral(models.Model):
    """A referral to the desk of an organisation: answered by whoever has the duty, never addressed to one person."""

    class State(models.TextChoices):
        """How far it has come."""

        RECEIVED = "received", "received"
        TAKEN = "taken", "taken over"
        ACCEPTED = "accepted", "accepted into a case"
        ADVISED = "advised", "answered with advice"
        DECLINED = "declined", "declined"

    class Urgency(models.TextChoices):
        """How soon the desk answers."""

        NOW = "now", "danger now"
        TONIGHT = "tonight", "tonight"
        TODAY = "today", "today"
        ORDINARY = "ordinary", "next working day"
        ADVICE = "advice", "advice"

    class Reason(models.TextChoices):
        """Why the desk closed it without a case. None of them tells anything about the person."""

        ADVISED = "advised", "advice given"
        SIGNPOSTED = "signposted", "shown the way to other help"
        NO_CONTACT = "no_contact", "no contact possible"
        DECLINES = "declines", "the person does not want help now"
        ELSEWHERE = "elsewhere", "another desk is competent"
        ERROR = "error", "entered in error"
        DRILL = "drill", "drill"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    to = models.CharField(max_length=40, help_text="The id of the register of the desk.")
    sender = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    sender_organisation = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    escalated = models.PositiveSmallIntegerField(default=0, help_text="How often the desk was reminded.")
    case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, related_name="referrals")
    asked = models.ForeignKey(
        "cases.Case",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="The case whose coordinator is asked: perhaps the same person.",
    )
    content = models.BinaryField(null=True)
    answer = models.BinaryField(null=True, help_text="What the desk noted when it closed the referral.")
    sending = models.UUIDField(unique=True)

    objects = ActorManager["Referral"]()
    unguarded = models.Manager["Referral"]()

    class Meta:
        ordering = ("answer_by",)
        base_manager_name = "unguarded"
        indexes = (models.Index(fields=("to", "state", "answer_by")),)

    def __str__(self) -> str:
        """Give the reference."""
        return self.reference


class Contact(models.Model):
    """A contact without a case: a journalist, a citizen, an anonymous consultation (A39, A41)."""

    class Kind(models.TextChoices):
        """Who got in touch, about what."""

        MEDIA = "media", "media"
        CITIZEN = "citizen", "citizen"
        CONSULTATION = "consultation", "anonymous consultation"
        PROFESSIONAL = "professional", "professional"
        PERSON = "person", "the person concerned"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    content = models.BinaryField()
    referral = models.ForeignKey(Referral, on_delete=models.SET_NULL, null=True, related_name="contacts")
    sending = models.UUIDField(unique=True)

    objects = ActorManager["Contact"]()
    unguarded = models.Manager["Contact"]()

    class Meta:
        ordering = ("-at",)
        base_manager_name = "unguarded"

    def __str__(self) -> str:
        """Give the instant."""
        return str(self.at)


class Lookup(models.Model):
    """One search for similar people by somebody of the intake; written by the database function that answers it, and counted there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ActorManager["Lookup"]()
    unguarded = models.Manager["Lookup"]()

    class Meta:
        base_manager_name = "unguarded"
        indexes = (models.Index(fields=("user", "at")),)

    def __str__(self) -> str:
        """Give the instant."""
        return str(self.at)
