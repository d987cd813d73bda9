# SPDX-License-Identifier: EUPL-1.2
"""Reading the ledger: who opened a file, for those who may read its access report (section P)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils.translation import gettext

from vejviser.ledger.words import kind_of, purposes_in_words, sentence
from vejviser.site.lists import after_in_words, moment_in_words, organisation_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from vejviser.ledger.words import Kind

# What somebody does without a longer pause is one visit; a session without a sign of life ends after the same time.
PAUSE: Final = dt.timedelta(minutes=15)
MOST_ENTRIES: Final = 50_000


class Happened(NamedTuple):
    """An entry that concerns one case."""

    at: dt.datetime
    actor: UUID | None
    organisation: str
    action: str
    sections: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What one person did with a case without a longer pause, in words; `first` and `last` are instants."""

    first: dt.datetime
    last: dt.datetime
    who: str
    organisation: str
    sentences: tuple[str, ...]
    purpose: str

    @property
    def began(self) -> str:
        """The first instant in words."""
        return moment_in_words(self.first)

    @property
    def ended(self) -> str:
        """The last instant in words."""
        return moment_in_words(self.last)

    @property
    def until(self) -> str:
        """The last instant as it follows the first in a sentence: the time alone on the same day; empty if it is the same minute."""
        return "" if self.ended == self.began else after_in_words(self.last, self.first)

    @property
    def what(self) -> str:
        """All sentences as one text."""
        return " ".join(self.sentences)


def opened_by(case_id: UUID, *, since: dt.datetime | None = None) -> list[Visit]:
    """Give every visit to a case, latest first, in the language of the page; nothing for whoever may not read its access report."""
    visits = _visits(_happened(case_id, since))
    names = _names({visit[0].actor for visit in visits})
    return [_in_words(visit, names) for visit in visits]


def _happened(case_id: UUID, since: dt.datetime | None) -> list[Happened]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT at, actor, organisation, action, sections, purpose FROM ledger_of_case(%s)"
            " WHERE %s::timestamptz IS NULL OR at >= %s ORDER BY at DESC LIMIT %s",
            [case_id, since, since, MOST_ENTRIES],
        )
        return [Happened(*row) for row in reversed(cursor.fetchall())]


def _visits(happened: Iterable[Happened]) -> list[list[Happened]]:
    """Put together what one person did without a longer pause; latest visit first."""
    visits: list[list[Happened]] = []
    latest: dict[tuple[UUID | None, str], list[Happened]] = {}
    for one in happened:
        going_on = latest.get((one.actor, one.organisation))
        if going_on is None or one.at - going_on[-1].at > PAUSE:
            going_on = latest[one.actor, one.organisation] = []
            visits.append(going_on)
        going_on.append(one)
    return sorted(visits, key=lambda visit: visit[-1].at, reverse=True)


def _names(actors: set[UUID | None]) -> dict[UUID, str]:
    people = get_user_model()._default_manager.filter(pk__in=[actor for actor in actors if actor is not None])  # noqa: SLF001  Django's public name for it
    return dict(people.values_list("pk", "name"))


def _in_words(visit: list[Happened], names: dict[UUID, str]) -> Visit:
    sections: defaultdict[Kind, set[str]] = defaultdict(set)
    for one in visit:
        sections[kind_of(one.action)].update(one.sections)
    first = visit[0]
    who = gettext("The service itself") if first.actor is None else names.get(first.actor, gettext("Somebody whose account was removed"))
    return Visit(
        first=first.at,
        last=visit[-1].at,
        who=who,
        organisation=organisation_in_words(first.organisation, first.at.date()),
        sentences=tuple(sentence(kind, letters) for kind, letters in sections.items()),
        purpose=purposes_in_words(one.purpose for one in visit),
    )
