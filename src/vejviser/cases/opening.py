# SPDX-License-Identifier: EUPL-1.2
"""Opening a case and forming its team."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from vejviser.access.models import Assignment, ConflictOfInterest, Package
from vejviser.access.refusals import NotAllowed, NotFound
from vejviser.access.roles import ASSIGNABLE, Role
from vejviser.access.sections import Section
from vejviser.access.selectors import facts_of, in_force, reach_of
from vejviser.cases.models import Case, Link, LinkedCase
from vejviser.ledger import services as ledger
from vejviser.rules.problems import Problem, RefusedError
from vejviser.vault import services as vault

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from vejviser.access.actor import Actor

# Without vowels and without what looks alike, so that no reference spells a word or is misheard.
_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
_DIGITS: Final = "23456789"


def new_reference() -> str:
    """Make a reference such as KT-48293-RWB: random, so that it says nothing about the order or the number of cases."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(5))
    return f"{letters[:2]}-{''.join(secrets.choice(_DIGITS) for _ in range(5))}-{letters[2:]}"


def open_case(actor: Actor, *, mechanism: str = "denmark") -> UUID:
    """Open an empty case; who opens it coordinates it.

    Raises:
        NotAllowed: the actor coordinates no cases.

    """
    if Role.CMM_COORDINATOR not in actor.roles:
        raise NotAllowed
    case = _insert(Case(id=uuid.uuid4(), mechanism=mechanism, opened_at=actor.now, changed_at=actor.now))
    Assignment.objects.create(case=case, user_id=actor.user_id, role=Role.CMM_COORDINATOR, starts=actor.now, given_by_id=actor.user_id)
    ledger.record("case:open", case_id=case.pk, sections=Section.HEADER, purpose=actor.purpose)
    return case.pk


def _insert(case: Case) -> Case:
    """Save a new case under a reference that no other has; two alike among a million cases are rare, and possible."""
    while True:
        case.reference = new_reference()
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError:
            continue
        return case


def _must_lead(actor: Actor, case_id: UUID) -> None:
    reach_of(actor, case_id)
    if Role.CMM_COORDINATOR not in facts_of(actor, case_id).roles:
        raise NotAllowed


def assign(actor: Actor, case_id: UUID, *, user_id: UUID, role: Role, ends: dt.datetime | None = None) -> UUID:
    """Bring somebody onto the team of a case, in a role that they hold.

    Raises:
        NotFound, NotAllowed: the actor does not coordinate the case.
        RefusedError: the role cannot be assigned, is not held, or is assigned already.

    """
    from vejviser.accounts.selectors import people_with_role  # noqa: PLC0415  accounts and cases know each other's people

    _must_lead(actor, case_id)
    if role not in ASSIGNABLE or not people_with_role(role).filter(pk=user_id).exists():
        raise RefusedError([Problem("$.user", "does not hold this role now; choose somebody who does")])
    if ends is not None and ends <= actor.now:
        raise RefusedError([Problem("$.ends", "has passed; choose a later day or leave it empty")])
    if Assignment.objects.filter(in_force(actor.now), case=case_id, user=user_id, role=role).exists():
        raise RefusedError([Problem("$.user", "is already on the team in this role")])
    made = Assignment.objects.create(case_id=case_id, user_id=user_id, role=role, starts=actor.now, ends=ends, given_by_id=actor.user_id)
    ledger.record("team:assign", case_id=case_id, sections=Section.HEADER, purpose=actor.purpose)
    return made.pk


def end_assignment(actor: Actor, case_id: UUID, assignment_id: UUID) -> None:
    """Take somebody off the team from now on; a case always keeps one coordinator.

    Raises:
        NotFound, NotAllowed: the actor does not coordinate the case, or there is no such assignment.
        RefusedError: it is the last coordinator's.

    """
    _must_lead(actor, case_id)
    assignment = Assignment.objects.filter(in_force(actor.now), pk=assignment_id, case=case_id).first()
    if assignment is None:
        raise NotFound
    leaders = Assignment.objects.filter(in_force(actor.now), case=case_id, role=Role.CMM_COORDINATOR).exclude(pk=assignment_id)
    if assignment.role == Role.CMM_COORDINATOR and not leaders.exists():
        raise RefusedError([Problem("$.assignment", "is the last coordinator's; assign another coordinator first")])
    Assignment.objects.filter(pk=assignment_id).update(ends=actor.now)
    ledger.record("team:end", case_id=case_id, sections=Section.HEADER, purpose=actor.purpose)


def declare_conflict(actor: Actor, case_id: UUID) -> None:
    """Close every door of a case to oneself, from now on.

    Raises:
        NotFound: the case does not exist for the actor.

    """
    reach_of(actor, case_id)
    ledger.record("conflict:declare", case_id=case_id, sections=Section.HEADER, purpose=actor.purpose)
    ConflictOfInterest.objects.create(case_id=case_id, user_id=actor.user_id, declared_at=actor.now)


def hand_over(  # noqa: PLR0913  a package names what, to whom, why and until when
    actor: Actor,
    case_id: UUID,
    *,
    organisation: str,
    sections: Iterable[Section],
    basis: str,
    ends: dt.datetime,
    sending: UUID,
) -> None:
    """Hand sections, as they are known now, to an organisation for its decision; the same sending twice is one package.

    Raises:
        NotFound, NotAllowed: the actor does not coordinate the case, or may not read one of the sections.
        RefusedError: the end has passed.

    """
    _must_lead(actor, case_id)
    reaches = reach_of(actor, case_id)
    chosen = list(sections)
    if any(section not in reaches or not reaches[section].live for section in chosen):
        raise NotAllowed
    if ends <= actor.now:
        raise RefusedError([Problem("$.ends", "has passed; choose a later day")])
    packages = {section: uuid.uuid5(sending, section.value) for section in chosen}
    if Package.objects.filter(pk__in=packages.values()).exists():
        return
    for section, package_id in packages.items():
        Package.objects.create(
            id=package_id,
            case_id=case_id,
            organisation=organisation,
            section=section,
            frozen_at=actor.now,
            ends=ends,
            basis=basis,
            made_by_id=actor.user_id,
        )
    ledger.record("package:send", case_id=case_id, sections="".join(sorted(chosen)), purpose=basis)


def link_cases(actor: Actor, case_ids: Iterable[UUID], *, title: str, sending: UUID) -> UUID:
    """Say that several people were part of one event, such as a raid; each stays a case of its own. The same sending twice is one link.

    Raises:
        NotFound, NotAllowed: the actor does not coordinate every one of the cases.
        RefusedError: fewer than two cases, or no title.

    """
    chosen = list(dict.fromkeys(case_ids))
    for case_id in chosen:
        _must_lead(actor, case_id)
    if len(chosen) < 2 or not title.strip():  # noqa: PLR2004  one case is linked to nothing
        raise RefusedError([Problem("$.cases", "name two or more cases, and say what happened")])
    link_id = sending
    if Link.objects.filter(pk=link_id).exists():
        return link_id
    Link.objects.create(
        id=link_id,
        made_at=actor.now,
        made_by_id=actor.user_id,
        title=vault.seal(link_id, Section.ENCOUNTER, "title", link_id, title.encode()),
    )
    for case_id in chosen:
        LinkedCase.objects.create(link_id=link_id, case_id=case_id)
        ledger.record("case:link", case_id=case_id, sections=Section.ENCOUNTER, purpose=actor.purpose)
    return link_id
