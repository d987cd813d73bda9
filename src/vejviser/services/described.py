# SPDX-License-Identifier: EUPL-1.2
"""What a service says of itself: sentences made from its attributes, never typed; of a confidential one what its front door says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from vejviser.services.eligibility import VOCABULARY, language_names, public_part
from vejviser.services.words import listed, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.services.eligibility import Eligibility
    from vejviser.services.service import Service

_CHOSEN: Final = ("child_alone", "interpretation", "children_along", "pregnant", "partner", "pets", "care", "substances", "psychiatric")
_NUMBERS: Final = ("children_most", "pregnant_to_week", "stay_days")
_SETS: Final = {"genders": "or", "stays": "or", "statuses": "or", "forms": "or", "languages": "and", "access": "and", "areas": "and"}
# Where all of these are named, it is said that none is asked for.
_WHOLE: Final = {"stays": "any_stay", "statuses": "any_status"}


def for_whom(service: Service, language: str) -> str:
    """Say for whom a service is, in a language."""
    known = public_part(service.eligibility, confidential=service.confidential)
    return " ".join(_for_whom(known, language)) or str(sentences(language)["for_whom"]["nothing"])


def how_to_refer(service: Service, language: str) -> str:
    """Say who may refer, how, and what has to be decided first."""
    said, known = sentences(language)["how"], service.eligibility
    if known.refers is None:
        parts = [said["nothing"]]
    elif "anyone" in known.refers:
        parts = [said["anyone"]]
    else:
        parts = [said["refers"].format(list=listed(_words("refers", known.refers, language), language))]
    if service.confidential and known.refers is not None:
        parts.append(said["phone"])
    if known.needs is not None:
        first = "; ".join(needed(service, language))
        parts.append(said["needs"].format(list=first) if first else said["nothing_needed"])
    return " ".join(parts)


def needed(service: Service, language: str) -> list[str]:
    """Give what has to be decided before a service can begin; empty if nothing, or if it is not known."""
    return _words("needs", [need for need in service.eligibility.needs or () if need != "none"], language)


def spoken_languages(service: Service, language: str) -> list[str]:
    """Give the languages that the staff speaks; empty if they are not known."""
    return _words("languages", service.eligibility.languages or (), language)


def cost(service: Service, language: str) -> str:
    """Say what a service costs; empty if it is not known."""
    return str(sentences(language)["cost"][service.eligibility.cost]) if service.eligibility.cost else ""


def _for_whom(known: Eligibility, language: str) -> Iterator[str]:
    said: dict[str, Any] = sentences(language)["for_whom"]
    yield from _between(said, "ages", known.minimum_age, known.maximum_age)
    yield from _sets(known, said, language)
    yield from (said[name][getattr(known, name)] for name in _CHOSEN if getattr(known, name) is not None)
    yield from _between(said, "children_ages", known.children_from, known.children_to)
    yield from (said[name].format(number=getattr(known, name)) for name in _NUMBERS if getattr(known, name) is not None)
    if known.wishes is not None:
        yield known.wishes.spoken(language)


def _sets(known: Eligibility, said: dict[str, Any], language: str) -> Iterator[str]:
    """Say what is a set of values; where a whole set is named, that none of it is asked for."""
    for name, joint in _SETS.items():
        values = getattr(known, name)
        if values and name in _WHOLE and set(values) == set(VOCABULARY[name]):
            yield said[_WHOLE[name]]
        elif values:
            yield said[name].format(list=listed(_words(name, values, language), language, joint=joint))


def _between(said: dict[str, Any], name: str, least: int | None, most: int | None) -> Iterator[str]:
    if least is not None and most is not None:
        yield said[name].format(least=least, most=most)
    elif least is not None:
        yield said[f"{name}_from"].format(least=least)
    elif most is not None:
        yield said[f"{name}_to"].format(most=most)


def _words(name: str, values: Any, language: str) -> list[str]:
    if name == "languages":
        return [language_names()[code][language] for code in values]
    return [sentences(language)["words"][name][value] for value in values]
