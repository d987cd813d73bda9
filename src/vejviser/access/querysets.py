# SPDX-License-Identifier: EUPL-1.2
"""The access matrix as querysets: the conditions of `reach`, for rows of many cases at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from vejviser.access import policy
from vejviser.access.models import ConsentGrant, Package
from vejviser.access.sections import Section
from vejviser.access.selectors import assignments_of, in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from vejviser.access.actor import Actor
    from vejviser.access.policy import Cell

Row = TypeVar("Row", bound=Model)
NOTHING = Q(pk__in=())


def visible_cases(actor: Actor, cases: QuerySet[Row]) -> QuerySet[Row]:
    """Keep the cases that exist for the actor."""
    return cases.filter(_assigned(actor, _roles_that_see(actor), "pk"))


def of_visible_cases(actor: Actor, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Keep the rows (with a `case`) whose case exists for the actor."""
    return rows.filter(_assigned(actor, _roles_that_see(actor), "case"))


def readable_entries(actor: Actor, entries: QuerySet[Row]) -> QuerySet[Row]:
    """Keep the entries that the actor may read."""
    live = _where(actor, policy.LIVE) | (_where(actor, policy.BY_CONSENT) & _consented(actor))
    own = _where(actor, policy.OWN) & Q(author=actor.user_id)
    code = _where(actor, policy.CODES) & Q(is_code=True)
    needs_consent = policy.PACKAGE_NEEDS_CONSENT
    handed = (_where(actor, policy.BY_PACKAGE - needs_consent) | (_where(actor, needs_consent) & _consented(actor))) & _handed(actor)
    return of_visible_cases(actor, entries).filter(live | own | code | handed)


def visible_derived(actor: Actor, rows: QuerySet[Row], day: dt.date) -> QuerySet[Row]:
    """Keep the derived rows (with `case` and `section`) that the actor may see and that hold on a legal day."""
    holds = Q(shown_from__lte=day) & (Q(shown_until=None) | Q(shown_until__gt=day))
    return derived_sections(actor, rows).filter(holds)


def derived_sections(actor: Actor, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Keep the derived rows of the sections from which the actor may see what follows, whatever day they hold on."""
    return of_visible_cases(actor, rows).filter(_where(actor, policy.DERIVED) | (_where(actor, policy.BY_CONSENT) & _consented(actor)))


def _roles_that_see(actor: Actor) -> list[str]:
    return sorted(role for role in actor.roles if policy.cell(role, Section.HEADER) in policy.ANYTHING)


def _assigned(actor: Actor, roles: Iterable[str], key: str) -> Q:
    return Q(**{f"{key}__in": assignments_of(actor).filter(role__in=list(roles)).values("case")})


def _where(actor: Actor, cells: Iterable[Cell]) -> Q:
    """Give the condition that an assignment of the actor gives one of the cells in the row's section; of rows of visible cases only."""
    wanted, found, roles = frozenset(cells), NOTHING, _roles_that_see(actor)
    for role in roles:
        sections = [section.value for section in Section if policy.cell(role, section) in wanted]
        if sections:
            # Who has one role sees every visible case in it.
            there = Q() if len(roles) == 1 else _assigned(actor, [role], "case")
            found |= there & Q(section__in=sections)
    return found


def _consented(actor: Actor) -> Q:
    grants = ConsentGrant.objects.filter(in_force(actor.now), case=OuterRef("case"), section=OuterRef("section"))
    return Q(Exists(grants.filter(organisation=actor.organisation)))


def _handed(actor: Actor) -> Q:
    packages = Package.objects.filter(case=OuterRef("case"), section=OuterRef("section"), organisation=actor.organisation)
    return Q(Exists(packages.filter(frozen_at__lte=actor.now, ends__gt=actor.now, frozen_at__gte=OuterRef("recorded_at"))))
