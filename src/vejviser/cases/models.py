# SPDX-License-Identifier: EUPL-1.2
"""What the database holds of a case.

In clear: opaque ids, the reference, the stage, kinds and days of deadlines, who is assigned, section letters, padded sizes, times.
Everything else is sealed by the vault.
"""

from __future__ import annotations

import uuid

from django.db import models

from vejviser.access.models import SECTION_CHOICES
from vejviser.cases.managers import ActorManager


class Case(models.Model):
    """One case of one presumed victim. `version` counts what was recorded; `reference` is the pseudonym that people say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    mechanism = models.CharField(max_length=60, default="denmark")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    stage = models.CharField(max_length=20, default="encountered")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ActorManager["Case"]()
    unguarded = models.Manager["Case"]()

    class Meta:
        ordering = ("-changed_at",)
        base_manager_name = "unguarded"
        indexes = (models.Index(fields=("stage",)), models.Index(fields=("-changed_at",)))

    def __str__(self) -> str:
        """Give the reference."""
        return self.reference


class Entry(models.Model):
    """Something recorded in a section of a case; never changed. `number` counts within the case from 1.

    An event of the contract has `is_event` and its fields sealed in `facts` (and its free text in `note`); anything else (identity,
    safe contact, place code, statement, note) is sealed in `note` alone. `corrects` names the entry that this one replaces or withdraws.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    section = models.CharField(max_length=1, choices=SECTION_CHOICES)
    number = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=40)
    is_event = models.BooleanField()
    is_code = models.BooleanField(default=False, help_text="The place code of section D, which some roles may read and no more.")
    facts = models.BinaryField(null=True)
    note = models.BinaryField(null=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    sending = models.UUIDField(help_text="Chosen when the form was made: the same sending is one entry.")
    sent_digest = models.BinaryField(
        max_length=32, help_text="A keyed digest of what was sent, so that a sending used twice for two things is seen."
    )

    objects = ActorManager["Entry"]()
    unguarded = models.Manager["Entry"]()

    class Meta:
        ordering = ("case", "number")
        base_manager_name = "unguarded"
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="cases_one_number"),
            models.UniqueConstraint(fields=("author", "sending"), name="cases_one_sending"),
        )

    def __str__(self) -> str:
        """Give the place in the case."""
        return f"{self.section}{self.number}"


class Deadline(models.Model):
    """A day that follows from the case and the law; derived, rewritten whenever the case changes. `day` is an inclusive legal day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    section = models.CharField(max_length=1, choices=SECTION_CHOICES)
    kind = models.CharField(max_length=60, help_text="clock:reflection, step:renew_residence_permit, duty:leave_country")
    day = models.DateField()
    shown_from = models.DateField(help_text="The first legal day on which this holds, as far as is known.")
    shown_until = models.DateField(null=True, help_text="The first legal day on which it no longer holds (None: no such day is known).")

    objects = ActorManager["Deadline"]()
    unguarded = models.Manager["Deadline"]()

    class Meta:
        ordering = ("day",)
        base_manager_name = "unguarded"
        indexes = (models.Index(fields=("case",)), models.Index(fields=("day",)))

    def __str__(self) -> str:
        """Give kind and day."""
        return f"{self.kind} {self.day}"


class DeskLine(models.Model):
    """A next step that waits for an organisation; derived. `act_by` is the last working day to act on (None: no day follows)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="desk_lines")
    section = models.CharField(max_length=1, choices=SECTION_CHOICES)
    step = models.CharField(max_length=60)
    actor = models.CharField(max_length=40, help_text="The id of the register of who must act, or `person`.")
    act_by = models.DateField(null=True)
    since = models.DateTimeField()
    shown_from = models.DateField(help_text="The first legal day on which this holds, as far as is known.")
    shown_until = models.DateField(null=True, help_text="The first legal day on which it no longer holds (None: no such day is known).")

    objects = ActorManager["DeskLine"]()
    unguarded = models.Manager["DeskLine"]()

    class Meta:
        ordering = ("act_by", "since")
        base_manager_name = "unguarded"
        indexes = (models.Index(fields=("case",)), models.Index(fields=("actor", "act_by")))

    def __str__(self) -> str:
        """Give the step."""
        return self.step


class StageTurn(models.Model):
    """The stage that a case will reach on a legal day if nothing more is recorded; derived, and turned by the night run without a key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stage_turns")
    day = models.DateField()
    stage = models.CharField(max_length=20)

    objects = ActorManager["StageTurn"]()
    unguarded = models.Manager["StageTurn"]()

    class Meta:
        ordering = ("case", "day")
        base_manager_name = "unguarded"
        indexes = (models.Index(fields=("case",)), models.Index(fields=("day",)))

    def __str__(self) -> str:
        """Give day and stage."""
        return f"{self.day} {self.stage}"


class Link(models.Model):
    """One event that several people were part of, such as a raid; each of its cases stays a case of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    title = models.BinaryField(help_text="Sealed under the link's own id.")

    objects = ActorManager["Link"]()
    unguarded = models.Manager["Link"]()

    class Meta:
        base_manager_name = "unguarded"

    def __str__(self) -> str:
        """Give the id."""
        return str(self.id)


class LinkedCase(models.Model):
    """A case that belongs to a link; seen by whoever sees that case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="members")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")

    objects = ActorManager["LinkedCase"]()
    unguarded = models.Manager["LinkedCase"]()

    class Meta:
        base_manager_name = "unguarded"
        constraints = (models.UniqueConstraint(fields=("link", "case"), name="cases_linked_once"),)

    def __str__(self) -> str:
        """Give the id."""
        return str(self.id)


class Draft(models.Model):
    """A form that was begun and not yet recorded, kept for its writer alone until `expires_at`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    content = models.BinaryField(help_text="Sealed under the case and the section that it would be recorded in.")
    section = models.CharField(max_length=1, choices=SECTION_CHOICES)

    objects = ActorManager["Draft"]()
    unguarded = models.Manager["Draft"]()

    class Meta:
        ordering = ("-saved_at",)
        base_manager_name = "unguarded"

    def __str__(self) -> str:
        """Give the id."""
        return str(self.id)
