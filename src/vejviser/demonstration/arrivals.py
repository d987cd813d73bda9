# SPDX-License-Identifier: EUPL-1.2
"""What arrives at the desk of the point of contact: referrals in every state and of every urgency, and contacts without a case."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vejviser.access.context import acting
from vejviser.demonstration.people import PEOPLE
from vejviser.referrals import services as referrals
from vejviser.referrals.models import Contact, Referral
from vejviser.referrals.services import Acceptance

if TYPE_CHECKING:
    from vejviser.demonstration.company import Company
    from vejviser.demonstration.people import Person

_HOUR: Final = dt.timedelta(hours=1)
_GIVEN: Final = {"age": "no", "presence": "alone", "consent": "yes"}


class Sent(NamedTuple):
    """A referral: by whom, how many hours ago, what was answered, and what the desk did with it (empty: nothing yet)."""

    by: str
    hours: float
    answers: dict[str, Any]
    then: str = ""
    note: str = ""


SENT: Final = (
    Sent(
        "jonas.bak",
        0.4,
        {
            **_GIVEN,
            "danger": "now",
            "held": "held",
            "held_until": "i dag kl. 17",
            "name": "Precious",
            "safe_contact": "via_me",
            "language": "eng",
            "needs": ["talk", "interpreter"],
            "signs": ["papers_kept", "debt"],
            "area": "hovedstaden",
            "note": "Sidder i venterummet. Spiser lidt. Siger, at nogen venter på hende udenfor.",
            "you_phone": "00 11 22 33",
        },
    ),
    Sent(
        "trine.skov",
        2,
        {
            **_GIVEN,
            "danger": "soon",
            "name": "Ioana",
            "safe_contact": "phone",
            "safe_phone": "00 44 55 66",
            "safe_how": "text",
            "safe_when": "mornings",
            "safe_if_other": "wrong_number",
            "language": "ron",
            "needs": ["sleep"],
            "shelter_who": "women",
            "signs": ["threats", "moved"],
            "area": "hovedstaden",
            "note": "Har ikke noget sted at sove i nat.",
        },
    ),
    Sent(
        "ditte.moelgaard",
        5,
        {
            "age": "not_sure",
            "presence": "overheard",
            "danger": "unknown",
            "language": "vie",
            "signs": ["decides_for"],
            "child_view": "not_safe",
        },
        "take",
    ),
    Sent(
        "amina.lund",
        20,
        {
            **_GIVEN,
            "danger": "unknown",
            "name": "Joy",
            "language": "eng",
            "needs": ["talk"],
            "signs": ["debt", "sex_others_gain"],
            "area": "hovedstaden",
        },
    ),
    Sent(
        "grethe.toft",
        22,
        {
            "age": "yes",
            "danger": "no",
            "presence": "alone",
            "name": "Minh",
            "language": "vie",
            "signs": ["crime_begging"],
            "child_view": "wants_help",
        },
    ),
    Sent(
        "anne-mette.dahl",
        26,
        {
            **_GIVEN,
            "danger": "no",
            "name": "Kanya",
            "language": "tha",
            "needs": ["talk"],
            "signs": ["no_pay", "work_home"],
            "held": "no",
            "area": "syddanmark",
        },
    ),
    Sent(
        "soeren.kofoed",
        30,
        {
            "age": "no",
            "presence": "absent",
            "danger": "no",
            "consent": "not_asked",
            "needs": ["advice"],
            "note": "Hvordan spørger jeg til arbejdsforholdene uden at skræmme?",
        },
    ),
    Sent(
        "camilla.juhl",
        70,
        {
            **_GIVEN,
            "danger": "no",
            "name": "Rodel Santos",
            "language": "tgl",
            "needs": ["talk", "protect"],
            "signs": ["papers_kept", "no_pay"],
            "held": "no",
            "area": "syddanmark",
        },
        "accept",
    ),
    Sent(
        "trine.skov",
        96,
        {**_GIVEN, "danger": "no", "needs": ["advice"], "signs": ["gut"], "note": "Vil vide, hvad retten til tre måneder betyder."},
        "advised",
        "Talte med Trine. Forklarede refleksionsperioden og sendte pjecen på thai.",
    ),
    Sent(
        "jonas.bak",
        120,
        {"age": "no", "presence": "absent", "danger": "no", "consent": "no", "needs": ["talk"], "signs": ["household"]},
        "declines",
        "Patruljen har talt med kvinden igen; hun ønsker ikke hjælp nu. Har fået vores nummer.",
    ),
    Sent(
        "lone.winther",
        150,
        {"age": "no", "presence": "absent", "danger": "no", "consent": "not_asked", "needs": ["talk"]},
        "drill",
        "Øvelse med SIRI, aftalt med Line.",
    ),
)
# By whom, how many hours ago, and what is written down.
CONTACTS: Final = (
    (
        "sofie.lindholm",
        1.5,
        Contact.Kind.CITIZEN,
        "Nabo",
        "Mange unge mænd i samme hus, hentes i varevogn kl. 5.",
        "Ring 114. Fik vores nummer til dem, der bor der.",
    ),
    (
        "sofie.lindholm",
        4,
        Contact.Kind.CONSULTATION,
        "",
        "Sygeplejerske: patient tør ikke sige, hvor hun bor.",
        "Talte om at spørge alene med tolk. Ringer igen på torsdag.",
    ),
    (
        "jytte.kragh",
        27,
        Contact.Kind.PERSON,
        "Ringer selv igen",
        "Skylder penge for rejsen og vil gerne sove et andet sted.",
        "Plads på krisecentret tilbudt; hun tænker over det.",
    ),
    (
        "sofie.lindholm",
        29,
        Contact.Kind.MEDIA,
        "Radioredaktion",
        "Vil have tal for Vesterbro.",
        "Henvist til årsrapporten; vi taler ikke om enkelte sager.",
    ),
    (
        "jytte.kragh",
        51,
        Contact.Kind.PROFESSIONAL,
        "Kommunal sagsbehandler",
        "Is an au pair contract without pay enough to call?",
        "Yes. Explained the signs, and that calling costs nothing.",
    ),
)


def bring(company: Company, now: dt.datetime) -> None:
    """Send every referral, answer those that are answered, and write the contacts down; `now` is the present instant."""
    for one in SENT:
        with acting(company.actor(_who(one.by), now - one.hours * _HOUR)) as actor:
            referral = referrals.send(actor, one.answers, sending=uuid.uuid4())
        if one.then:
            _answer(company, referral, one, now - one.hours * _HOUR * 0.8)
    for mail, hours, kind, who, about, advice in CONTACTS:
        with acting(company.actor(_who(mail), now - hours * _HOUR)) as actor:
            referrals.write_down(actor, kind=kind, texts={"who": who, "about": about, "advice": advice}, sending=uuid.uuid4())


def _answer(company: Company, referral: Referral, one: Sent, at: dt.datetime) -> None:
    with acting(company.actor(_who("line.vestergaard"), at)) as actor:
        if one.then == "accept":
            referrals.accept(actor, referral.pk, Acceptance(plainly_adult=True))
        elif one.then == "take":
            referrals.take_over(actor, referral.pk)
        else:
            referrals.close(actor, referral.pk, Referral.Reason(one.then), one.note)


def _who(mail: str) -> Person:
    return next(person for person in PEOPLE if person.mail.startswith(f"{mail}@"))
