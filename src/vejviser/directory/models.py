# SPDX-License-Identifier: EUPL-1.2
"""The organisations of the mechanism as this installation knows them. What they may do by law stands in the mechanism's register."""

from __future__ import annotations

import uuid

from django.db import models


class Organisation(models.Model):
    """An organisation whose people use the service. `register_id` is its id in the mechanism's register (`police`, `cmm`, …)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register_id = models.CharField(max_length=40, db_index=True)
    unit = models.CharField(
        max_length=80, blank=True, help_text="The part of the organisation, such as a police district; empty: the whole."
    )
    mail = models.EmailField(blank=True, help_text="Where neutral notices to the desk are sent.")
    mail_domains = models.JSONField(default=list, help_text="Mail domains whose addresses are those of its people, in ASCII.")
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ("register_id", "unit")
        constraints = (models.UniqueConstraint(fields=("register_id", "unit"), name="directory_one_unit"),)

    def __str__(self) -> str:
        """Give the register's id and the unit."""
        return f"{self.register_id} {self.unit}".strip()


class Contract(models.Model):
    """A contract that lets an organisation take part in a measure, such as the interviews of R24; days are inclusive legal days (A44)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="contracts")
    measure = models.CharField(
        max_length=40, choices=[("interview", "interview"), ("accommodation", "accommodation"), ("support", "support")]
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("organisation", "measure", "first_day")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day")),
                name="directory_contract_days_in_order",
            ),
        )

    def __str__(self) -> str:
        """Give the measure and its days."""
        return f"{self.measure} {self.first_day}–{self.last_day or ''}"


class DutyTurn(models.Model):
    """Who answers an organisation's desk from one instant up to another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="duty_turns")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="duty_turns")
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        ordering = ("organisation", "starts")
        constraints = (models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="directory_duty_in_order"),)

    def __str__(self) -> str:
        """Give the span."""
        return f"{self.starts}–{self.ends}"
