# SPDX-License-Identifier: EUPL-1.2
"""What a search finds. It is never empty: where nobody who is named fits, the one who arranges the rest stands there.

What an authority decides is listed, so that who is asked stands in one list; it is never matched with a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from vejviser.services.matching import Answer, Asked, Fit, fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.services.catalogue import Catalogue
    from vejviser.services.service import Service

Found = tuple["Service", Answer]


class Search(Struct, frozen=True, kw_only=True):
    """What was found: who fits, whom to ask, what authorities decide, and who offers the need but does not fit.

    `arranged` is the one who arranges the rest, where nobody named is there for the need or fits; `nobody` says that nobody named does.
    """

    fits: tuple[Found, ...]
    ask: tuple[Found, ...]
    decides: tuple[Found, ...]
    other: tuple[Found, ...]
    arranged: Found | None
    nobody: bool


def search(catalogue: Catalogue, asked: Asked, opened: Callable[[Service], bool | None]) -> Search:
    """Search the catalogue; `opened` says of a service whether it is open at this minute, None where its hours are unknown."""
    arranging = catalogue.arranging()
    named = [service for service in catalogue.services if service is not arranging]
    decides = tuple((one, Answer(Fit.FITS)) for one in named if is_act(catalogue, one) and _is_asked(one, asked))
    matched = [(one, fit(one, asked, opened=opened(one))) for one in named if not is_act(catalogue, one)]
    by_fit = {wanted: tuple((one, answer) for one, answer in matched if answer.fit is wanted) for wanted in Fit}
    # Who offers something else is no answer to the need at all.
    other = tuple((one, answer) for one, answer in by_fit[Fit.NOT] if "need" not in answer.because)
    nobody = not (by_fit[Fit.FITS] or by_fit[Fit.ASK] or decides)
    stands_in = nobody or not asked.need or asked.need in arranging.terms
    arranged = (arranging, fit(arranging, Asked(opened=asked.opened), opened=opened(arranging))) if stands_in else None
    return Search(fits=by_fit[Fit.FITS], ask=by_fit[Fit.ASK], decides=decides, other=other, arranged=arranged, nobody=nobody)


def is_act(catalogue: Catalogue, service: Service) -> bool:
    """Say whether a service is nothing but acts of an authority."""
    return bool(service.terms) and all(catalogue.term(term).act for term in service.terms)


def _is_asked(service: Service, asked: Asked) -> bool:
    return asked.need in service.terms if asked.need else asked == Asked()
