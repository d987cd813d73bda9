# SPDX-License-Identifier: EUPL-1.2
"""Which services fit: three answers, and unknown never means no.

Learning a fact never brings back a service that another fact excludes; what is not said excludes nothing.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.services.eligibility import Eligibility
    from vejviser.services.service import Service

CHILD: Final = 18
_PETS: Final = ("no", "small", "yes")
_CARE: Final = ("none", "daily", "night")
# The rights for which any legal stay counts where a service does not say otherwise (R31-R34).
_WHATEVER_STAY: Final = ("acc.", "med.", "psy.", "leg.")


class Fit(Enum):
    """The answer of one service to what is asked."""

    FITS = "fits"
    ASK = "ask"
    NOT = "does not fit"


class Answer(Struct, frozen=True):
    """The answer, and the attributes that say so; none where everything fits."""

    fit: Fit
    because: tuple[str, ...] = ()


class Asked(Struct, frozen=True, kw_only=True):
    """What somebody looks for. What is left out excludes nothing.

    `whom` is woman, man, other or child (also for an unknown age); `alone` whether a child has no adult with it; `children` how many come
    along; `opened` asks for open now.
    """

    need: str = ""
    whom: str = ""
    alone: bool | None = None
    stay: str = ""
    status: str = ""
    form: str = ""
    language: str = ""
    interpreter: bool = False
    children: int = 0
    pregnant: bool = False
    partner: bool = False
    pet: str = ""
    access: tuple[str, ...] = ()
    care: str = ""
    days: int = 0
    referrer: str = ""
    opened: bool = False


def fit(service: Service, asked: Asked, *, opened: bool | None) -> Answer:
    """Say whether a service fits; `opened` is whether it is open at this minute, None where its hours are unknown (A38)."""
    answers = dict(_judged(service, asked, opened=opened))
    for worst in (Fit.NOT, Fit.ASK):
        because = tuple(name for name, answer in answers.items() if answer is worst)
        if because:
            return Answer(worst, because)
    return Answer(Fit.FITS)


def _judged(service: Service, asked: Asked, *, opened: bool | None) -> Iterator[tuple[str, Fit]]:
    known = service.eligibility
    if asked.need:
        yield "need", Fit.FITS if asked.need in service.terms else Fit.NOT
    if service.paused:
        yield "paused", Fit.NOT
    if asked.whom:
        yield "age", _age(known, child=asked.whom == "child")
        yield "gender", Fit.FITS if asked.whom == "child" else _among(known.genders, asked.whom)
    if asked.alone and asked.whom == "child":
        yield "child_alone", _alone(service)
    whatever = any(term.startswith(_WHATEVER_STAY) for term in service.terms)
    yield "stay", _among(known.stays, asked.stay, missing=Fit.FITS if whatever else Fit.ASK)
    yield "status", _among(known.statuses, asked.status)
    yield "form", _among(known.forms, asked.form, missing=Fit.FITS)
    yield "language", _among(known.languages, asked.language)
    yield "referrer", _referrer(known, asked.referrer)
    yield from _together(known, asked)
    if asked.opened:
        yield "hours", {True: Fit.FITS, False: Fit.NOT, None: Fit.ASK}[opened]


def _together(known: Eligibility, asked: Asked) -> Iterator[tuple[str, Fit]]:
    """Judge who and what comes along, and what the house must have."""
    if asked.interpreter:
        yield "interpretation", _yes(known.interpretation)
    if asked.children:
        too_many = known.children_most is not None and asked.children > known.children_most
        yield "children_along", Fit.NOT if too_many else _yes(known.children_along)
    if asked.pregnant:
        yield "pregnant", Fit.ASK if known.pregnant_to_week else _yes(known.pregnant)
    if asked.partner:
        # Nobody is placed together with somebody else by silence.
        yield "partner", Fit.ASK if known.partner == "after_talk" else Fit.NOT
    yield "pets", _at_least(known.pets, asked.pet, _PETS)
    yield "care", _at_least(known.care, asked.care, _CARE)
    if asked.access:
        has = known.access
        yield "access", Fit.ASK if has is None else Fit.FITS if set(asked.access) <= set(has) else Fit.NOT
    if asked.days:
        most = known.stay_days
        yield "stay_days", Fit.ASK if most is None else Fit.FITS if asked.days <= most else Fit.NOT


def _age(known: Eligibility, *, child: bool) -> Fit:
    """Compare ages 0-17, or 18 and above, with those of the service; one open end is an answer, two are none."""
    if known.minimum_age is None and known.maximum_age is None:
        return Fit.ASK
    youngest, oldest = known.minimum_age or 0, known.maximum_age
    if child:
        return Fit.NOT if youngest >= CHILD else Fit.FITS if youngest == 0 and (oldest is None or oldest >= CHILD - 1) else Fit.ASK
    if oldest is not None:
        return Fit.NOT if oldest < CHILD else Fit.ASK
    return Fit.FITS if youngest <= CHILD else Fit.ASK


def _alone(service: Service) -> Fit:
    said = service.eligibility.child_alone
    if said is None:
        # Children are never placed by silence.
        return Fit.NOT if service.is_place_to_stay else Fit.ASK
    return {"yes": Fit.FITS, "no": Fit.NOT}.get(said, Fit.ASK)


def _referrer(known: Eligibility, referrer: str) -> Fit:
    if known.refers is None:
        # Where nothing is said, the way is through CMM.
        return Fit.FITS if referrer in ("", "cmm") else Fit.ASK
    return Fit.FITS if "anyone" in known.refers else _among(known.refers, referrer)


def _among(known: tuple[str, ...] | None, wished: str, *, missing: Fit = Fit.ASK) -> Fit:
    if not wished:
        return Fit.FITS
    if known is None:
        return missing
    return Fit.FITS if wished in known else Fit.NOT


def _yes(said: str | None) -> Fit:
    return Fit.ASK if said is None else Fit.NOT if said == "no" else Fit.FITS


def _at_least(known: str | None, wished: str, order: tuple[str, ...]) -> Fit:
    if not wished:
        return Fit.FITS
    if known is None:
        return Fit.ASK
    return Fit.FITS if order.index(known) >= order.index(wished) else Fit.NOT
