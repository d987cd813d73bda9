# SPDX-License-Identifier: EUPL-1.2
"""Notices as the page shows them: what is near, of which case, and by which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from vejviser.notices.models import Notice

if TYPE_CHECKING:
    from uuid import UUID

    from vejviser.rules.texts import Texts

# Where the words for what a notice is about are in the mechanism's texts, by the first part of `about`.
_LABELS: Final = {"clock": "clocks.{}.label", "step": "next_steps.{}.label", "duty": "duties.{}.label"}


@dataclass(frozen=True, kw_only=True)
class NoticeLine:
    """A line of the page. `address` leads to where something can be done; `id` is None for what cannot be marked as seen."""

    id: UUID | None
    title: str
    when: str
    reference: str
    address: str
    made_at: dt.datetime
    seen: bool
    urgent: bool


@dataclass(frozen=True, kw_only=True)
class UndeliveredLine:
    """A mail that reached nobody."""

    id: UUID
    address: str
    made_at: dt.datetime


def line_of_case(notice: Notice, reference: str, texts: Texts) -> NoticeLine:
    """Give the line of a day of a case, in the words of the mechanism."""
    kind, _, name = notice.about.partition(":")
    return NoticeLine(
        id=notice.id,
        title=texts.get(_LABELS[kind].format(name)),
        when=_when(notice, texts),
        reference=reference,
        address=f"/cases/{notice.case}/",
        made_at=localtime(notice.made_at),
        seen=notice.seen_at is not None,
        urgent=notice.kind == Notice.Kind.DAY and notice.mark <= 0,
    )


def line_of_desk(notice: Notice) -> NoticeLine:
    """Give the line of a referral that waits at the desk; the inbox says which."""
    times = ngettext("The desk was reminded %(count)s time.", "The desk was reminded %(count)s times.", notice.level)
    return NoticeLine(
        id=notice.id,
        title=gettext("A referral has not been answered in time"),
        when=times % {"count": notice.level},
        reference="",
        address="/inbox/",
        made_at=localtime(notice.made_at),
        seen=notice.seen_at is not None,
        urgent=True,
    )


def line_of_draft(_draft: UUID, case: UUID, reference: str, saved_at: dt.datetime, expires_at: dt.datetime, texts: Texts) -> NoticeLine:
    """Give the warning that a draft will be deleted."""
    local = localtime(expires_at)
    when = gettext("It is deleted on %(date)s at %(time)s.") % {"date": texts.date(local.date()), "time": texts.time(local)}
    return NoticeLine(
        id=None,
        title=gettext("A draft that you saved will be deleted soon"),
        when=when,
        reference=reference,
        address=f"/cases/{case}/",
        made_at=localtime(saved_at),
        seen=False,
        urgent=True,
    )


def _when(notice: Notice, texts: Texts) -> str:
    """Say when, with the weekday; every notice about a case has a day."""
    day = notice.day or dt.date.min
    values = {"date": texts.date(day), "count": notice.mark}
    if notice.kind == Notice.Kind.BEGUN:
        return gettext("Due from now on. Act by %(date)s.") % values
    if notice.mark < 0:
        return gettext("The day has passed: %(date)s.") % values
    if notice.mark == 0:
        return gettext("The day is %(date)s.") % values
    return ngettext("%(count)s day left: %(date)s.", "%(count)s days left: %(date)s.", notice.mark) % values
