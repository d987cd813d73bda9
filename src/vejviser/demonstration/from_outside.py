# SPDX-License-Identifier: EUPL-1.2
"""What arrives from people without an account: a nurse, a neighbour, the person herself, somebody who asks for advice, a patrol."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vejviser.referrals import outside

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOUR: Final = dt.timedelta(hours=1)


class Form(NamedTuple):
    """A form: by whom, how many hours ago, in which language of the page, what was answered, and the cards that were added later."""

    sender: outside.Sender
    hours: float
    language: str
    answers: dict[str, Any]
    added: tuple[tuple[str, Mapping[str, Any]], ...] = ()


FORMS: Final = (
    Form(
        outside.Sender("health"),
        1,
        "da",
        {
            "danger": "soon",
            "age": "not_sure",
            "presence": "absent",
            "name": "Linh",
            "child_view": "not_told",
            "safe_contact": "never",
            "safe_phone": "00 77 88 99",
            "language": "vie",
            "needs": ["medical", "interpreter"],
            "signs": ["decides_for", "harm_fear"],
            "area": "midtjylland",
            "note": "En mand på gangen svarer for hende. Hun vil ikke lade ham høre os.",
            "you_name": "Sygeplejerske, skadestuen",
            "you_phone": "00 31 41 51",
            "you_until": "morning",
            "you_stand_in": "00 31 41 00",
        },
    ),
    Form(
        outside.Sender("citizen"),
        3,
        "da",
        {
            "danger": "unknown",
            "age": "no",
            "presence": "absent",
            "signs": ["work_home", "papers_kept"],
            "area": "sjaelland",
            "note": "Otte mænd i et skur bag gartneriet. De hentes i en hvid varevogn, før det bliver lyst.",
            "place_tip": "write",
            "place_tip_text": "Gartneriet ved den gamle station",
        },
    ),
    Form(
        outside.Sender("self"),
        6,
        "ar",
        {
            "danger": "no",
            "age": "no",
            "presence": "alone",
            "name": "سلمى",
            "safe_contact": "phone",
            "safe_phone": "00 21 31 41",
            "safe_how": "text",
            "safe_when": "evenings",
            "safe_if_other": "wrong_number",
            "language": "ara",
            "needs": ["talk", "sleep"],
            "shelter_who": "women",
            "note": "لا أستطيع الخروج وحدي إلا مساءً.",
        },
    ),
    Form(
        outside.Sender("municipality"),
        23,
        "da",
        {
            "needs": ["advice"],
            "area": "nordjylland",
            "note": "Hvem betaler tolken, når vi taler med en ung, der måske er udnyttet?",
            "you_name": "Familierådgiver",
            "you_phone": "00 61 71 81",
        },
    ),
    Form(
        outside.Sender("police", unit="Østjyllands Politi"),
        9,
        "da",
        {
            "danger": "no",
            "age": "no",
            "presence": "alone",
            "consent": "yes",
            "name": "Blessing",
            "safe_contact": "via_me",
            "language": "eng",
            "needs": ["talk"],
            "signs": ["debt", "threats"],
            "held": "no",
            "area": "midtjylland",
            "you_name": "Vagthavende",
            "you_phone": "00 91 81 71",
        },
        (("own_words", {"words": "“I pay and it only grows.”"}), ("comm", {"helps": ["reading"], "dialect": "Nigeriansk engelsk"})),
    ),
)


def bring(now: dt.datetime) -> None:
    """Send every form, and what was added to it half an hour later; nobody may be acting."""
    for form in FORMS:
        at, secret = now - form.hours * _HOUR, outside.Secret.new()
        sent = outside.send(form.answers, form.sender, sending=uuid.uuid4(), secret=secret, language=form.language, now=at)
        for card, said in form.added:
            receipt = outside.open_receipt(sent.reference, " ".join(sent.key_words), at + _HOUR / 2)
            if receipt is not None:
                outside.add(receipt, card, said, at + _HOUR / 2)
