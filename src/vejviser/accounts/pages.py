# SPDX-License-Identifier: EUPL-1.2
"""What the pages of administration show: people, their roles, invitations and what waits for a second administrator. Never a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q

from vejviser.access.refusals import NotFound
from vejviser.access.roles import Role
from vejviser.accounts.granting import administrator, count_assignments
from vejviser.accounts.models import Invitation, RoleHeld, RoleRequest, User
from vejviser.accounts.words import ROLES
from vejviser.directory.days import day_of, last_day_of
from vejviser.directory.selectors import unit_name
from vejviser.site import clock

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from django.utils.functional import _StrPromise

    from vejviser.access.actor import Actor

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """One line of the list of people."""

    id: UUID
    name: str
    email: str
    organisation: str
    roles: tuple[_StrPromise, ...]
    retired: bool


@dataclass(frozen=True, kw_only=True)
class RoleLine:
    """A role that somebody holds, will hold or held; days are inclusive."""

    id: UUID
    role: _StrPromise
    first_day: dt.date
    last_day: dt.date | None
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A role that waits for a second administrator."""

    id: UUID
    name: str
    organisation: str
    role: _StrPromise
    first_day: dt.date
    last_day: dt.date | None
    asked_by: str
    own: bool


@dataclass(frozen=True, kw_only=True)
class OpenInvitation:
    """An invitation that nobody took up yet."""

    id: UUID
    name: str
    email: str
    organisation: str
    last_day: dt.date


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person, for an administrator."""

    line: PersonLine
    is_self: bool
    roles: tuple[RoleLine, ...]
    waiting: tuple[Waiting, ...]
    cases: int


def people(actor: Actor, *, words: str = "", page: int = 1) -> Page[PersonLine]:
    """List the people whose name or mail address has all the words, by name; without words everybody.

    Raises:
        NotFound: the actor is no administrator.

    """
    administrator(actor)
    now = clock.now()
    held = RoleHeld.objects.filter(Q(ends=None) | Q(ends__gt=now), starts__lte=now)
    found = User.objects.select_related("organisation").prefetch_related(Prefetch("roles_held", held))
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    paginator = Paginator(found.order_by("retired_at", "name", "id"), PER_PAGE)
    shown = paginator.get_page(page)
    lines = [_line(user, actor, [one.role for one in user.roles_held.all()]) for user in shown.object_list]
    return Page(lines, shown.number, paginator)  # type: ignore[arg-type]


def person(actor: Actor, user_id: UUID) -> Person:
    """Show one person.

    Raises:
        NotFound: the actor is no administrator, or there is nobody of that id.

    """
    administrator(actor)
    user = User.objects.select_related("organisation").filter(id=user_id).first()
    if user is None:
        raise NotFound
    now = clock.now()
    held = list(user.roles_held.order_by("-starts", "role"))
    roles = [
        RoleLine(
            id=one.id,
            role=ROLES[Role(one.role)],
            first_day=day_of(one.starts),
            last_day=last_day_of(one.ends),
            is_over=one.ends is not None and one.ends <= now,
        )
        for one in held
    ]
    return Person(
        line=_line(user, actor, [one.role for one in held if one.starts <= now and (one.ends is None or one.ends > now)]),
        is_self=user.id == actor.user_id,
        roles=tuple(roles),
        waiting=waiting(actor, user=user),
        cases=0 if user.retired_at else count_assignments(user),
    )


def waiting(actor: Actor, *, user: User | None = None) -> tuple[Waiting, ...]:
    """List the roles that wait for a second administrator, of one user or of all.

    Raises:
        NotFound: the actor is no administrator.

    """
    administrator(actor)
    asked = RoleRequest.objects.filter(given=None).select_related("user__organisation", "invitation__organisation", "asked_by")
    if user is not None:
        asked = asked.filter(user=user)
    asked = asked.exclude(invitation__isnull=False, user=None, invitation__expires_at__lte=clock.now())
    return tuple(_waiting(one, actor) for one in asked)


def open_invitations(actor: Actor) -> tuple[OpenInvitation, ...]:
    """List the invitations that can still be taken up.

    Raises:
        NotFound: the actor is no administrator.

    """
    administrator(actor)
    found = Invitation.objects.filter(user=None, withdrawn_at=None, expires_at__gt=clock.now()).select_related("organisation")
    return tuple(
        OpenInvitation(
            id=one.id,
            name=one.name,
            email=one.email,
            organisation=unit_name(one.organisation, actor.language, clock.today()),
            last_day=day_of(one.expires_at),
        )
        for one in found
    )


def _line(user: User, actor: Actor, roles: list[str]) -> PersonLine:
    return PersonLine(
        id=user.id,
        name=user.name,
        email=user.email,
        organisation=unit_name(user.organisation, actor.language, clock.today()),
        roles=tuple(ROLES[Role(role)] for role in dict.fromkeys(roles)),
        retired=user.retired_at is not None,
    )


def _waiting(asked: RoleRequest, actor: Actor) -> Waiting:
    subject = asked.user or asked.invitation
    if subject is None:
        raise NotFound
    return Waiting(
        id=asked.id,
        name=subject.name,
        organisation=unit_name(subject.organisation, actor.language, clock.today()),
        role=ROLES[Role(asked.role)],
        first_day=day_of(asked.starts),
        last_day=last_day_of(asked.ends),
        asked_by=asked.asked_by.name if asked.asked_by else "",
        own=actor.user_id in (asked.asked_by_id, asked.user_id),
    )
