# SPDX-License-Identifier: EUPL-1.2
"""What reaches people by itself: notices on the screen, mail that waits to be sent, and which nights the work was done."""

from __future__ import annotations

import uuid

from django.db import models

from vejviser.access.models import SECTION_CHOICES


class Mail(models.Model):
    """A neutral mail that waits in the outbox, or was sent. `link` is a one-time path or empty, and is forgotten once the mail is sent."""

    class Kind(models.TextChoices):
        """Why it is sent; never said in the mail, nor seen from its size."""

        NEWS = "news", "something new on the screen"
        INVITATION = "invitation", "an invitation"
        REMINDER = "reminder", "a saved form expires"
        ADDRESS = "address", "a one-time link or number that proves an address"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    link = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    send_after = models.DateTimeField(help_text="Some random minutes after it was made, so that the hour of a mail says nothing.")
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed = models.BooleanField(default=False, help_text="Given up on: somebody must phone.")

    class Meta:
        ordering = ("made_at",)
        indexes = (models.Index(fields=("send_after",), condition=models.Q(sent_at=None, failed=False), name="notices_waiting_mail"),)

    def __str__(self) -> str:
        """Give the kind."""
        return self.kind


class Notice(models.Model):
    """Something that a user, or whoever is at an organisation's desk, sees after signing in.

    About a day of a case: `case`, `section`, `about` (the kind of a deadline, or `line:` and a step), `day`, and `mark`, the number of
    days that were left. About a referral at the desk: `level`, how often it was reminded of.
    """

    class Kind(models.TextChoices):
        """What it is about."""

        DAY = "day", "a day of a case comes nearer"
        BEGUN = "begun", "a step has become due by the passing of days"
        UNANSWERED = "unanswered", "a referral was not answered in time"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, null=True, related_name="notices")
    organisation = models.CharField(max_length=40, blank=True, help_text="The id of the register, of a notice to a desk.")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    case = models.UUIDField(null=True)
    section = models.CharField(max_length=1, choices=SECTION_CHOICES, blank=True)
    about = models.CharField(max_length=60, blank=True)
    day = models.DateField(null=True)
    mark = models.SmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)
        indexes = (
            models.Index(fields=("user", "-made_at")),
            models.Index(fields=("organisation", "-made_at"), condition=models.Q(user=None), name="notices_of_desk"),
        )

    def __str__(self) -> str:
        """Give the kind."""
        return self.kind


class NightRun(models.Model):
    """The work of one legal day; done once, also when two processes begin it or a night was missed."""

    day = models.DateField(primary_key=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        """Give the day."""
        return str(self.day)
