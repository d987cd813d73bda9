# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the directory show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vejviser.access.refusals import NotFound
from vejviser.accounts.models import User
from vejviser.directory.days import day_of, end_of, start_of, zone
from vejviser.directory.models import Contract, Organisation
from vejviser.directory.selectors import unit_name
from vejviser.directory.services import ALWAYS
from vejviser.directory.words import MEASURES
from vejviser.site import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.functional import _StrPromise

    from vejviser.access.actor import Actor
    from vejviser.directory.models import DutyTurn

_WEEK: Final = 7


@dataclass(frozen=True, kw_only=True)
class OrganisationLine:
    """One organisation or unit."""

    id: UUID
    name: str
    is_unit: bool
    people: int
    measures: tuple[_StrPromise, ...]


@dataclass(frozen=True, kw_only=True)
class ContractLine:
    """A contract; no first day: it holds since before anybody wrote it down."""

    id: UUID
    measure: _StrPromise
    first_day: dt.date | None
    last_day: dt.date | None
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class OrganisationPage:
    """One organisation."""

    id: UUID
    name: str
    is_unit: bool
    mail: str
    mail_domains: tuple[str, ...]
    contracts: tuple[ContractLine, ...]
    may_change: bool
    sees_rota: bool


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A turn on the rota, as it falls on one day; `begins` and `ends` are local times."""

    id: UUID
    name: str
    begins: str
    ends: str
    can_go: bool


@dataclass(frozen=True, kw_only=True)
class RotaDay:
    """One day of the rota."""

    day: dt.date
    is_today: bool
    turns: tuple[Turn, ...]


@dataclass(frozen=True, kw_only=True)
class Rota:
    """One week of an organisation's rota."""

    organisation_id: UUID
    name: str
    days: tuple[RotaDay, ...]
    before: dt.date
    after: dt.date
    may_keep: bool


def organisations(actor: Actor) -> tuple[OrganisationLine, ...]:
    """List the organisations by name; how many people each has is for administrators."""
    today = clock.today()
    found = Organisation.objects.filter(active=True).prefetch_related("contracts", "users")
    lines = [
        OrganisationLine(
            id=one.id,
            name=unit_name(one, actor.language, today),
            is_unit=bool(one.unit),
            people=sum(user.is_active for user in one.users.all()) if actor.is_administrator else 0,
            measures=tuple(dict.fromkeys(MEASURES[contract.measure] for contract in one.contracts.all() if _holds(contract, today))),
        )
        for one in found
    ]
    return tuple(sorted(lines, key=lambda line: line.name.casefold()))


def organisation(actor: Actor, organisation_id: UUID) -> OrganisationPage:
    """Show one organisation; the address of its desk is for administrators.

    Raises:
        NotFound: there is none of that id.

    """
    one, today = find(organisation_id), clock.today()
    return OrganisationPage(
        id=one.id,
        name=unit_name(one, actor.language, today),
        is_unit=bool(one.unit),
        mail=one.mail if actor.is_administrator else "",
        mail_domains=tuple(one.mail_domains) if actor.is_administrator else (),
        contracts=tuple(
            ContractLine(
                id=contract.id,
                measure=MEASURES[contract.measure],
                first_day=None if contract.first_day == ALWAYS else contract.first_day,
                last_day=contract.last_day,
                is_over=contract.last_day is not None and contract.last_day < today,
            )
            for contract in one.contracts.all()
        ),
        may_change=actor.is_administrator,
        sees_rota=_sees_rota(actor, one),
    )


def rota(actor: Actor, organisation_id: UUID, day: dt.date) -> Rota:
    """Show the week of the rota in which a day falls; for administrators and for the people of the organisation.

    Raises:
        NotFound: the actor is neither, or there is no such organisation.

    """
    one = find(organisation_id)
    if not _sees_rota(actor, one):
        raise NotFound
    monday, today, now = day - dt.timedelta(days=day.weekday()), clock.today(), clock.now()
    days = [monday + dt.timedelta(days=number) for number in range(_WEEK)]
    turns = list(one.duty_turns.filter(starts__lt=end_of(days[-1]), ends__gt=start_of(monday)).select_related("user"))
    may_keep = actor.is_administrator or (actor.is_intake and actor.organisation == one.register_id)
    return Rota(
        organisation_id=one.id,
        name=unit_name(one, actor.language, today),
        days=tuple(
            RotaDay(
                day=which,
                is_today=which == today,
                turns=tuple(_turn(turn, which, can_go=may_keep and turn.ends > now) for turn in turns if _falls_on(turn, which)),
            )
            for which in days
        ),
        before=monday - dt.timedelta(days=_WEEK),
        after=monday + dt.timedelta(days=_WEEK),
        may_keep=may_keep,
    )


def colleagues(organisation_id: UUID) -> list[tuple[UUID, str]]:
    """List the people who can be put on an organisation's rota, by name."""
    found = User.objects.filter(organisation__register_id=find(organisation_id).register_id, is_active=True)
    return list(found.order_by("name").values_list("id", "name"))


def find(organisation_id: UUID) -> Organisation:
    """Give an active organisation.

    Raises:
        NotFound: there is none of that id.

    """
    found = Organisation.objects.filter(id=organisation_id, active=True).first()
    if found is None:
        raise NotFound
    return found


def contract_of(organisation_id: UUID, contract_id: UUID) -> Contract:
    """Give a contract of an organisation.

    Raises:
        NotFound: there is none.

    """
    found = Contract.objects.filter(id=contract_id, organisation=organisation_id).first()
    if found is None:
        raise NotFound
    return found


def _sees_rota(actor: Actor, one: Organisation) -> bool:
    return actor.is_administrator or actor.organisation == one.register_id


def _holds(contract: Contract, day: dt.date) -> bool:
    return contract.first_day <= day and (contract.last_day is None or contract.last_day >= day)


def _falls_on(turn: DutyTurn, day: dt.date) -> bool:
    return turn.starts < end_of(day) and turn.ends > start_of(day)


def _turn(turn: DutyTurn, day: dt.date, *, can_go: bool) -> Turn:
    """Say when a turn begins and ends on a day; one that goes on over midnight has neither there."""
    begins, ends = turn.starts.astimezone(zone()), turn.ends.astimezone(zone())
    return Turn(
        id=turn.id,
        name=turn.user.name,
        begins=f"{begins:%H.%M}" if day_of(turn.starts) == day else "00.00",
        ends=f"{ends:%H.%M}" if ends.date() == day else "24.00",
        can_go=can_go,
    )
