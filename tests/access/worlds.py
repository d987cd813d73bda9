# SPDX-License-Identifier: EUPL-1.2
"""Random worlds of users, cases, assignments, conflicts, consents, packages and entries, for the laws of access."""

from __future__ import annotations

import datetime as dt
import uuid
from random import Random
from typing import NamedTuple
from uuid import UUID

from vejviser.access.models import Assignment, ConflictOfInterest, ConsentGrant, Package
from vejviser.access.roles import ASSIGNABLE, Role
from vejviser.access.sections import Section
from vejviser.accounts.models import RoleHeld, User
from vejviser.cases.models import Case, Deadline, DeskLine, Entry
from vejviser.cases.services import new_reference
from vejviser.directory.models import Organisation

NOW = dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
HOUR = dt.timedelta(hours=1)
OWNER = "owner"
ORGANISATIONS = ("cmm", "dis", "police", "hopenow", "erin")


class World(NamedTuple):
    """What was made: user ids and case ids."""

    users: list[UUID]
    cases: list[UUID]


def make_world(seed: int) -> World:
    """Make a small world as the owner of the tables, whom row security lets through."""
    chance = Random(seed)  # noqa: S311  a test, not a secret
    users = [_user(chance) for _ in range(4)]
    cases = [_case(chance, users) for _ in range(4)]
    return World([user.pk for user in users], cases)


def _span(chance: Random) -> dict[str, dt.datetime | None]:
    starts = NOW + chance.choice((-2, -2, -1, 0, 1)) * HOUR
    return {"starts": starts, "ends": chance.choice((None, None, None, starts + HOUR, starts + 3 * HOUR))}


def _user(chance: Random) -> User:
    organisation = Organisation.objects.using(OWNER).get(register_id=chance.choice(ORGANISATIONS), unit="")
    user = User(email=f"{uuid.uuid4().hex}@x.example", name="U", organisation=organisation, is_active=chance.random() < 0.95)
    user.save(using=OWNER)
    for role in chance.sample(sorted(ASSIGNABLE) if chance.random() < 0.8 else sorted(Role), chance.choice((1, 2, 3))):
        RoleHeld(user=user, role=role, **_span(chance)).save(using=OWNER)
    return user


def _case(chance: Random, users: list[User]) -> UUID:
    case = Case(id=uuid.uuid4(), reference=new_reference(), opened_at=NOW, changed_at=NOW)
    case.save(using=OWNER)
    for user in users:
        held = list(RoleHeld.objects.using(OWNER).filter(user=user).values_list("role", flat=True))
        for role in {chance.choice((*held, *held, *held, chance.choice(sorted(Role)))) for _ in range(chance.choice((0, 1, 2, 2)))}:
            Assignment(case=case, user=user, role=role, given_by=user, **_span(chance)).save(using=OWNER)
        if chance.random() < 0.15:
            ConflictOfInterest(case=case, user=user, declared_at=NOW + chance.choice((-1, 1)) * HOUR).save(using=OWNER)
    for organisation in ORGANISATIONS:
        _open_to(chance, case, organisation, users[0])
    _fill(chance, case, users)
    return case.pk


def _open_to(chance: Random, case: Case, organisation: str, by: User) -> None:
    for section in chance.sample(sorted(Section), 5):
        ConsentGrant(case=case, organisation=organisation, section=section, **_span(chance)).save(using=OWNER)
    for section in chance.sample(sorted(Section), 5):
        frozen = NOW + chance.choice((-2, -1, 1)) * HOUR
        package = Package(case=case, organisation=organisation, section=section, frozen_at=frozen, basis="decision", made_by=by)
        package.ends = NOW + chance.choice((-1, 1)) * HOUR
        package.save(using=OWNER)


def _fill(chance: Random, case: Case, users: list[User]) -> None:
    for number, section in enumerate([*Section, Section.LOCATION, Section.LOCATION], start=1):
        Entry(
            case=case,
            section=section,
            number=number,
            recorded_at=NOW + chance.choice((-3, -2, -1, 0)) * HOUR,
            author=chance.choice(users),
            organisation="cmm",
            is_event=False,
            is_code=chance.random() < 0.5,
            sending=uuid.uuid4(),
            sent_digest=b"",
        ).save(using=OWNER)
        day = {"shown_from": TODAY, "shown_until": None}
        Deadline(case=case, section=section, kind="clock:reflection", day=TODAY, **day).save(using=OWNER)
        DeskLine(case=case, section=section, step="offer_support", actor="cmm", since=NOW, **day).save(using=OWNER)
