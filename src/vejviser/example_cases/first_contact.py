# SPDX-License-Identifier: EUPL-1.2
"""The first contact: who met the person, the legal stay as far as known, and the referral to the point of contact (R1-R6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life

AUTHORITIES = frozenset({"police", "prosecution", "dis", "siri", "cmm", "courts", "nec", "municipality"})


def meet(life: Life) -> None:
    """Record the encounter, what is known of the stay, and the referral."""
    met_by = life.chance.draw(how_often.FIRST_CONTACT)
    if life.chance.happens(0.2):
        establish_stay(life)
        life.record("encounter", life.day, by=met_by)
    else:
        life.record("encounter", life.day, by=met_by)
        establish_stay(life)
    if met_by != "cmm" or life.chance.happens(0.3):
        refer(life, met_by)


def refer(life: Life, met_by: str) -> None:
    """Refer the person to the point of contact, with consent or on a basis that stands in its place."""
    chance = life.chance
    day = life.then(0, 2)
    if chance.happens(how_often.REFERRED_ELSEWHERE_FIRST):
        life.record("referral", day, by=met_by, to=chance.pick(how_often.REFERRED_TO), consent="given")
    consent = "given" if met_by == "self" else chance.draw(how_often.REFERRAL_CONSENT)
    if consent == "override":
        basis = "child" if life.is_child(day) else chance.draw(how_often.OVERRIDE_BASIS)
        life.record("referral", day, by=met_by, to="cmm", consent="override", basis=basis)
    elif consent == "given" or met_by in AUTHORITIES:
        life.record("referral", day, by=met_by, to="cmm", consent=consent)
    elif chance.happens(how_often.CONSENTS_LATER):
        life.record("consent", life.then(1, 9), recipient="cmm", scope=["identity", "contact"], value=True)
        life.record("referral", life.day, by=met_by, to="cmm", consent="given")


def establish_stay(life: Life) -> None:
    """Record the legal stay that holds at the first contact, as it is learnt; some of it changes or runs out later."""
    chance, day = life.chance, life.day
    countries = life.person["citizenships"]
    if "DK" in countries:
        life.stays_from(day, legal=True, basis="citizen")
    elif not how_often.EU_COUNTRIES.isdisjoint(countries):
        stay_as_known(life, chance.draw(how_often.STAY_EU))
    else:
        stay_as_known(life, chance.draw(how_often.STAY_OTHER))


def stay_as_known(life: Life, known: str) -> None:
    """Record one of the ways in which a stay is known, named in the table of proportions."""
    chance, day = life.chance, life.day
    if known == "none":
        life.stays_from(day, legal=False, basis="none" if chance.happens(0.4) else None)
    elif known.startswith("unknown"):
        if chance.happens(0.6):
            life.stays_from(day, legal=None)
        stay_found_out(life, known)
    elif known == "visa":
        life.stays_from(day, legal=True, basis="visa", until=day + chance.between(45, 90))
    elif known == "visa_lapsing":
        life.stays_from(day, legal=True, basis="visa", until=day + chance.between(0, 12))
    elif known == "permit_changing":
        life.stays_from(day, legal=True, basis="permit")
        life.stays_from(day + chance.between(2, 25), legal=False)
    elif known == "permit" and chance.happens(0.5):
        life.stays_from(day, legal=True, basis="permit", until=day + chance.between(100, 900))
    else:
        life.stays_from(day, legal=True, basis=known)


def stay_found_out(life: Life, known: str) -> None:
    """Record, some days later, what the stay of a person turned out to be; of some it is never known."""
    day = life.day + life.chance.between(1, 10)
    if known == "unknown_then_none":
        life.stays_from(day, legal=False, basis="none" if life.chance.happens(0.4) else None)
    elif known == "unknown_then_permit":
        life.stays_from(day, legal=True, basis="permit")
    elif known == "unknown_then_eu":
        life.stays_from(day, legal=True, basis="eu")
