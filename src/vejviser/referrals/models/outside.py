# SPDX-License-Identifier: EUPL-1.2
"""The tables beside a referral: its sealed parts, the receipt of a sender without an account, proofs of an address, saved drafts."""

from __future__ import annotations

import uuid

from django.db import models

from vejviser.cases.managers import ActorManager
from vejviser.referrals.models.referral import Referral


class Part(models.Model):
    """A part of a referral that can be opened, or destroyed, by itself: each is sealed under its own id."""

    class Kind(models.TextChoices):
        """What it holds."""

        IDENTITY = "identity", "who the person is (section B)"
        CONTACT = "contact", "how to reach the person (section C)"
        REFERRER = "referrer", "how to reach the referrer (section A)"
        PLACE_TIP = "place_tip", "a place that someone should look at"
        ADDITION = "addition", "added later"
        EARLIER = "earlier", "an earlier version that its sender replaced"
        QUESTION = "question", "what the desk asked the sender"
        LOWERED = "lowered", "why the desk lowered the urgency"
        LIFTED = "lifted", "why the desk changed the rule of contact"
        AGE = "age", "how the desk settled the age"

    class State(models.TextChoices):
        """What the desk did with it."""

        WAITING = "waiting", "not looked at"
        TAKEN = "taken", "taken over"
        LEFT = "left", "left"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    card = models.CharField(max_length=20, blank=True, help_text="Of an addition: which card.")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    content = models.BinaryField(null=True)
    expires_at = models.DateTimeField(null=True, help_text="When the content and its key are destroyed.")

    objects = ActorManager["Part"]()
    unguarded = models.Manager["Part"]()

    class Meta:
        ordering = ("at", "id")
        base_manager_name = "unguarded"
        indexes = (models.Index(fields=("expires_at",), condition=~models.Q(content=None), name="referrals_part_expires"),)

    def __str__(self) -> str:
        """Give the kind."""
        return self.kind


class Receipt(models.Model):
    """The way back in for a sender without an account: an Argon2id hash of the five words, never the words."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, primary_key=True, related_name="receipt")
    key_hash = models.CharField(max_length=128)
    digest = models.BinaryField(help_text="Of what was sent, keyed by the form's secret: tells a repetition from another content.")
    headings = models.BinaryField(help_text="Which questions were answered, sealed.")
    valid_until = models.DateTimeField(db_index=True)

    objects = ActorManager["Receipt"]()
    unguarded = models.Manager["Receipt"]()

    class Meta:
        base_manager_name = "unguarded"

    def __str__(self) -> str:
        """Give until when it is valid."""
        return str(self.valid_until)


class Proof(models.Model):
    """A one-time link to a work address; the address itself is in the outbox until the mail is sent, and nowhere else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="proofs")
    digest = models.BinaryField(unique=True, help_text="SHA-256 of the token.")
    organisation = models.CharField(max_length=40, blank=True, help_text="The id of the register that accepts the address; empty: none.")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = ActorManager["Proof"]()
    unguarded = models.Manager["Proof"]()

    class Meta:
        base_manager_name = "unguarded"

    def __str__(self) -> str:
        """Give until when it is valid."""
        return str(self.expires_at)


class SavedForm(models.Model):
    """A form that was saved before it was sent, encrypted under its code, which the server does not keep."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    locator = models.BinaryField(unique=True, help_text="A keyed hash of the first part of the code.")
    salt = models.BinaryField()
    ciphertext = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)
    reminder = models.UUIDField(null=True, help_text="The mail that waits in the outbox.")
    number = models.BinaryField(null=True, help_text="A hash of the number that was mailed, keyed by the code.")
    number_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong numbers since the last one was mailed.")

    objects = ActorManager["SavedForm"]()
    unguarded = models.Manager["SavedForm"]()

    class Meta:
        base_manager_name = "unguarded"

    def __str__(self) -> str:
        """Give until when it is kept."""
        return str(self.expires_at)
