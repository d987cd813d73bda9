# SPDX-License-Identifier: EUPL-1.2
"""A whole life in the mechanism, step after step, and the stream of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vejviser.example_cases import (
    asylum,
    children,
    first_contact,
    going_home,
    identification,
    permits,
    proceedings,
    reflection,
    support,
)
from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.chance import Chance
from vejviser.example_cases.life import FEWEST_EVENTS, Life
from vejviser.example_cases.local_time import clock_changes
from vejviser.example_cases.mistakes import make_mistakes
from vejviser.example_cases.people import new_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.example_cases.case_shapes import CaseFile

STREAM_START, STREAM_END = date(2022, 1, 1), date(2026, 6, 30)


def generate(count: int, *, random_state: int, start: date, end: date) -> Iterator[CaseFile]:
    """Yield `count` case files, named X000001 onwards, whose first contacts fall from `start` to `end`, both included.

    Later events of a life go on for as long as it does, so the last may lie years after `end`. Nobody is born after `end`.
    The same arguments give the same cases, in the same order, on every version of Python; the first cases of a longer run
    are those of a shorter one.
    ValueError if `count` is negative or `end` lies before `start`.
    """
    for life in lives(count, random_state=random_state, start=start, end=end):
        yield life.case()


def stream(count: int, random_state: int) -> Iterator[CaseFile]:
    """Yield `count` case files whose first contacts fall from January 2022 to June 2026."""
    return generate(count, random_state=random_state, start=STREAM_START, end=STREAM_END)


def lives(count: int, *, random_state: int, start: date, end: date) -> Iterator[Life]:
    """Yield the lives behind the cases of `generate`, each with the violations put into it (`mistakes`)."""
    if count < 0:
        message = f"count: {count} is negative; 0 or more is allowed"
        raise ValueError(message)
    if end < start:
        message = f"end: {end} lies before start: {start}; end must be the same day or later"
        raise ValueError(message)
    chance = Chance(random_state)
    nights = nights_of_clock_change(start, end)
    for number in range(1, count + 1):
        first_day = chance.between(start.toordinal(), end.toordinal())
        if nights and chance.happens(how_often.NIGHT_OF_CLOCK_CHANGE):
            first_day = chance.pick(nights)
        yield live(chance, f"X{number:06d}", first_day)


def nights_of_clock_change(start: date, end: date) -> list[int]:
    """Return the ordinals of the days from `start` to `end` on which the clocks change."""
    days = (day for year in range(start.year, end.year + 1) for day in clock_changes(year))
    return [day for day in days if start.toordinal() <= day <= end.toordinal()]


def live(chance: Chance, name: str, first_day: int) -> Life:
    """Write one life that begins on the ordinal `first_day`."""
    person, born = new_person(chance, first_day)
    life = Life(chance, name, person, born, first_day)
    first_contact.meet(life)
    if life.stay_on(life.day).basis == "asylum_seeker" and chance.happens(0.7):
        life.record("asylum_application", life.day)
    children.receive(life)
    identification.identify(life)
    if life.identified is None:
        go_on_without_finding(life)
    else:
        go_on_identified(life)
    while len(life.rows) < FEWEST_EVENTS:
        identification.interview(life)
    if chance.happens(how_often.FAULTY_LIFE):
        make_mistakes(life)
    return life


def go_on_without_finding(life: Life) -> None:
    """Continue after a negative finding, or none: asylum is open to everyone, most files close."""
    support.consent_to_share(life)
    if applied_already(life) or (life.decided is not None and life.chance.happens(0.25)):
        continue_with_asylum(life)
    elif life.chance.happens(0.4):
        going_home.close(life)


def applied_already(life: Life) -> bool:
    """Say whether asylum was applied for before the finding."""
    return any(event["type"] == "asylum_application" for _, event in life.rows)


def go_on_identified(life: Life) -> None:
    """Continue after a positive finding: support, then one of the ways on."""
    support.offer_some(life)
    support.consent_to_share(life)
    children.support(life)
    if applied_already(life):
        if life.chance.happens(0.5):
            reflection.begin(life)
        continue_with_asylum(life)
    elif not reflection.begin(life):
        stay_on_legal_ground(life)
    else:
        WAYS[life.chance.draw(how_often.PATH)](life)


def stay_on_legal_ground(life: Life) -> None:
    """Continue without a reflection period: some take part in proceedings, some wish to return, some work."""
    chance = life.chance
    proceedings.participate_without_permit(life)
    if chance.happens(0.25):
        going_home.wish(life, life.then(5, 60))
        going_home.leave(life, life.day + chance.between(20, 90))
    elif chance.happens(0.15):
        life.record("work", life.then(20, 120), paid=chance.happens(0.9))
    going_home.close(life)


def go_home(life: Life) -> None:
    """Use the 30 days and leave."""
    reflection.refuse_to_cooperate(life)
    proceedings.participate_without_permit(life)
    going_home.wish(life, life.then(1, 10))
    going_home.leave(life, life.reflection_last)
    going_home.close(life)


def go_home_prepared(life: Life) -> None:
    """Extend the period for a prepared return, and leave."""
    going_home.wish(life, life.day + life.chance.between(1, 20))
    reflection.extend(life)
    going_home.leave(life, life.reflection_last)
    going_home.close(life)


def be_witness(life: Life) -> None:
    """Take part in the case against the offender, mostly with a permit, and return when it is over."""
    proceedings.open_proceedings(life)
    proceedings.take_part(life)
    if permits.obtain(life):
        permits.hold(life)
    proceedings.end(life)
    if life.proceedings_ended is not None and life.chance.happens(0.7):
        going_home.wish(life, life.then(0, 10))
        going_home.leave(life, max(life.day, life.permit_last))
        going_home.close(life)


def apply_for_asylum(life: Life) -> None:
    """Apply for asylum during or after the period."""
    asylum.apply(life)
    continue_with_asylum(life)


def continue_with_asylum(life: Life) -> None:
    """Wait for the decision on asylum; those refused mostly return."""
    if not asylum.decide(life) and life.chance.happens(0.4):
        going_home.wish(life, life.then(2, 20))
        going_home.leave(life, life.day + 30)
        going_home.close(life)


def wait(life: Life) -> None:
    """Stay in the period while the stay changes, a contrary finding comes, or nothing is recorded."""
    if life.chance.happens(0.5):
        identification.stay_becomes_legal(life)
    else:
        reflection.refuse_to_cooperate(life)


WAYS = {
    "home": go_home,
    "extended": go_home_prepared,
    "witness": be_witness,
    "asylum": apply_for_asylum,
    "waits": wait,
}
