# SPDX-License-Identifier: EUPL-1.2
"""How long things are kept, as the pages from outside say it."""

from __future__ import annotations

from vejviser.referrals.times import DRAFT_KEPT, DRAFT_REMINDED, NUMBER_VALID, PROOF_VALID, RECEIPT_KEPT, STRUCK_KEPT

__all__ = ["DRAFT_KEPT", "DRAFT_REMINDED", "NUMBER_VALID", "PROOF_VALID", "RECEIPT_KEPT", "STRUCK_KEPT"]
