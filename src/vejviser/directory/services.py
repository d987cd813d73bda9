# SPDX-License-Identifier: EUPL-1.2
"""Writing the directory: the register's organisations, their units, contracts and desks, and the duty rota."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db import transaction

from vejviser.access.refusals import NotFound
from vejviser.accounts.granting import administrator
from vejviser.accounts.models import User
from vejviser.directory.models import Contract, DutyTurn, Organisation
from vejviser.directory.refusals import Refused, Why
from vejviser.ledger import services as ledger
from vejviser.mechanisms import find
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from vejviser.access.actor import Actor

# A role in the register that an organisation takes part in by contract (R24, A44), and the measure of the contract.
BY_CONTRACT: Final = {"interviewer": "interview", "accommodation": "accommodation", "support": "support"}
_PUBLIC_KINDS: Final = frozenset({"authority", "police", "court", "municipality"})
_NOBODY: Final = frozenset({"person", "any"})
# The first legal day of a contract of which the register knows no beginning.
ALWAYS: Final = dt.date(1900, 1, 1)


@transaction.atomic
def load_register(mechanism: str = "denmark") -> int:
    """Bring the directory up to the register of a mechanism in every profile, and say how many organisations were new.

    A second call changes nothing. Contracts are written for new organisations only: from then on they are kept here.
    """
    pack = find(mechanism).pack
    wanted = [name for name, file in pack.organisations.items() if file.kind not in _NOBODY]
    known = set(Organisation.objects.filter(unit="").values_list("register_id", flat=True))
    new = [Organisation(register_id=name) for name in wanted if name not in known]
    Organisation.objects.bulk_create(new)
    Contract.objects.bulk_create(contract for organisation in new for contract in _first_contracts(organisation, mechanism))
    return len(new)


def may_keep_rota(actor: Actor, organisation: Organisation) -> None:
    """Let administrators and the intake staff of the organisation itself edit its rota.

    Raises:
        NotFound: the actor is neither.

    """
    if not actor.is_administrator and not (actor.is_intake and actor.organisation == organisation.register_id):
        raise NotFound


@transaction.atomic
def add_unit(actor: Actor, register_id: str, *, unit: str, mail: str) -> Organisation:
    """Add a unit of an organisation, such as a police district.

    Raises:
        NotFound: the actor is no administrator, or the register has no such organisation.
        Refused: there is one of that name.

    """
    administrator(actor)
    # The whole organisation's row is the lock.
    if not Organisation.objects.select_for_update().filter(register_id=register_id, unit="").exists():
        raise NotFound
    if Organisation.objects.filter(register_id=register_id, unit__iexact=unit).exists():
        raise Refused(Why.UNIT_EXISTS)
    made = Organisation.objects.create(register_id=register_id, unit=unit, mail=mail)
    ledger.record("organisation:unit_added", row_id=made.id)
    return made


@transaction.atomic
def change_desk(actor: Actor, organisation_id: UUID, *, mail: str) -> Organisation:
    """Change where neutral notices to an organisation's desk are sent.

    Raises:
        NotFound: the actor is no administrator, or there is no such organisation.

    """
    administrator(actor)
    organisation = _locked(organisation_id)
    organisation.mail = mail
    organisation.save(update_fields=["mail"])
    ledger.record("organisation:desk_changed", row_id=organisation.id)
    return organisation


@transaction.atomic
def change_domains(actor: Actor, organisation_id: UUID, *, domains: Sequence[str]) -> Organisation:
    """Change which mail domains an organisation vouches for; they come from `mail_domains.domains_in`.

    Raises:
        NotFound: the actor is no administrator, or there is no such organisation.

    """
    administrator(actor)
    organisation = _locked(organisation_id)
    organisation.mail_domains = list(domains)
    organisation.save(update_fields=["mail_domains"])
    ledger.record("organisation:domains_changed", row_id=organisation.id)
    return organisation


@transaction.atomic
def add_contract(actor: Actor, organisation_id: UUID, *, measure: str, first_day: dt.date, last_day: dt.date | None) -> Contract:
    """Write a contract down; days are inclusive legal days.

    Raises:
        NotFound: the actor is no administrator, or there is no such organisation.
        Refused: the days are out of order, or another contract for the measure holds on one of them.

    """
    administrator(actor)
    organisation = _locked(organisation_id)
    if last_day is not None and last_day < first_day:
        raise Refused(Why.DAYS)
    others = organisation.contracts.filter(measure=measure)
    if last_day is not None:
        others = others.filter(first_day__lte=last_day)
    if others.exclude(last_day__lt=first_day).exists():
        raise Refused(Why.CONTRACT_OVERLAPS)
    made = Contract.objects.create(organisation=organisation, measure=measure, first_day=first_day, last_day=last_day)
    ledger.record("organisation:contract_added", row_id=made.id)
    return made


@transaction.atomic
def end_contract(actor: Actor, contract_id: UUID, *, last_day: dt.date) -> Contract:
    """Give a contract its last legal day.

    Raises:
        NotFound: the actor is no administrator, or there is no such contract.
        Refused: the day lies before the contract's first, or later than it ends already.

    """
    administrator(actor)
    contract = Contract.objects.select_for_update().filter(id=contract_id).first()
    if contract is None:
        raise NotFound
    if last_day < contract.first_day or (contract.last_day and last_day > contract.last_day):
        raise Refused(Why.DAYS)
    contract.last_day = last_day
    contract.save(update_fields=["last_day"])
    ledger.record("organisation:contract_ended", row_id=contract.id)
    return contract


@transaction.atomic
def add_duty_turn(actor: Actor, organisation_id: UUID, *, user_id: UUID, starts: dt.datetime, ends: dt.datetime) -> DutyTurn:
    """Put somebody of the organisation on duty from one instant up to another.

    Raises:
        NotFound: the actor may not keep this rota, or there is no such organisation or person in it.
        Refused: the span is out of order or past, or the person is on duty in it already.

    """
    organisation = _locked(organisation_id)
    may_keep_rota(actor, organisation)
    user = User.objects.filter(id=user_id, organisation__register_id=organisation.register_id, is_active=True).first()
    if user is None:
        raise NotFound
    if ends <= starts or ends <= clock.now():
        raise Refused(Why.SPAN)
    if organisation.duty_turns.filter(user=user, starts__lt=ends, ends__gt=starts).exists():
        raise Refused(Why.ON_DUTY_ALREADY)
    made = DutyTurn.objects.create(organisation=organisation, user=user, starts=starts, ends=ends)
    ledger.record("organisation:duty_added", row_id=made.id)
    return made


@transaction.atomic
def remove_duty_turn(actor: Actor, turn_id: UUID) -> None:
    """Take a turn that is not over off the rota; one that runs ends now.

    Raises:
        NotFound: the actor may not keep this rota, or there is no such turn to come or running.

    """
    now = clock.now()
    turn = DutyTurn.objects.select_for_update(of=("self",)).select_related("organisation").filter(id=turn_id, ends__gt=now).first()
    if turn is None:
        raise NotFound
    may_keep_rota(actor, turn.organisation)
    if turn.starts < now:
        turn.ends = now
        turn.save(update_fields=["ends"])
    else:
        turn.delete()
    ledger.record("organisation:duty_removed", row_id=turn_id)


def _locked(organisation_id: UUID) -> Organisation:
    organisation = Organisation.objects.select_for_update().filter(id=organisation_id, active=True).first()
    if organisation is None:
        raise NotFound
    return organisation


def _first_contracts(organisation: Organisation, mechanism: str) -> list[Contract]:
    """Give the contracts that the register assumes of an organisation that is no authority, in the mechanism's default profile (A44)."""
    loaded = find(mechanism)
    file = loaded.pack.organisations[organisation.register_id]
    if file.kind in _PUBLIC_KINDS:
        return []
    roles = [role for role in file.role if role.role in BY_CONTRACT and role.holds(loaded.profile)]
    return [
        Contract(
            organisation=organisation,
            measure=BY_CONTRACT[role.role],
            first_day=role.from_ or ALWAYS,
            last_day=role.until,
        )
        for role in roles
    ]
