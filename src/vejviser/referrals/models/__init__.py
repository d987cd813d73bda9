# SPDX-License-Identifier: EUPL-1.2
"""The tables of what arrives before there is a case."""

from __future__ import annotations

from vejviser.referrals.models.contact import Contact, Lookup
from vejviser.referrals.models.outside import Part, Proof, Receipt, SavedForm
from vejviser.referrals.models.referral import Referral

__all__ = ["Contact", "Lookup", "Part", "Proof", "Receipt", "Referral", "SavedForm"]
