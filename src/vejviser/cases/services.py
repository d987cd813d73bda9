# SPDX-License-Identifier: EUPL-1.2
"""What other parts may do to a case."""

from __future__ import annotations

from vejviser.cases.opening import assign, declare_conflict, end_assignment, hand_over, link_cases, new_reference, open_case
from vejviser.cases.recording import Recorded, add_text, propose, rebuild, record, withdraw

__all__ = [
    "Recorded",
    "add_text",
    "assign",
    "declare_conflict",
    "end_assignment",
    "hand_over",
    "link_cases",
    "new_reference",
    "open_case",
    "propose",
    "rebuild",
    "record",
    "withdraw",
]
