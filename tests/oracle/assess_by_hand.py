# SPDX-License-Identifier: EUPL-1.2
"""`assess` by hand: the contract's sentences written out one by one, for the profile `described`.

The numbers in this package are those of the contract's sentences; "decided" marks a choice taken for the whole project,
"AMBIGUOUS" one where the text leaves two readings and the more literal one is taken here. Input is not refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .case import events_in_order, instant_of, local, person_of
from .clocks_by_hand import clocks, permit_running, reflection, reflection_running, residence_permit
from .next_steps_by_hand import next_steps
from .not_allowed_by_hand import not_allowed
from .reading import (
    asylum_granted,
    asylum_undecided,
    cooperates_on_return,
    departed,
    in_conflict,
    is_child,
    is_identified,
    legal_stay,
    participates,
    proceedings_ended,
    proceedings_open,
    referred,
    status,
    stays_as_asylum_seeker,
    turned_18_since_first_event,
)
from .rights_by_hand import duties, entitlements
from .violations_by_hand import run_through
from .who_decides import authorities, former_authority, on_trial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .case import Json
    from .reading import History


def assess(case: Mapping[str, object], as_of: str) -> Json:
    """The assessment of a well-formed case file at a moment, in the contract's shape without `because`."""
    moment = instant_of(as_of)
    history, violations = run_through(person_of(case), events_in_order(case, moment), moment)
    return {
        "case": case["case"],
        "mechanism": {"id": "denmark", "version": "oracle"},
        "as_of": local(moment).isoformat(),
        "stage": stage_of(history),
        "status": status(history),
        "child": is_child(history),
        "identification": identification(history),
        "clocks": clocks(history),
        "entitlements": entitlements(history),
        "duties": duties(history),
        "not_allowed": not_allowed(history),
        "next_steps": next_steps(history),
        "violations": violations,
        "flags": [{"id": name, "message": ""} for name, holds in flags(history).items() if holds],
    }


def identification(history: History) -> Json:
    """11, 13."""
    outcome = status(history)
    return {
        "authorities": authorities(history),
        "outcome": None if outcome == "presumed" else outcome,
        "conflict": in_conflict(history),
    }


def stage_of(history: History) -> str:
    """14: the last of the list that applies."""
    reflecting = reflection_running(history)
    due = any(item["state"] == "due" for item in duties(history))
    applies = {
        "encountered": True,
        "referred": referred(history),
        "identification": history.happened("interview", "identification"),
        "reflection": reflecting,
        "assistance": is_identified(history) and not reflecting,
        "proceedings": permit_running(history) or (proceedings_open(history) and participates(history)),
        "asylum": asylum_undecided(history),
        "return": departed(history) or history.happened("arrival") or due,
        "integration": asylum_granted(history),
        "ended": history.happened("closure"),
    }
    return [stage for stage, holds in applies.items() if holds][-1]


def flags(history: History) -> dict[str, bool]:
    """39."""
    return flags_of_identification(history) | flags_of_clocks(history) | flags_of_age(history)


def flags_of_identification(history: History) -> dict[str, bool]:
    """39. AMBIGUOUS: A13 needs legal stay known to be false (both R19 and R22 apply)."""
    undecided = asylum_undecided(history)
    return {
        "A3": is_identified(history) and legal_stay(history) is True,
        "A10": any(finding.by == "siri" for finding in history.all("identification")),
        "A11": in_conflict(history),
        "A13": on_trial(history) and legal_stay(history) is False,
        "A14": status(history) == "presumed" and former_authority(history) is not None,
        "A15": stays_as_asylum_seeker(history),
        "A22": undecided and bool(duties(history)),
        "A42": undecided and status(history) == "not_identified",
    }


def flags_of_clocks(history: History) -> dict[str, bool]:
    """39. AMBIGUOUS: A16 after any arrival, also of a person who is not identified."""
    clock, permit, runs = reflection(history), residence_permit(history), permit_running(history)
    stays = not departed(history) and not asylum_granted(history)
    extended = clock is not None and clock.extended and reflection_running(history)
    return {
        "A7": extended and not cooperates_on_return(history),
        "A16": history.happened("arrival"),
        "A27": clock is not None and participates(history) and not runs and stays,
        "A28": clock is not None and clock.superseded,
        "A29": runs and proceedings_ended(history),
        "A30": permit is not None and not runs and not proceedings_ended(history) and stays,
    }


def flags_of_age(history: History) -> dict[str, bool]:
    """39."""
    child = is_child(history)
    return {
        "A46": child and history.person.unaccompanied is False,
        "A47": turned_18_since_first_event(history),
        "A48": child and history.person.born is None,
    }
