# SPDX-License-Identifier: EUPL-1.2
"""What opens a case to somebody: assignments, consents, packages; and what closes it: a declared conflict of interest."""

from __future__ import annotations

import uuid

from django.db import models

from vejviser.access.roles import ROLE_CHOICES
from vejviser.access.sections import Section

SECTION_CHOICES = [(section.value, section.name.lower()) for section in Section]


class Permission(models.Model):
    """One cell of the access matrix in the database, written from `policy` by each migration; row security reads it."""

    role = models.CharField(max_length=40)
    section = models.CharField(max_length=1, choices=SECTION_CHOICES)
    cell = models.CharField(max_length=2)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("role", "section"), name="access_one_cell"),)

    def __str__(self) -> str:
        """Give the cell with its place."""
        return f"{self.role} {self.section} {self.cell}"


class Assignment(models.Model):
    """A user works on a case in one role, from one instant up to another (or without end). Only this opens a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("case", "starts")
        indexes = (
            # Whole in itself: every question of row security begins here.
            models.Index(fields=("user",), include=("case", "role", "starts", "ends"), name="access_assignment_of_user"),
            models.Index(fields=("case",)),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("case", "user", "role"),
                condition=models.Q(ends=None),
                name="access_one_open_assignment",
            ),
        )

    def __str__(self) -> str:
        """Give the role."""
        return self.role


class ConflictOfInterest(models.Model):
    """A user said to be too near to a case: every door to it is closed from that instant, whatever the assignments say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="conflicts")
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "user"), name="access_one_conflict"),)

    def __str__(self) -> str:
        """Give the instant."""
        return str(self.declared_at)


class ConsentGrant(models.Model):
    """A section that a consent of the person opens to an organisation, from an instant up to another.

    Derived from the consent events whenever the case changes; never edited.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="consent_grants")
    organisation = models.CharField(max_length=40, help_text="The id of the register.")
    section = models.CharField(max_length=1, choices=SECTION_CHOICES)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("case", "organisation", "section")),)

    def __str__(self) -> str:
        """Give recipient and section."""
        return f"{self.organisation} {self.section}"


class Package(models.Model):
    """What was handed to an organisation for a decision: a section as it was known at one instant, readable until another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="packages")
    organisation = models.CharField(max_length=40, help_text="The id of the register.")
    section = models.CharField(max_length=1, choices=SECTION_CHOICES)
    frozen_at = models.DateTimeField()
    ends = models.DateTimeField()
    basis = models.CharField(max_length=40)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("case", "organisation", "section")),)

    def __str__(self) -> str:
        """Give recipient and section."""
        return f"{self.organisation} {self.section}"
