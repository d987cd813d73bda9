# SPDX-License-Identifier: EUPL-1.2
"""The contract's table of events, transcribed: which fields each type needs and may have, and what may stand in them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

ZONE = ZoneInfo("Europe/Copenhagen")
ORGS = {
    "police",
    "prosecution",
    "dis",
    "siri",
    "cmm",
    "courts",
    "reden_international",
    "hoerhuset",
    "hopenow",
    "amiami",
    "nec",
    "erin",
    "erso",
    "iom",
    "municipality",
    "ngo",
    "citizen",
    "other",
    "self",
}
SECTIONS = {"identity", "contact", "stay", "identification", "health", "accommodation", "proceedings", "return"}
ENTITLEMENTS = {
    "accommodation",
    "medical",
    "legal_counselling",
    "psychological",
    "assisted_voluntary_return",
    "child_support",
    "representative",
    "integration_plan",
}
BASES = {"citizen", "eu", "permit", "visa", "asylum_seeker", "none"}
OVERRIDES = {"child", "danger_to_life", "legal_duty"}
ENDINGS = {"judgment", "dismissal", "discontinued"}
AT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?")


def one_of(allowed: set[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in allowed


def text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def flag(value: object) -> bool:
    return isinstance(value, bool)


def day(value: object) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def days(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def country(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[A-Z]{2}", value) is not None


def language(value: object) -> bool:
    return value is None or (isinstance(value, str) and re.fullmatch("[a-z]{2}", value) is not None)


def scope(value: object) -> bool:
    return isinstance(value, list) and bool(value) and set(value) <= SECTIONS and len(set(value)) == len(value)


def flag_or_unknown(value: object) -> bool:
    return value is None or flag(value)


org, applicant = one_of(ORGS), one_of({*ORGS, "person"})
assessed = one_of({"positive", "negative"})
Fields = dict[str, "Callable[[object], bool]"]
TABLE: dict[str, tuple[Fields, Fields]] = {
    "encounter": ({"by": org}, {}),
    "referral": ({"by": org, "to": org, "consent": one_of({"given", "refused", "override"})}, {"basis": one_of(OVERRIDES)}),
    "stay": ({"legal": flag_or_unknown}, {"basis": one_of(BASES), "until": day}),
    "trial": ({"status": one_of({"opened", "closed"})}, {}),
    "interview": ({"by": org, "representative_present": flag, "interpreter": language}, {}),
    "identification": ({"by": org, "outcome": one_of({"identified", "not_identified"})}, {"reason": text}),
    "reflection_period": ({"by": org}, {}),
    "reflection_extension": ({"by": org}, {"until": day, "days": days}),
    "reflection_shortening": ({"by": org, "until": day}, {}),
    "return_cooperation": ({"value": flag}, {}),
    "return_wish": ({"value": flag}, {}),
    "participation": ({"value": flag}, {}),
    "police_collaboration": ({"value": flag}, {}),
    "proceedings": ({"status": one_of({"opened", "ended"})}, {"how": one_of(ENDINGS)}),
    "presence_required": ({"value": flag}, {}),
    "residence_permit_application": ({"by": applicant}, {}),
    "residence_permit": ({"by": org}, {}),
    "residence_permit_refused": ({"by": org}, {}),
    "residence_permit_revoked": ({"by": org}, {}),
    "work_permit_application": ({"by": applicant}, {}),
    "work_permit": ({"by": org}, {"until": day}),
    "asylum_application": ({}, {}),
    "asylum_decision": ({"by": org, "outcome": one_of({"granted", "refused"})}, {}),
    "municipality_allocation": ({"by": org, "municipality": text}, {}),
    "representative": ({"by": org}, {"name": text}),
    "best_interest_assessment": ({"outcome": assessed}, {}),
    "durable_solution_assessment": ({"outcome": assessed}, {}),
    "family_tracing": ({}, {}),
    "family_reunion": ({}, {}),
    "age_assessment": ({"outcome": one_of({"child", "adult"})}, {}),
    "consent": ({"recipient": org, "scope": scope, "value": flag}, {"until": day}),
    "offer": ({"what": one_of(ENTITLEMENTS), "answer": one_of({"accepted", "declined"})}, {}),
    "work": ({"paid": flag}, {}),
    "departure": ({}, {}),
    "arrival": ({"country": country}, {}),
    "closure": ({"reason": text}, {}),
}


def instant(at: str) -> datetime:
    """Return the instant of an `at`; a date alone is 00:00. ValueError if its local time does not exist once."""
    assert AT.fullmatch(at), at
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is not None:
        return moment
    offsets = {moment.replace(tzinfo=ZONE, fold=fold).utcoffset() for fold in (0, 1)}
    if len(offsets) != 1:
        message = f"{at} does not exist once"
        raise ValueError(message)
    return moment.replace(tzinfo=ZONE)


def as_utc(at: str) -> timedelta:
    """Return the time since 2000 in UTC, so that instants with different offsets and zones compare."""
    return instant(at) - datetime.fromisoformat("2000-01-01T00:00Z")


def check_event(event: dict[str, object]) -> None:
    """Fail where an event does not keep to the table."""
    rest = {name: value for name, value in event.items() if name not in {"type", "at", "note"}}
    needed, allowed = TABLE[str(event["type"])]
    assert needed.keys() <= rest.keys() <= needed.keys() | allowed.keys(), event
    assert all({**needed, **allowed}[name](value) for name, value in rest.items()), event
    assert text(event.get("note", "x")), event
    assert ("basis" in rest) == (rest.get("consent") == "override") or event["type"] != "referral", event
    assert ("how" in rest) == (rest.get("status") == "ended") or event["type"] != "proceedings", event
    assert ("until" in rest) != ("days" in rest) or event["type"] != "reflection_extension", event
    instant(str(event["at"]))


def check_case(case: dict[str, object]) -> None:
    """Fail where a case file does not keep to the contract."""
    assert case.keys() == {"case", "mechanism", "person", "events"}
    assert case["mechanism"] == "denmark"
    person, events = case["person"], case["events"]
    assert isinstance(person, dict)
    assert isinstance(events, list)
    assert person.keys() == {"born", "citizenships", "gender", "unaccompanied"}
    assert person["born"] is None or day(person["born"])
    assert person["citizenships"] == list(dict.fromkeys(person["citizenships"]))
    assert all(country(place) for place in person["citizenships"])
    assert text(person["gender"])
    assert flag(person["unaccompanied"])
    for event in events:
        check_event(event)
