# SPDX-License-Identifier: EUPL-1.2
"""How Django finds this part."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """What happened: every read of a case and every write, append-only, in a Merkle tree with signed checkpoints."""

    name = "vejviser.ledger"
    label = "ledger"
