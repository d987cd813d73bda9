# SPDX-License-Identifier: EUPL-1.2
"""Who to reach, at any moment: the line of the point of contact while it is open, and what to do while it is closed (R6-R13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from vejviser.rules.opening_hours import HoursProblem
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.opening_hours import OpenState
    from vejviser.rules.register_format import ContactFile


class Line(Struct, frozen=True):
    """One thing to do now."""

    id: str
    org: str
    phone: str | None
    rules: tuple[str, ...]


class PointOfContact(Struct, frozen=True):
    """The national point of contact: open, with its closing time, or closed, with its next opening (local times with offset)."""

    org: str
    phone: str | None
    open: bool
    opens: str | None
    closes: str | None


class ContactFlag(Struct, frozen=True):
    """A doubt about the opening hours of this day."""

    id: str
    message: str


class Contact(Struct, frozen=True):
    """Who to reach at a moment; `now` is ordered, the first entry is what to do first."""

    at: str
    mechanism: str
    day: Literal["weekday", "weekend", "public_holiday"]
    now: tuple[Line, ...]
    point_of_contact: PointOfContact
    secure_mail: str | None
    mail: str | None
    emergency: str
    flags: tuple[ContactFlag, ...]


def contact_at(mechanism: Mechanism, at: Moment, *, language: str = "en") -> Contact:
    """Say who to reach at a moment.

    Raises:
        RefusedError: the register has no such contact on that day, or the hours are not known so far from today.

    """
    plan, day = mechanism.pack.mechanism.contact, mechanism.calendar.kind(at.day)
    organisation, line = _contact(mechanism, plan.line, at)
    state = _state(mechanism, line, at)
    now = []
    for name in plan.open if state.open else plan.closed:
        org, contact = _contact(mechanism, name, at)
        rules = plan.rules_by_day.get(day, contact.rules) if name == plan.line else contact.rules
        now.append(Line(name, org, contact.phone, rules))
    doubtful = plan.doubtful_day_flag is not None and mechanism.calendar.is_doubtful(at.day)
    flag = str(plan.doubtful_day_flag)
    return Contact(
        at=at.local,
        mechanism=mechanism.id,
        day=day,
        now=tuple(now),
        point_of_contact=PointOfContact(organisation, line.phone, state.open, _local(state.opens), _local(state.closes)),
        secure_mail=line.secure_mail,
        mail=line.mail,
        emergency=mechanism.pack.mechanism.emergency,
        flags=(ContactFlag(flag, mechanism.texts(language).get(f"flags.{flag}.message")),) if doubtful else (),
    )


def _contact(mechanism: Mechanism, name: str, at: Moment) -> tuple[str, ContactFile]:
    found = mechanism.register.contact(name, at.day)
    if found is None:
        raise RefusedError([Problem("at", f"the register has no contact {name!r} on {at.day}")])
    return found


def _state(mechanism: Mechanism, line: ContactFile, at: Moment) -> OpenState:
    if line.hours is None:
        raise RefusedError([Problem("at", f"the opening hours of {line.id!r} are not known")])
    try:
        return mechanism.hours(line.hours).state_at(at)
    except HoursProblem as problem:
        raise RefusedError([Problem("at", str(problem))]) from problem


def _local(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
