# SPDX-License-Identifier: EUPL-1.2
"""The contact log, and the look-ups of the intake."""

from __future__ import annotations

import uuid

from django.db import models

from vejviser.cases.managers import ActorManager
from vejviser.referrals.models.referral import Referral


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
