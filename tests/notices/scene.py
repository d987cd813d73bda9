# SPDX-License-Identifier: EUPL-1.2
"""Cases, people and days for the night, written as the owner of the tables: the night is to work on whatever it finds."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import TYPE_CHECKING, Any

from vejviser.access.models import Assignment, ConflictOfInterest
from vejviser.accounts.models import RoleHeld, User
from vejviser.cases.models import Case, Deadline, DeskLine, Draft, StageTurn
from vejviser.directory.models import DutyTurn, Organisation
from vejviser.referrals.models import Referral

if TYPE_CHECKING:
    from vejviser.access.roles import Role

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
LONG_AGO_DAY = LONG_AGO.date()
OWNER = "owner"


def person(name: str, organisation: str, role: Role) -> User:
    """Make a person who holds a role."""
    body = Organisation.objects.using(OWNER).get(register_id=organisation, unit="")
    mail = f"{name.lower()}@{organisation.replace('_', '-')}.example"
    user = User.objects.using(OWNER).create(email=mail, name=name, organisation=body, invented=True)
    RoleHeld.objects.using(OWNER).create(user=user, role=role, starts=LONG_AGO)
    return user


def case(*team: tuple[User, Role], changed_at: dt.datetime = LONG_AGO) -> Case:
    """Make a case with a team."""
    reference = f"T-{secrets.token_hex(4)}"
    made = Case.unguarded.using(OWNER).create(reference=reference, opened_at=LONG_AGO, changed_at=changed_at)
    for user, role in team:
        Assignment.objects.using(OWNER).create(case=made, user=user, role=role, starts=LONG_AGO)
    return made


def deadline(of: Case, day: dt.date, *, kind: str = "clock:reflection", section: str = "G", until: dt.date | None = None) -> None:
    """Give a case a day."""
    row = Deadline(case=of, section=section, kind=kind, day=day, shown_from=LONG_AGO_DAY, shown_until=until)
    row.save(using=OWNER)


def line(of: Case, actor: str, act_by: dt.date | None, *, shown_from: dt.date = LONG_AGO_DAY) -> None:
    """Give a case a step that waits for an organisation."""
    DeskLine.unguarded.using(OWNER).create(
        case=of, section="G", step="decide_identification", actor=actor, act_by=act_by, since=LONG_AGO, shown_from=shown_from
    )


def turn(of: Case, day: dt.date, stage: str) -> None:
    """Have the stage of a case turn on a day."""
    StageTurn.unguarded.using(OWNER).create(case=of, day=day, stage=stage)


def conflict(of: Case, user: User) -> None:
    """Declare a conflict of interest."""
    ConflictOfInterest.objects.using(OWNER).create(case=of, user=user, declared_at=LONG_AGO)


def draft(of: Case, user: User, expires_at: dt.datetime) -> None:
    """Save a draft."""
    Draft.unguarded.using(OWNER).create(case=of, user=user, saved_at=LONG_AGO, expires_at=expires_at, content=b"sealed", section="E")


def referral(answer_by: dt.datetime, state: str = "received") -> Referral:
    """Send a referral to the point of contact."""
    return Referral.unguarded.using(OWNER).create(
        reference=f"R-{secrets.token_hex(4)}", to="cmm", received_at=LONG_AGO, answer_by=answer_by, state=state, sending=uuid.uuid4()
    )


def duty(user: User, starts: dt.datetime, ends: dt.datetime) -> None:
    """Give somebody the duty at the desk of the own organisation."""
    DutyTurn.objects.using(OWNER).create(organisation=user.organisation, user=user, starts=starts, ends=ends)


def desk_mail(organisation: str, address: str) -> None:
    """Give an organisation's desk an address."""
    Organisation.objects.using(OWNER).filter(register_id=organisation).update(mail=address)


def rows(model: Any) -> Any:
    """Give all rows of a model, past row security."""
    return getattr(model, "unguarded", model.objects).using(OWNER).all()
