# SPDX-License-Identifier: EUPL-1.2
"""What stands around the entries of a case: its team, the cases of the same event, consents, packages, drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.access.models import Assignment, ConsentGrant, Package
from vejviser.access.querysets import visible_cases
from vejviser.access.reach import NOWHERE
from vejviser.access.roles import TEAM, Role
from vejviser.access.sections import Section
from vejviser.access.selectors import in_force
from vejviser.accounts.words import ROLES
from vejviser.cases.models import Case, Link, LinkedCase
from vejviser.cases.page import texts
from vejviser.cases.page.field_words import word_for
from vejviser.cases.page.view_models import ConsentLine, LinkedView, PackageLine, TeamMember
from vejviser.vault import services as vault

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from vejviser.cases.page.reading import Opened
    from vejviser.rules.events import Event


def team_of(opened: Opened) -> tuple[tuple[TeamMember, ...], bool]:
    """Give who works on the case now, and whether the reader forms the team."""
    rows = Assignment.objects.filter(in_force(opened.actor.now), case=opened.case.pk).select_related("user__organisation")
    members = tuple(
        TeamMember(
            id=row.pk,
            name=row.user.name,
            role=str(ROLES.get(Role(row.role), row.role)),
            organisation=opened.words.organisation(row.user.organisation.register_id),
            since=opened.said(row.starts),
            until="" if row.ends is None else opened.said(row.ends),
        )
        for row in rows
    )
    own = {row.role for row in rows if row.user_id == opened.actor.user_id} & opened.actor.roles
    return members, bool(own & {role.value for role in TEAM})


def links_of(opened: Opened) -> tuple[LinkedView, ...]:
    """Give the events that the case belongs to, with the other cases that exist for the reader: of the rest not even the number."""
    links = list(LinkedCase.objects.filter(case=opened.case.pk).values_list("link", flat=True))
    if not links:
        return ()
    others = visible_cases(opened.actor, Case.objects.exclude(pk=opened.case.pk)).values("pk")
    members = (
        LinkedCase.objects.filter(link__in=links, case__in=others)
        .values_list("link", "case", "case__reference")
        .order_by("case__reference")
    )
    by_link: dict[UUID, list[tuple[UUID, str]]] = {}
    for link, case, reference in members:
        by_link.setdefault(link, []).append((case, reference))
    reads = opened.reaches.get(Section.ENCOUNTER, NOWHERE).live
    titles = {link.pk: _title(link) for link in Link.objects.filter(pk__in=links)} if reads else {}
    return tuple(
        LinkedView(title=titles.get(link, ""), cases=tuple(by_link.get(link, ()))) for link in links if link in titles or link in by_link
    )


def _title(link: Link) -> str:
    return vault.unseal(link.pk, Section.ENCOUNTER, "title", link.pk, bytes(link.title)).decode()


def consents_of(opened: Opened) -> tuple[ConsentLine, ...] | None:
    """Give what the person last said of each recipient and kind of information; None for who does not read the consents."""
    if not opened.reaches.get(Section.CONSENT, NOWHERE).live:
        return None
    latest: dict[tuple[str, str], Event] = {}
    for event in opened.history.case.events:
        if event.type == "consent" and event.at.instant <= opened.as_of.instant:
            latest.update({(event.fields["recipient"], scope): event for scope in event.fields["scope"]})
    return tuple(
        _consent(opened, recipient, scope, event) for (recipient, scope), event in sorted(latest.items(), key=lambda pair: pair[0])
    )


def _consent(opened: Opened, recipient: str, scope: str, event: Event) -> ConsentLine:
    until: dt.date | None = event.fields.get("until")
    given = bool(event.fields["value"])
    return ConsentLine(
        recipient=opened.words.organisation(recipient),
        scope=word_for(opened.words, "consent", "scope", scope),
        given=given,
        in_force=given and (until is None or opened.as_of.day <= until),
        since=opened.words.moment(event.at.local),
        until="" if until is None or not given else opened.words.date(until),
    )


def identity_consented(opened: Opened) -> bool:
    """Whether a consent now opens the identity to the reader's organisation."""
    grants = ConsentGrant.objects.filter(in_force(opened.actor.now), case=opened.case.pk, section=Section.IDENTITY)
    return grants.filter(organisation=opened.actor.organisation).exists()


def packages_of(opened: Opened, *, leads: bool) -> tuple[PackageLine, ...]:
    """Give the packages in force that the reader may know of: those to the own organisation, or all for who forms the team."""
    rows = Package.objects.filter(case=opened.case.pk, ends__gt=opened.actor.now).order_by("organisation", "section")
    if not leads:
        rows = rows.filter(organisation=opened.actor.organisation)
    return tuple(
        PackageLine(
            organisation=opened.words.organisation(row.organisation),
            section=str(texts.SECTIONS[Section(row.section)]),
            frozen=opened.said(row.frozen_at),
            until=opened.said(row.ends),
            basis=str(texts.BASES.get(row.basis, row.basis)),
        )
        for row in rows
    )
