# SPDX-License-Identifier: EUPL-1.2
"""Sentences 26 to 30: entitlements and duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clocks_by_hand import ASSISTANCE_MONTHS, arrival_day, permit_running, reflection, residence_permit
from .dates_by_hand import days_later, months_later
from .reading import (
    asylum_granted,
    asylum_undecided,
    departed,
    is_18,
    is_child,
    is_citizen,
    is_identified,
    last_day_of_childhood,
    legal_stay,
    legal_stay_on_another_ground,
    participates,
    proceedings_ended,
    status,
    was_child_at_first_event,
)

if TYPE_CHECKING:
    from datetime import date

    from .case import Json
    from .reading import History

SUPPORT = {"accommodation": "R31", "medical": "R32", "legal_counselling": "R33", "psychological": "R34"}


def entitlements(history: History) -> list[Json]:
    """26, 27, 28."""
    return [*support(history), *assisted_return(history), *child_rights(history), *integration_plan(history)]


def entitlement(name: str, state: str, until: date | None, *rules: str) -> Json:
    """One item; `until` null = no end known."""
    return {"id": name, "state": state, "until": until.isoformat() if until else None, "rules": list(rules)}


def support(history: History) -> list[Json]:
    """26: absent unless identified."""
    if not is_identified(history):
        return []
    until = support_until(history)
    return [entitlement(name, support_state(history, name), until, rule) for name, rule in SUPPORT.items()]


def support_until(history: History) -> date | None:
    """26, in the order decided: the first that applies."""
    permit, clock = residence_permit(history), reflection(history)
    if legal_stay(history) is True:
        return None
    if permit is not None and proceedings_ended(history):
        return permit.last_day
    if not proceedings_ended(history) and (participates(history) or permit_running(history)):
        return None
    if clock is None:
        return permit.last_day if permit is not None else None
    return clock.last_day


def support_ended(history: History) -> bool:
    """26: after that day, and from the departure on."""
    until = support_until(history)
    return departed(history) or (until is not None and history.today > until)


def support_state(history: History, name: str) -> str:
    """26: accepted once = running; a declined one stays offered."""
    if support_ended(history):
        return "ended"
    offers = [offer for offer in history.all("offer") if offer.text("what") == name]
    return "running" if any(offer.text("answer") == "accepted" for offer in offers) else "offered"


def assisted_return(history: History) -> list[Json]:
    """27. AMBIGUOUS: an accepted offer of it does not make it `running`, only the arrival does."""
    if not is_identified(history) or is_citizen(history):
        return []
    day = arrival_day(history)
    if day is None:
        return [entitlement("assisted_voluntary_return", "offered", None, "R35", "R46")]
    until = months_later(day, ASSISTANCE_MONTHS)
    state = "running" if history.today <= until else "ended"
    return [entitlement("assisted_voluntary_return", state, until, "R35", "R46")]


def child_rights(history: History) -> list[Json]:
    """28. Decided: a child that is `not_identified` has none; from the birthday `representative` is `ended` whatever the status."""
    ended = is_18(history) and was_child_at_first_event(history)
    if not ended and (not is_child(history) or status(history) == "not_identified"):
        return []
    until = last_day_of_childhood(history.person)
    appointed = "running" if history.happened("representative") else "offered"
    items = [entitlement("representative", "ended" if ended else appointed, until, "R55")]
    if is_identified(history):
        items.append(entitlement("child_support", "ended" if ended else "offered", until, "R52"))
    return items


def integration_plan(history: History) -> list[Json]:
    """28: from the grant of asylum."""
    return [entitlement("integration_plan", "offered", None, "R44", "R45")] if asylum_granted(history) else []


def duties(history: History) -> list[Json]:
    """29. AMBIGUOUS: "proceedings ended after a permit" = they are ended and there ever was a permit."""
    items: list[Json] = []
    clock, permit = reflection(history), residence_permit(history)
    if clock is not None:
        items.append(duty(history, "leave_country", clock.last_day, "R37"))
    if permit is not None:
        items.append(duty(history, "leave_country", permit.last_day, "R67"))
    if permit is not None and proceedings_ended(history):
        items.append(duty(history, "return_to_origin_or_former_residence", permit.last_day, "R40"))
    return items


def duty(history: History, name: str, last_day: date, rule: str) -> Json:
    """29, 30: from the day after the clock's last day; asylum never moves it."""
    begins = days_later(last_day, 1)
    return {"id": name, "from": begins.isoformat(), "state": duty_state(history, name, begins, rule), "rules": [rule]}


def duty_state(history: History, name: str, begins: date, rule: str) -> str:
    """30: the first that applies."""
    if duty_is_void(history, name, rule):
        return "void"
    if asylum_undecided(history):
        return "held"
    return "due" if history.today >= begins else "pending"


def duty_is_void(history: History, name: str, rule: str) -> bool:
    """30."""
    if rule == "R37" and history.happened("residence_permit"):
        return True
    if name == "leave_country" and legal_stay_on_another_ground(history):
        return True
    return asylum_granted(history) or departed(history)
