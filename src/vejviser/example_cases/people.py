# SPDX-License-Identifier: EUPL-1.2
"""Invented persons: age, citizenship, gender; never a name."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.local_time import birthday, iso

if TYPE_CHECKING:
    from vejviser.example_cases.case_shapes import Person
    from vejviser.example_cases.chance import Chance

ADULT = 18


def new_person(chance: Chance, first_day: int) -> tuple[Person, int | None]:
    """Return a person met on the ordinal `first_day`, and the ordinal of the day of birth (None if unknown)."""
    child = chance.happens(how_often.CHILD)
    born = None if chance.happens(how_often.BORN_UNKNOWN) else day_of_birth(chance, first_day, child=child)
    young = child or born is None
    person: Person = {
        "born": None if born is None else iso(born),
        "citizenships": citizenships(chance),
        "gender": chance.draw(how_often.GENDER),
        "unaccompanied": young and chance.happens(how_often.UNACCOMPANIED),
    }
    return person, born


def citizenships(chance: Chance) -> list[str]:
    """Return one country, seldom two different ones."""
    first = chance.draw(how_often.CITIZENSHIP)
    second = chance.draw(how_often.CITIZENSHIP) if chance.happens(how_often.SECOND_CITIZENSHIP) else first
    return [first] if second == first else [first, second]


def day_of_birth(chance: Chance, first_day: int, *, child: bool) -> int:
    """Return the ordinal of a birth that makes the person a child, or an adult, on `first_day`."""
    if child and chance.happens(how_often.TURNS_18_SOON):
        return moved_to_leap_day(chance, birthday(first_day + chance.between(3, 200), -ADULT), first_day, child=child)
    low, high = chance.draw(how_often.CHILD_AGE if child else how_often.ADULT_AGE)
    born = birthday(first_day, -chance.between(low, high)) - chance.between(1, 360)
    return moved_to_leap_day(chance, born, first_day, child=child)


def moved_to_leap_day(chance: Chance, born: int, first_day: int, *, child: bool) -> int:
    """Return, seldom, the nearest earlier 29 February instead of `born`, if that does not change who is a child."""
    if not chance.happens(how_often.LEAP_DAY):
        return born
    year = date.fromordinal(born).year
    year -= year % 4
    leap = date(year, 2, 29).toordinal() if isleap(year) else born
    return leap if (birthday(leap, ADULT) > first_day) is child else born
