# SPDX-License-Identifier: EUPL-1.2
"""What was added later: taken over into the section of the case where it belongs, or left; one by one (tell it once)."""

from __future__ import annotations

import datetime as dt
import functools
import uuid
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from vejviser.access.refusals import NotFound
from vejviser.access.sections import Section
from vejviser.access.selectors import reach_of
from vejviser.cases import services as cases
from vejviser.ledger import services as ledger
from vejviser.referrals import content
from vejviser.referrals.desk_work import OPEN, State, locked
from vejviser.referrals.models import Part
from vejviser.referrals.paths import VERSION
from vejviser.referrals.texts_of_case import texts_of
from vejviser.referrals.times import STRUCK_KEPT

if TYPE_CHECKING:
    from uuid import UUID

    from vejviser.access.actor import Actor

_ONCE: Final = uuid.UUID("0c2f6f0e-8f63-4b0c-9c7e-5f3a2f1a3d11")
# Where a card belongs (referral form, 9). What is not named here is about what was noticed.
SECTIONS: Final[dict[str, Section]] = {
    **dict.fromkeys(("name", "born", "citizenship", "gender", "comm"), Section.IDENTITY),
    **dict.fromkeys(("talk_with", "place_unsafe"), Section.CONTACT),
    **dict.fromkeys(("family", "unaccompanied", "rep"), Section.CHILD),
    **dict.fromkeys(("told", "stand_in", "answer"), Section.CONSENT),
    **dict.fromkeys(("own_words", "asked_before"), Section.INTERVIEW),
    **dict.fromkeys(("trial", "suspects", "case_no"), Section.POLICE),
    "stay": Section.RESIDENCE,
    "health": Section.HEALTH,
}


def settle(actor: Actor, referral_id: UUID, part_id: UUID, *, take: bool) -> None:
    """Take an addition over, or leave it. Taken over into a case, it moves into its section; what is left is destroyed a day later.

    Raises:
        NotFound: there is no such addition for the actor, or the case is not the actor's.

    """
    referral = locked(actor, referral_id)
    part = Part.objects.filter(pk=part_id, referral=referral, kind=Part.Kind.ADDITION).exclude(content=None).first()
    if part is None:
        raise NotFound
    if not take:
        Part.objects.filter(pk=part.pk).update(state=Part.State.LEFT, expires_at=actor.now + STRUCK_KEPT)
    else:
        Part.objects.filter(pk=part.pk).update(state=Part.State.TAKEN, expires_at=None)
        if referral.state == State.ACCEPTED and referral.case_id is not None and move_addition(actor, referral.case_id, part):
            Part.objects.filter(pk=part.pk).update(content=None)
            transaction.on_commit(functools.partial(content.destroy, [part.pk]))
        elif referral.state not in OPEN and referral.state != State.ACCEPTED:
            Part.objects.filter(pk=part.pk).update(expires_at=actor.now + dt.timedelta(days=30))
    ledger.record("referral:take_addition" if take else "referral:leave_addition", row_id=referral.pk, sections=content.SECTION)


def move_addition(actor: Actor, case_id: UUID, part: Part) -> bool:
    """Write an addition into its section of a case; False where the actor may not write there: it stays sealed with the referral.

    Raises:
        NotFound: the case is not the actor's.

    """
    texts = _texts_of(part)
    reaches = reach_of(actor, case_id)
    if not all(section in reaches and reaches[section].writes for section, _kind, _fields in texts):
        return False
    for place, (section, kind, fields) in enumerate(texts):
        sending = uuid.uuid5(_ONCE, f"{part.pk} {place}" if place else str(part.pk))
        cases.add_text(actor, case_id, section=section, kind=kind, fields=fields, sending=sending)
    return True


def _texts_of(part: Part) -> list[tuple[Section, str, dict[str, str]]]:
    """Give where an addition goes. A second version of the form goes where the first one went: a name never stands with what was seen."""
    said = content.unseal(part.pk, content.PART, part.content)
    if part.card == VERSION:
        return [text for text in texts_of(said) if any(text[2].values())]
    return [(SECTIONS.get(part.card, Section.ENCOUNTER), "note", {"text": f"{part.card}\n{lines_of(said)}"})]


def lines_of(said: dict[str, Any]) -> str:
    """Give what was typed on a card, one line a box."""
    values = {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in said.items()}
    if len(values) == 1:
        return next(iter(values.values()))
    return "\n".join(f"{name}: {value}" for name, value in values.items())
