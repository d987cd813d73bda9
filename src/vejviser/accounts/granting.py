# SPDX-License-Identifier: EUPL-1.2
"""Giving and ending roles. Giving takes two administrators, ending one; nobody touches their own; an administrator holds nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from vejviser.access.actor import Actor
from vejviser.access.context import acting
from vejviser.access.models import Assignment
from vejviser.access.refusals import NotFound
from vejviser.access.roles import ADMINISTRATION, Role
from vejviser.access.selectors import in_force
from vejviser.accounts.models import RoleHeld, RoleRequest, User
from vejviser.accounts.refusals import Refused, Why
from vejviser.ledger import services as ledger
from vejviser.site import clock

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from uuid import UUID

    from vejviser.directory.models import Organisation

# Roles that belong to organisations of the register; every other may be held anywhere.
AT_HOME: Final[dict[Role, frozenset[str]]] = {
    Role.CMM_COORDINATOR: frozenset({"cmm"}),
    Role.CMM_INTERVIEWER: frozenset({"cmm"}),
    Role.CMM_HOTLINE: frozenset({"cmm"}),
    Role.CMM_DUTY_OFFICER: frozenset({"cmm"}),
    Role.POLICE_FIRST_RESPONDER: frozenset({"police", "nec", "nsk"}),
    Role.POLICE_INVESTIGATOR: frozenset({"police", "nec", "nsk"}),
    Role.PROSECUTION: frozenset({"prosecution"}),
    Role.COURT: frozenset({"courts"}),
    Role.DIS_CASEWORKER: frozenset({"dis"}),
    Role.SIRI_CASEWORKER: frozenset({"siri"}),
    Role.HOPENOW_WORKER: frozenset({"hopenow"}),
    Role.AMIAMI_WORKER: frozenset({"amiami"}),
    Role.MUNICIPALITY_WORKER: frozenset({"municipality"}),
}


def administrator(actor: Actor) -> Actor:
    """Give the actor, if and only if they manage people; to anybody else the pages of administration do not exist.

    Raises:
        NotFound: the actor is no administrator.

    """
    if not actor.is_administrator:
        raise NotFound
    return actor


def check_combination(roles: Iterable[Role]) -> None:
    """Refuse a set of roles that one person may not hold together.

    Raises:
        Refused: an administrator would hold another role.

    """
    held = frozenset(roles)
    if held & ADMINISTRATION and held - ADMINISTRATION:
        raise Refused(Why.ADMINISTRATOR_ALONE)


def check_home(roles: Iterable[Role], organisation: Organisation) -> None:
    """Refuse a role of another organisation.

    Raises:
        Refused: the role belongs elsewhere.

    """
    if any(organisation.register_id not in AT_HOME.get(role, {organisation.register_id}) for role in roles):
        raise Refused(Why.FOREIGN_ROLE)


@transaction.atomic
def ask_for_role(actor: Actor, user_id: UUID, role: Role, *, starts: dt.datetime, ends: dt.datetime | None) -> RoleRequest:
    """Ask that somebody be given a role, or hold it longer; a second administrator decides.

    Raises:
        NotFound: the actor is no administrator, or there is no such user.
        Refused: the role cannot be asked for.

    """
    user = _locked(administrator(actor), user_id)
    if user.retired_at:
        raise Refused(Why.RETIRED)
    if ends is not None and ends <= starts:
        raise Refused(Why.SPAN)
    check_home([role], user.organisation)
    check_combination([role, *_roles_to_come(user)])
    if RoleRequest.objects.filter(user=user, role=role, given=None).exists() or _covered(user, role, starts, ends):
        raise Refused(Why.HELD_ALREADY)
    asked = RoleRequest.objects.create(user=user, role=role, starts=starts, ends=ends, asked_by_id=actor.user_id, asked_at=clock.now())
    ledger.record("user:role_asked", row_id=user.id)
    return asked


@transaction.atomic
def decide_role(actor: Actor, request_id: UUID, *, give: bool) -> RoleRequest:
    """Give or refuse a role that another administrator asked for.

    Raises:
        NotFound: the actor is no administrator, or nothing of that id waits.
        Refused: the actor may not decide on this one, or it cannot be given any more.

    """
    administrator(actor)
    asked = RoleRequest.objects.select_for_update(of=("self",)).filter(id=request_id, given=None).first()
    if asked is None:
        raise NotFound
    _check_decider(actor, asked)
    now = clock.now()
    asked.decided_by_id, asked.decided_at, asked.given = actor.user_id, now, give
    asked.save()
    if give and asked.user_id:
        _give(asked, now)
    ledger.record("user:role_given" if give else "user:role_refused", row_id=asked.id)
    return asked


def give_what_was_decided(user: User, requests: Iterable[RoleRequest], now: dt.datetime) -> None:
    """Let a user who took up an invitation hold the roles already given to it, and have the others wait for them."""
    for asked in requests:
        asked.user = user
        asked.save(update_fields=["user"])
        if asked.given:
            _give(asked, now)


@transaction.atomic
def end_role(actor: Actor, held_id: UUID, *, at: dt.datetime | None = None) -> RoleHeld:
    """End a role of somebody, now or at an instant to come, with every assignment in that role; one administrator may.

    Raises:
        NotFound: the actor is no administrator, or nobody holds that.
        Refused: it is the actor's own, the last administrator's, or would end later than it does now.

    """
    administrator(actor)
    now = clock.now()
    held = RoleHeld.objects.filter(id=held_id).select_related("user__organisation").first()
    if held is None or (held.ends and held.ends <= now):
        raise NotFound
    user = _locked(actor, held.user_id)
    ends = max(at or now, now, held.starts)
    if held.ends and ends > held.ends:
        raise Refused(Why.SPAN)
    if held.role == Role.ADMINISTRATOR:
        check_not_last(user, now)
    held.ends = ends
    held.save(update_fields=["ends"])
    if ends <= now:
        end_assignments(user, role=Role(held.role))
    ledger.record("user:role_ended", row_id=user.id)
    return held


def end_assignments(user: User, *, role: Role | None = None) -> int:
    """End a user's assignments (of one role, or all), and say how many there were.

    The rows are reachable for their own user and for who leads the case, and for no administrator; so the user leaves the cases.
    """
    now = clock.now()
    with acting(_as_themselves(user, now)):
        open_ones = Assignment.objects.filter(Q(ends=None) | Q(ends__gt=now), user=user)
        return (open_ones if role is None else open_ones.filter(role=role)).update(ends=now)


def count_assignments(user: User) -> int:
    """Say how many cases a user is assigned to now: the number that a hand-over must empty, and nothing else of them."""
    now = clock.now()
    with acting(_as_themselves(user, now)):
        return Assignment.objects.filter(in_force(now), user=user).values("case").distinct().count()


def check_not_last(user: User, now: dt.datetime) -> None:
    """Refuse to leave the service without an administrator.

    Raises:
        Refused: the user is the only one.

    """
    others = RoleHeld.objects.filter(in_force(now), role=Role.ADMINISTRATOR, user__is_active=True).exclude(user=user)
    if not others.exists():
        raise Refused(Why.LAST_ADMINISTRATOR)


def _check_decider(actor: Actor, asked: RoleRequest) -> None:
    if actor.user_id == asked.user_id:
        raise Refused(Why.OWN_ROLES)
    if actor.user_id == asked.asked_by_id:
        raise Refused(Why.SECOND_ADMINISTRATOR)
    if asked.asked_by is None or asked.asked_by.organisation.register_id != actor.organisation:
        return
    elsewhere = RoleHeld.objects.filter(in_force(clock.now()), role=Role.ADMINISTRATOR, user__is_active=True)
    if elsewhere.exclude(user__organisation__register_id=actor.organisation).exclude(user=asked.user_id).exists():
        raise Refused(Why.OTHER_ORGANISATION)


def _give(asked: RoleRequest, now: dt.datetime) -> None:
    """Write the role down; what the request asked may have been overtaken since, so it is checked once more under the user's lock."""
    user = User.objects.select_for_update(of=("self",)).select_related("organisation").get(role_requests=asked)
    if user.retired_at or (asked.ends and asked.ends <= now):
        raise Refused(Why.RETIRED if user.retired_at else Why.SPAN)
    check_home([Role(asked.role)], user.organisation)
    check_combination([Role(asked.role), *_roles_to_come(user)])
    given_by = asked.decided_by_id or asked.asked_by_id
    RoleHeld.objects.create(user=user, role=asked.role, starts=max(asked.starts, now), ends=asked.ends, given_by_id=given_by)


def _locked(actor: Actor, user_id: UUID) -> User:
    user = User.objects.select_for_update(of=("self",)).select_related("organisation").filter(id=user_id).first()
    if user is None:
        raise NotFound
    if user.id == actor.user_id:
        raise Refused(Why.OWN_ROLES)
    return user


def _roles_to_come(user: User) -> list[Role]:
    held = user.roles_held.filter(Q(ends=None) | Q(ends__gt=clock.now())).values_list("role", flat=True)
    return [Role(role) for role in held]


def _covered(user: User, role: Role, starts: dt.datetime, ends: dt.datetime | None) -> bool:
    """Whether the user holds the role over the whole span already."""
    held = user.roles_held.filter(role=role, starts__lte=starts)
    return held.filter(Q(ends=None) if ends is None else Q(ends=None) | Q(ends__gte=ends)).exists()


def _as_themselves(user: User, now: dt.datetime) -> Actor:
    return Actor(
        user_id=user.id,
        name=user.name,
        organisation_id=user.organisation_id,
        organisation=user.organisation.register_id,
        roles=frozenset(),
        language=user.language,
        now=now,
        purpose="administration",
    )
