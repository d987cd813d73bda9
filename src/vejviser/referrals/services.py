# SPDX-License-Identifier: EUPL-1.2
"""What other parts may do with what arrives."""

from __future__ import annotations

from vejviser.referrals.accepting import Acceptance, accept
from vejviser.referrals.added import settle
from vejviser.referrals.contact_log import write_down
from vejviser.referrals.desk_steps import (
    ask_sender,
    change_urgency,
    confirm,
    end_consent,
    identity,
    lift_lock,
    place_tip,
    settle_age,
    verify_by_call,
)
from vejviser.referrals.desk_work import ask_coordinator, close, hand_back, not_the_same, take_over
from vejviser.referrals.matching import chosen_case, similar
from vejviser.referrals.sending import send

__all__ = [
    "Acceptance",
    "accept",
    "ask_coordinator",
    "ask_sender",
    "change_urgency",
    "chosen_case",
    "close",
    "confirm",
    "end_consent",
    "hand_back",
    "identity",
    "lift_lock",
    "not_the_same",
    "place_tip",
    "send",
    "settle",
    "settle_age",
    "similar",
    "take_over",
    "verify_by_call",
    "write_down",
]
