# SPDX-License-Identifier: EUPL-1.2
"""What other parts may do with what arrives."""

from __future__ import annotations

from vejviser.referrals.accepting import Acceptance, accept
from vejviser.referrals.contact_log import write_down
from vejviser.referrals.desk_work import ask_coordinator, close, hand_back, not_the_same, take_over
from vejviser.referrals.matching import chosen_case, similar
from vejviser.referrals.sending import send

__all__ = [
    "Acceptance",
    "accept",
    "ask_coordinator",
    "chosen_case",
    "close",
    "hand_back",
    "not_the_same",
    "send",
    "similar",
    "take_over",
    "write_down",
]
