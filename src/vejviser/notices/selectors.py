# SPDX-License-Identifier: EUPL-1.2
"""Reading notices: what a user is told after signing in, and which mail reached nobody."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import get_language

from vejviser.access.querysets import derived_sections, of_visible_cases, visible_cases
from vejviser.access.refusals import NotFound
from vejviser.cases.models import Case, Draft
from vejviser.mechanisms import find
from vejviser.notices.models import Mail, Notice
from vejviser.notices.shown import NoticeLine, UndeliveredLine, line_of_case, line_of_desk, line_of_draft

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vejviser.access.actor import Actor
    from vejviser.rules.texts import Texts

MOST: Final = 100
WARNED_BEFORE: Final = dt.timedelta(days=2)
"""How long before a draft expires its writer is warned."""


def notices_for(actor: Actor) -> list[NoticeLine]:
    """Give the newest notices of the actor: drafts that will expire, what the own desk was reminded of, days of cases still seen."""
    texts = _texts()
    return [*_drafts(actor, texts), *_of_desk(actor), *_of_cases(actor, texts)]


def unseen(actor: Actor) -> int:
    """Give the number of notices that the actor has not seen: what the header of every page shows."""
    return _visible(actor).filter(seen_at=None).count() + _desk(actor).filter(seen_at=None).count()


def undelivered(actor: Actor) -> list[UndeliveredLine]:
    """Give the mail that was given up on, for those who phone instead.

    Raises:
        NotFound: the actor is not one of them.

    """
    if not phones(actor):
        raise NotFound
    rows = Mail.objects.filter(failed=True).values_list("id", "to", "made_at")[:MOST]
    return [UndeliveredLine(id=mail, address=to, made_at=localtime(made_at)) for mail, to, made_at in rows]


def failed_mail(actor: Actor) -> int:
    """Give how many mails reached nobody, to those who phone instead; 0 to everybody else."""
    return Mail.objects.filter(failed=True).count() if phones(actor) else 0


def phones(actor: Actor) -> bool:
    """Whether the actor is one of those who see which mail failed: the point of contact, and who manages the people."""
    return actor.is_intake or actor.is_administrator


def _texts() -> Texts:
    """Give the words of the law in the language of the page."""
    mechanism, language = find(), (get_language() or "").partition("-")[0]
    return mechanism.texts(language if language in mechanism.pack.mechanism.languages else "en")


def own_notices(actor: Actor) -> QuerySet[Notice]:
    """Give every notice of the actor, and of the own desk where the actor takes in what arrives."""
    at_desk = Q(user=None, organisation=actor.organisation)
    return Notice.objects.filter(Q(user=actor.user_id) | at_desk if actor.is_intake else Q(user=actor.user_id))


def _visible(actor: Actor) -> QuerySet[Notice]:
    """Give the notices of the actor about cases. What was seen when it was made may be closed to the actor now."""
    return derived_sections(actor, Notice.objects.filter(user=actor.user_id, case__isnull=False))


def _desk(actor: Actor) -> QuerySet[Notice]:
    return own_notices(actor).filter(kind=Notice.Kind.UNANSWERED)


def _of_desk(actor: Actor) -> list[NoticeLine]:
    return [line_of_desk(notice) for notice in _desk(actor)[:MOST]]


def _of_cases(actor: Actor, texts: Texts) -> list[NoticeLine]:
    rows = list(_visible(actor)[:MOST])
    references = dict(visible_cases(actor, Case.objects.filter(pk__in={row.case for row in rows})).values_list("id", "reference"))
    return [line_of_case(row, references[row.case], texts) for row in rows if row.case in references]


def _drafts(actor: Actor, texts: Texts) -> list[NoticeLine]:
    """Give the own drafts that will be deleted soon; read now, so that the night run need not know whose a draft is."""
    soon = Draft.objects.filter(user=actor.user_id, expires_at__gt=actor.now, expires_at__lte=actor.now + WARNED_BEFORE)
    rows = of_visible_cases(actor, soon).order_by("expires_at").values_list("id", "case_id", "case__reference", "saved_at", "expires_at")
    return [line_of_draft(*row, texts) for row in rows]
