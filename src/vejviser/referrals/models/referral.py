# SPDX-License-Identifier: EUPL-1.2
"""What arrives before there is a case. Content is sealed under the row's own id; once it is in a case, that key is destroyed.

What comes from outside has no sender with an account: see `referrals.outside` and docs/decisions/0018.
"""

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

    class Kind(models.TextChoices):
        """What it is (referral form, 4)."""

        REFERRAL = "referral", "referral"
        NOTICE = "notice", "notice without a name"
        CONSULTATION = "consultation", "only advice"

    class Standing(models.IntegerChoices):
        """Who stands before whom within a class: a flood without senders must not hide who can be rung."""

        KNOWN = 0, "signed in, or of a proven address"
        REACHABLE = 1, "can be reached"
        ANONYMOUS = 2, "cannot be reached"

    class Withdrawn(models.TextChoices):
        """Who took it back."""

        STRUCK = "struck", "by the referrer, before anybody opened it"
        REFERRER = "referrer", "by the referrer"
        PERSON = "person", "by the person"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=14, unique=True)
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
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REFERRAL)
    role = models.CharField(max_length=12, blank=True, help_text="Of a sender without an account: as what they sent it.")
    path = models.CharField(max_length=13, blank=True, help_text="The path of the form that it came by.")
    standing = models.PositiveSmallIntegerField(choices=Standing.choices, default=Standing.KNOWN)
    verified_as = models.CharField(max_length=40, blank=True, help_text="The id of the register that a proven address belongs to.")
    opened_at = models.DateTimeField(null=True, help_text="When the desk first opened it.")
    may_identify = models.BooleanField(default=False, help_text="A notice whose own words may say who the person is.")
    is_asked = models.BooleanField(default=False, help_text="The desk asked the sender something, and waits.")
    lock_lifted = models.BooleanField(default=False, help_text="The desk changed the rule never to contact the person, for a reason.")
    withdrawn = models.CharField(max_length=8, choices=Withdrawn.choices, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    confirm_by = models.DateTimeField(null=True, help_text="Until when a second person must confirm an exception.")
    confirmed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, help_text="When content that was struck is destroyed with its key.")
    is_closed = models.BooleanField(default=False, help_text="Nobody at the desk may open who the person is and how to reach her.")

    objects = ActorManager["Referral"]()
    unguarded = models.Manager["Referral"]()

    class Meta:
        ordering = ("answer_by",)
        base_manager_name = "unguarded"
        indexes = (
            models.Index(fields=("to", "state", "answer_by")),
            models.Index(fields=("confirm_by",), condition=models.Q(confirmed_at=None, is_closed=False), name="referrals_unconfirmed"),
        )

    def __str__(self) -> str:
        """Give the reference."""
        return self.reference
