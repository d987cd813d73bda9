# SPDX-License-Identifier: EUPL-1.2
"""What the ledger keeps. Nothing here points to another table: an entry outlives what it tells of, and never gives away that it exists."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

# subject:verb, such as case:read or session:start, deny alone, or cases_entry:insert for what the database saw.
ACTION_GRAMMAR = r"^[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*)*$"


class LedgerEntry(models.Model):
    """One thing that happened. Written once, in the transaction of what it tells of; `at` is the database's clock, set by a trigger.

    `actor` is the user (None: the service itself), `cases` every case that a list showed, `row_id` the row that a write changed.
    `detail` is sealed under the case's key together with the salt of `detail_hash`, so that destroying the key destroys both.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_default=Now())
    actor = models.UUIDField(null=True)
    organisation = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=80)
    case_id = models.UUIDField(null=True)
    cases = ArrayField(models.UUIDField(), default=list, blank=True)
    row_id = models.UUIDField(null=True)
    sections = models.CharField(max_length=17, blank=True)
    purpose = models.CharField(max_length=40, blank=True)
    detail_hash = models.BinaryField(null=True, max_length=32)
    detail = models.BinaryField(null=True)

    class Meta:
        db_table = "ledger_entry"
        constraints = (
            models.CheckConstraint(condition=models.Q(action__regex=ACTION_GRAMMAR), name="ledger_action_grammar"),
            models.CheckConstraint(condition=models.Q(sections__regex=r"^[A-Q]*$"), name="ledger_section_letters"),
            models.CheckConstraint(condition=models.Q(purpose__regex=r"^[a-z_]*$"), name="ledger_purpose_code"),
        )
        indexes = (
            models.Index(fields=("case_id", "at"), name="ledger_entry_of_case"),
            models.Index(fields=("actor", "at"), name="ledger_entry_of_actor"),
            GinIndex(fields=("cases",), name="ledger_entry_of_list"),
        )

    def __str__(self) -> str:
        """Give the action."""
        return self.action


class Waiting(models.Model):
    """An entry that is not in the tree yet; written by a trigger, removed by the sequencer."""

    entry_id = models.UUIDField(primary_key=True)

    class Meta:
        db_table = "ledger_waiting"

    def __str__(self) -> str:
        """Give the entry."""
        return str(self.entry_id)


class Leaf(models.Model):
    """The place of an entry in the tree, and the hash of what it said when it came there."""

    index = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_leaf"

    def __str__(self) -> str:
        """Give the index."""
        return str(self.index)


class TreeNode(models.Model):
    """A complete node of the tree on every fourth level; what lies between is computed from at most eight of these or of the leaves."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_node"

    def __str__(self) -> str:
        """Give the place."""
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed statement of how large the tree was and what its root was; `note` is the text that witnesses get."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_checkpoint"

    def __str__(self) -> str:
        """Give the size."""
        return str(self.size)
