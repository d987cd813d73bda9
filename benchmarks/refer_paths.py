# SPDX-License-Identifier: EUPL-1.2
"""The paths through the contact form that `benchmarks/refer.py` drives, with what was promised and what the Home Office form takes.

Promises: referral form, 14, in seconds at the first use and when practised. The other form was counted from its public source (state of
April 2026): pages with fields, and field places.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

Answers = dict[str, Any]


class Path(NamedTuple):
    """One path: where it begins, the answers of each screen in their order, what was promised, and the other form's figures."""

    name: str
    start: str
    screens: tuple[Answers, ...]
    first: str
    practised: str
    other: str
    alarm: bool = False


_REACHED: Final[Answers] = {"safe_contact": "phone", "safe_phone": "28282828", "safe_how": "text", "safe_when": "evenings"}

PATHS: Final = (
    Path(
        "agreed, police, bed",
        "for/police/",
        (
            {"danger": "no", "age": "no"},
            {"presence": "alone", "consent": "yes", "name": "Mai", "safe_contact": "via_me", "language": "vie"},
            {"needs": ["sleep"], "shelter_who": "women", "area": "syddanmark", "signs": ["debt", "papers_kept"], "you_phone": "35353535"},
        ),
        "160-175",
        "110-120",
        "46-47 pages / 100-105 fields",
    ),
    Path(
        "no, or not asked",
        "for/police/",
        (
            {"danger": "no", "age": "no"},
            {"presence": "alone", "consent": "no", "override": "none", "language": "vie"},
            {"needs": ["talk"], "area": "syddanmark", "signs": ["debt"], "you_phone": "35353535"},
        ),
        "135",
        "95",
        "35 pages / 73 fields",
    ),
    Path(
        "child, nurse",
        "",
        (
            {"role": "health", "danger": "soon", "age": "not_sure"},
            {"presence": "alone", "child_view": "not_told", "name": "Minh", "safe_contact": "via_me", "language": "vie"},
            {"needs": ["medical"], "area": "midtjylland", "signs": ["harm_fear", "decides_for"], "you_phone": "35353535", "you_name": "Bo"},
        ),
        "185",
        "130",
        "44 pages / 95 fields",
    ),
    Path(
        "longest",
        "",
        (
            {"role": "police", "danger": "soon", "age": "no"},
            {
                "presence": "alone",
                "consent": "no",
                "override": "danger_to_life",
                "override_reason": "He is on his way",
                "name": "Mai",
                **_REACHED,
                "safe_if_other": "wrong_number",
                "language": "vie",
            },
            {
                "needs": ["sleep", "protect"],
                "shelter_who": "women",
                "shelter_with": ["children"],
                "shelter_children": "2",
                "held": "held",
                "held_until": "tomorrow",
                "area": "syddanmark",
                "signs": ["debt", "threats", "papers_kept"],
                "note": "Speaks some English",
                "you_phone": "35353535",
                "you_until": "morning",
                "you_stand_in": "36363636",
            },
        ),
        "215",
        "150",
        "53 pages / 121 fields",
    ),
    Path(
        "citizen",
        "",
        (
            {"role": "citizen", "danger": "unknown", "age": "no"},
            {"presence": "absent"},
            {"area": "sjaelland", "signs": ["papers_kept", "work_home"], "note": "A car comes each morning", "place_tip": "no"},
        ),
        "130",
        "90",
        "not open to citizens",
    ),
    Path(
        "self",
        "for/self/",
        (
            {"danger": "no", "age": "no"},
            {"presence": "alone", "safe_contact": "phone", "safe_phone": "28282828", "safe_how": "text"},
            {"needs": ["talk"], "area": "unknown"},
        ),
        "110",
        "80",
        "not open to the person",
    ),
    Path(
        "self, watched",
        "for/self/",
        (
            {"danger": "unknown", "age": "no"},
            {"presence": "overheard", "safe_contact": "phone", "safe_phone": "28282828", "safe_how": "text"},
        ),
        "110",
        "80",
        "not open to the person",
    ),
    Path("bare alarm", "for/health/", ({"danger": "now", "age": "yes"},), "20", "15", "not possible", alarm=True),
)
