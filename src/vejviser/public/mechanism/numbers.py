# SPDX-License-Identifier: EUPL-1.2
"""Numbers of the law with the days on which each holds, and the periods that they measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.public.mechanism.shelf import in_quotes
from vejviser.public.mechanism.view_models import NumberLine, PeriodView
from vejviser.reporting.words import begun

if TYPE_CHECKING:
    from vejviser.public.mechanism.shelf import Shelf
    from vejviser.rules.pack_format import ClockFile, MoveFile, ParameterFile


def numbers(shelf: Shelf) -> tuple[NumberLine, ...]:
    """Give every value of every number."""
    return tuple(line for name in shelf.mechanism.pack.parameters for line in number(shelf, name))


def numbers_of_rule(shelf: Shelf, rule: str) -> tuple[NumberLine, ...]:
    """Give the numbers that rest on a rule."""
    chosen = (name for name, file in shelf.mechanism.pack.parameters.items() if rule in file.rules)
    return tuple(line for name in chosen for line in number(shelf, name))


def number(shelf: Shelf, name: str) -> tuple[NumberLine, ...]:
    """Give the values of one number, in the order of the file."""
    file, words = shelf.mechanism.pack.parameters[name], shelf.first
    label = words.text(f"report.number.{name}") if words.has(f"report.number.{name}") else name.replace("_", " ")
    return tuple(
        NumberLine(
            id=name,
            label=label,
            value=_value(shelf, file, value.value),
            in_force=shelf.in_force(value),
            only_in=shelf.only_in(value.profiles),
            doubt="" if value.verified else words.word("unverified"),
            remark=begun(in_quotes(value.remark or "")),
            source=shelf.source(value.source, value.pin),
            rules=shelf.entries(file.rules),
        )
        for value in file.values
    )


def periods(shelf: Shelf) -> tuple[PeriodView, ...]:
    """Give every legal period."""
    return tuple(period(shelf, clock) for clock in shelf.mechanism.pack.clocks)


def period(shelf: Shelf, clock: ClockFile) -> PeriodView:
    """Say a period in full."""
    words = shelf.words[shelf.profile(clock.profiles)]
    return PeriodView(
        id=clock.id,
        title=words.label("clocks", clock.id),
        help=words.text(f"clocks.{clock.id}.help") if words.has(f"clocks.{clock.id}.help") else "",
        said=(*_course(shelf, clock), *_counting(shelf, clock)),
        numbers=tuple(line for name in (clock.length, clock.cap) if name for line in number(shelf, name)),
        rules=shelf.entries((*clock.rules, *clock.rules_when_extended)),
        questions=shelf.entries(clock.questions),
        only_in=shelf.only_in(clock.profiles),
        doubt=shelf.doubt(clock),
    )


def _value(shelf: Shelf, file: ParameterFile, value: int) -> str:
    return f"{value} {shelf.first.word(f'unit_{file.unit}')}"


def _course(shelf: Shelf, clock: ClockFile) -> list[str]:
    """Say what starts, moves and ends a period."""
    words, said = shelf.first, shelf.said["course"]
    starts = said["from_birth"] if clock.starts.from_birth else said["starts"].format(event=_event(shelf, clock.starts.on))
    found = [starts]
    facts = shelf.facts[shelf.profile(clock.profiles)]
    for key, conditions in (("when", clock.starts.when), ("unless", clock.starts.unless)):
        for fact, values in conditions.items():
            either = words.listed([facts.fact(fact, value) for value in values], joint="or")
            found.append(said[key].format(facts=either))
    moves: tuple[tuple[str, MoveFile | None], ...] = (
        ("extended", clock.extended_by),
        ("shortened", clock.shortened_by),
        ("cut", clock.cut_by),
    )
    found += [said[key].format(event=_event(shelf, move.on)) for key, move in moves if move is not None]
    if clock.superseded_by:
        found.append(said["superseded"].format(period=words.label("clocks", clock.superseded_by)))
    if clock.renewed:
        found.append(said["renewed"])
    found.append(said["law_start" if clock.law_date == "start" else "law_event"])
    return found


def _counting(shelf: Shelf, clock: ClockFile) -> list[str]:
    """Say how the days of a period are counted."""
    convention, said = shelf.mechanism.pack.mechanism.conventions[clock.convention], shelf.said["counting"]
    found = [said["start_day_counts" if convention.count_start_day else "start_day_not_counted"]]
    found.append(said["rolls" if convention.roll == "next_working_day" else "does_not_roll"])
    if convention.least_working_days:
        found.append(said["least"].format(count=convention.least_working_days))
    return found


def _event(shelf: Shelf, event: str | None) -> str:
    return shelf.first.text(f"events.{event}.label")
