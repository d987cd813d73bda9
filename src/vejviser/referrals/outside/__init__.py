# SPDX-License-Identifier: EUPL-1.2
"""Referrals from outside: what somebody without an account may do, and no more. docs/decisions/0018 says how it is guarded."""

from __future__ import annotations

from vejviser.referrals.finds import Find, finds
from vejviser.referrals.outside.additions import NotOffered, add, additions, cards
from vejviser.referrals.outside.drafts import DraftOpened, NumberMailed, Saved, forget_draft, open_draft, save_draft
from vejviser.referrals.outside.first_version import first_sent
from vejviser.referrals.outside.limits import Wait, allowed
from vejviser.referrals.outside.proofs import ask_address_proof, prove_address
from vejviser.referrals.outside.questions import TextTooLong, read
from vejviser.referrals.outside.receipts import STATUSES, Receipt, open_receipt, question, sent_summary, status
from vejviser.referrals.outside.secrets_of_form import CALL_WORDS, Secret
from vejviser.referrals.outside.sending import NothingToSend, ReasonMissing, SendingDiffers, Sent, send
from vejviser.referrals.outside.withdrawing import Withdrawn, withdraw
from vejviser.referrals.paths import ROLES, Path, Sender, by_of, exceptions_of, kept, left_out, path_of

__all__ = [
    "CALL_WORDS",
    "ROLES",
    "STATUSES",
    "DraftOpened",
    "Find",
    "NotOffered",
    "NothingToSend",
    "NumberMailed",
    "Path",
    "ReasonMissing",
    "Receipt",
    "Saved",
    "Secret",
    "Sender",
    "SendingDiffers",
    "Sent",
    "TextTooLong",
    "Wait",
    "Withdrawn",
    "add",
    "additions",
    "allowed",
    "ask_address_proof",
    "by_of",
    "cards",
    "exceptions_of",
    "finds",
    "first_sent",
    "forget_draft",
    "kept",
    "left_out",
    "open_draft",
    "open_receipt",
    "path_of",
    "prove_address",
    "question",
    "read",
    "save_draft",
    "send",
    "sent_summary",
    "status",
    "withdraw",
]
