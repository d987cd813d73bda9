# SPDX-License-Identifier: EUPL-1.2
"""Comparing what the engine says with what the reading by hand says, item by item."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from tests.laws.histories import RESULTS, answer_to
from tests.oracle.assess_by_hand import assess as by_hand

Items = dict[str, list[dict[str, Any]]]
# Compared on their own below, or not at all: what is said in words is the engine's.
APART = ("rules", "actors", "message")


def differences(case: dict[str, Any], as_of: str) -> list[str]:
    """Say in which fields and items the two answers differ, one line each.

    The reading by hand names fewer rules (each it names must be there), and no actors where the contract names nobody;
    the contract gives `plan_transition_to_adulthood` no day.
    """
    engine, hand = answer_to(case, as_of), json.loads(json.dumps(by_hand(case, as_of)))
    found = [
        f"{name}: {engine[name]!r}, by hand {hand[name]!r}" for name in ("as_of", "stage", "status", "child") if engine[name] != hand[name]
    ]
    ours, theirs = engine["identification"], hand["identification"]
    found += [f"{name}: {ours[name]!r}, by hand {theirs[name]!r}" for name in ("outcome", "conflict") if ours[name] != theirs[name]]
    found += _between("authorities", ours["authorities"], theirs["authorities"])
    for section in RESULTS:
        found += _between(section, engine[section], hand[section])
    return found


def _between(section: str, ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> list[str]:
    engine, hand = _by_content(ours), _by_content(theirs)
    found = []
    for content in sorted({*engine, *hand}):
        mine, other = engine[content], hand[content]
        if len(mine) != len(other):
            found.append(f"{section}: {len(mine)} of {content}, by hand {len(other)}")
        else:
            found += [f"{section}: {content}: {what}" for one, two in zip(mine, other, strict=True) for what in _within(one, two)]
    return found


def _by_content(items: list[dict[str, Any]]) -> Items:
    found: Items = defaultdict(list)
    for item in sorted(items, key=lambda one: json.dumps(one.get("rules"))):
        content = {key: value for key, value in item.items() if key not in APART}
        if item.get("id") == "plan_transition_to_adulthood":
            del content["act_by"]
        found[json.dumps(content, sort_keys=True)].append(item)
    return found


def _within(ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    found = []
    missing = set(theirs.get("rules", ())) - set(ours["rules"])
    if missing:
        found.append(f"rules {ours['rules']}, by hand also {sorted(missing)}")
    if theirs.get("actors") and sorted(theirs["actors"]) != sorted(ours["actors"]):
        found.append(f"actors {ours['actors']}, by hand {theirs['actors']}")
    return found
