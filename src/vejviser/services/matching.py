# SPDX-License-Identifier: EUPL-1.2
"""Which services fit: three answers, and unknown never means no."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from vejviser.services.catalogue import Service

CHILD = 18


class Fit(Enum):
    """The answer of one service to what is asked."""

    FITS = "fits"
    ASK = "ask"
    NOT = "does not fit"


class Asked(Struct, frozen=True, kw_only=True):
    """What somebody looks for. What is left out excludes nothing. `whom` is woman, man, other or child; `opened` asks for open now."""

    need: str = ""
    whom: str = ""
    language: str = ""
    referrer: str = ""
    opened: bool = False


def fit(service: Service, asked: Asked, *, opened: bool | None) -> Fit:
    """Say whether a service fits; `opened` is whether it is open at this minute, None where its hours are unknown."""
    answers = [_for_whom(service, asked.whom), _among(service.eligibility.languages, asked.language)]
    refers = service.eligibility.refers
    answers.append(Fit.FITS if refers and "anyone" in refers else _among(refers, asked.referrer))
    if asked.need and asked.need not in {*service.terms, *(term.partition(".")[0] for term in service.terms)}:
        answers.append(Fit.NOT)
    if asked.opened:
        answers.append({True: Fit.FITS, False: Fit.NOT, None: Fit.ASK}[opened])
    return next((worst for worst in (Fit.NOT, Fit.ASK) if worst in answers), Fit.FITS)


def _for_whom(service: Service, whom: str) -> Fit:
    youngest, oldest = service.eligibility.minimum_age, service.eligibility.maximum_age
    if not whom:
        return Fit.FITS
    if whom == "child":
        return Fit.NOT if youngest is not None and youngest >= CHILD else Fit.ASK if youngest is None else Fit.FITS
    if oldest is not None and oldest < CHILD:
        return Fit.NOT
    return _among(service.eligibility.genders, whom)


def _among(known: tuple[str, ...] | None, wished: str) -> Fit:
    if not wished:
        return Fit.FITS
    if known is None:
        return Fit.ASK
    return Fit.FITS if wished in known else Fit.NOT
