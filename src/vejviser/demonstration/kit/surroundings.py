# SPDX-License-Identifier: EUPL-1.2
"""What the test kit holds beside its cases: marked referrals, contacts, drafts and the title of an event with several people."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from vejviser.access.context import acting
from vejviser.access.roles import Role
from vejviser.access.sections import Section
from vejviser.cases import services as cases
from vejviser.cases.page import drafts
from vejviser.demonstration.kit.canaries import Canary
from vejviser.referrals import services as referrals
from vejviser.referrals.models import Contact, Referral

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.demonstration.kit.canaries import Canaries
    from vejviser.demonstration.kit.cases import Made
    from vejviser.demonstration.kit.people import Players

_CHOSEN: Final[dict[str, Any]] = {
    "danger": "no",
    "age": "no",
    "presence": "alone",
    "consent": "yes",
    "safe_contact": "phone",
    "safe_how": "text",
    "needs": ["talk"],
    "language": "vie",
    "held": "held",
    "signs": ["debt"],
}
_TYPED: Final = ("name", "safe_phone", "safe_other", "held_until", "note", "you_phone", "you_stand_in")
_SENDERS: Final = (Role.REFERRER, Role.POLICE_FIRST_RESPONDER, Role.SHELTER_STAFF, Role.CMM_HOTLINE)


def surround(players: Players, canaries: Canaries, made: list[Made], now: dt.datetime) -> None:
    """Make all of it."""
    for number, role in enumerate(_SENDERS):
        for side in ("A", "B"):
            _refer(players, canaries, role, side, now, answered=number == 0)
    for side in ("A", "B"):
        _contact(players, canaries, side, now)
    _drafts(players, canaries, made, now)
    title = canaries.new()
    with acting(players[Role.CMM_COORDINATOR, "A"].actor(now)) as actor:
        linked = [one.id for one in made if one.plan.side == "A"][:2]
        cases.link_cases(actor, linked, title=title, sending=uuid.uuid4())
    for case_id in linked:
        canaries.keep(Canary(title, "link", "title", section=Section.ENCOUNTER.value, case=str(case_id), of="link"))


def _refer(players: Players, canaries: Canaries, role: Role, side: str, now: dt.datetime, *, answered: bool) -> None:  # noqa: PLR0913  one referral
    sender = players[role, side]
    typed = {field: canaries.put("referral", field, of="referral", author=sender.user.email) for field in _TYPED}
    with acting(sender.actor(now)) as actor:
        referral = referrals.send(actor, {**_CHOSEN, **typed}, sending=uuid.uuid4())
    if answered:
        with acting(players[Role.CMM_DUTY_OFFICER, "A"].actor(now)) as actor:
            note = canaries.put("referral", "answer", of="referral", author=players[Role.CMM_DUTY_OFFICER, "A"].user.email)
            referrals.close(actor, referral.pk, Referral.Reason.ADVISED, note)


def _contact(players: Players, canaries: Canaries, side: str, now: dt.datetime) -> None:
    writer = players[Role.CMM_HOTLINE, side]
    texts = {field: canaries.put("contact", field, of="contact", author=writer.user.email) for field in ("who", "about", "advice")}
    with acting(writer.actor(now)) as actor:
        referrals.write_down(actor, kind=Contact.Kind.CITIZEN, texts=texts, sending=uuid.uuid4())


def _drafts(players: Players, canaries: Canaries, made: list[Made], now: dt.datetime) -> None:
    for one in made:
        writer, text = players[Role.CMM_COORDINATOR, one.plan.side], canaries.new()
        with acting(writer.actor(now)) as actor:
            drafts.save_draft(actor, one.id, section=Section.SUPPORT, kind="offer", typed={"note": [text]})
        mark = Canary(text, "draft", "note", section=Section.SUPPORT.value, case=str(one.id), author=writer.user.email, of="draft")
        canaries.keep(mark)
