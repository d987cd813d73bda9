# SPDX-License-Identifier: EUPL-1.2
"""Names in a pack that lead nowhere: rules, questions, sources, organisations, and the homes that treatments claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vejviser.rules.checks.finding import Finding, unknown
from vejviser.rules.checks.homes import carried_rules
from vejviser.rules.checks.provenance import cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vejviser.rules.checks.whole_pack import Whole

_CONVENTION = re.compile(r"K[0-9]+")
_FILES = {
    "parameter": "parameters.toml",
    "convention": "mechanism.toml",
    "contact": "organisations.toml",
    "role": "organisations.toml",
    "organisation": "organisations.toml",
    "conflict": "conflicts.toml",
}
# What a treatment may name that is a part of the program's own shapes, not of the pack.
_OF_THE_PROGRAM = {"calendar": ("doubtful", "holiday_until", "holidays"), "field": ("authorities", "person", "case")}


def unknown_rules(whole: Whole) -> Iterator[Finding]:
    """Report rules that have no entry in rules.toml; the K numbers of the conventions are allowed."""
    carried = [(_place(home), rules) for home, rules in carried_rules(whole.pack, whole.conflicts)]
    carried += [(f"cases/{golden.id}.toml: rules", golden.file.rules) for golden in whole.cases]
    for where, rules in carried:
        for rule in rules:
            if rule not in whole.rules and not _CONVENTION.fullmatch(rule):
                what = f"unknown rule {rule!r}; allowed: the entries of rules.toml, and K numbers"
                yield Finding(where, what, "unknown_id")


def unknown_questions(whole: Whole) -> Iterator[Finding]:
    """Report questions that have no entry in conflicts.toml."""
    for where, questions in _asked(whole):
        for question in questions:
            if question not in whole.conflicts:
                yield Finding(where, f"unknown question {question!r}; allowed: the entries of conflicts.toml", "unknown_id")


def unknown_sources(whole: Whole) -> Iterator[Finding]:
    """Report sources that have no entry in sources.toml."""
    for where, source, _pin in cited(whole):
        yield from unknown(where, "source", source, whole.sources) if source else ()
    for name, rule in whole.rules.items():
        source = rule.source_current
        yield from unknown(f"rules.toml: rules.{name}.source_current", "source", source, whole.sources) if source else ()
    for name, conflict in whole.conflicts.items():
        for between in conflict.between:
            yield from unknown(f"conflicts.toml: conflicts.{name}.between", "source", between.split(":")[0], whole.sources)


def unknown_organisations(whole: Whole) -> Iterator[Finding]:
    """Report actors of rules and successors that the register does not have; rows are looked at with their outcomes."""
    for name, rule in whole.rules.items():
        for actor in rule.actor:
            yield from unknown(f"rules.toml: rules.{name}.actor", "organisation", actor, whole.pack.organisations)
    for name, organisation in whole.pack.organisations.items():
        if organisation.successor is not None:
            where = f"organisations.toml: organisations.{name}.successor"
            yield from unknown(where, "organisation", organisation.successor, whole.pack.organisations)


def unknown_homes(whole: Whole) -> Iterator[Finding]:
    """Report what `lives_in` of a treatment names and the pack does not have."""
    known = _homes(whole)
    for name, conflict in whole.conflicts.items():
        where = f"conflicts.toml: conflicts.{name}.lives_in"
        for home in conflict.lives_in.split(","):
            kind, _, named = home.strip().partition(":")
            found = unknown(where, "kind of home", kind, known)
            yield from found or unknown(where, kind, named, known[kind])


def _place(home: str) -> str:
    """Give the file and the entry that a home stands in."""
    kind, _, name = home.partition(":")
    if kind == "row":
        return f"tables: {name.replace('/', ': ')}"
    return f"clocks/{name}.toml" if kind == "clock" else f"{_FILES[kind]}: {home}"


def _homes(whole: Whole) -> dict[str, Iterable[str]]:
    pack = whole.pack
    given: dict[str, set[str]] = {}
    for mechanism in whole.mechanisms.values():
        for table in mechanism.tables.values():
            given.setdefault(table.gives, set()).update(str(row.then.get("id")) for row in table.rows)
    flags = given.get("flags", set()) | {str(pack.mechanism.contact.doubtful_day_flag)}
    return {
        **_OF_THE_PROGRAM,
        "clock": [clock.id for clock in pack.clocks],
        "contact": [contact.id for entry in pack.organisations.values() for contact in entry.contact],
        "duty": sorted(given.get("duties", ())),
        "entitlement": sorted(given.get("entitlements", ())),
        "event": list(pack.events),
        "flag": sorted(flags),
        "next_step": sorted(given.get("next_steps", ())),
        "not_allowed": sorted(given.get("not_allowed", ())),
        "organisation": list(pack.organisations),
        "parameter": list(pack.parameters),
        "rule": list(whole.rules),
        "violation": sorted(given.get("violations", ())),
    }


def _asked(whole: Whole) -> Iterator[tuple[str, Iterable[str]]]:
    pack = whole.pack
    for mechanism in whole.mechanisms.values():
        for table in mechanism.tables.values():
            for row in table.rows:
                flags = (str(row.then.get("id")),) if table.gives == "flags" else ()
                yield f"tables: {table.name}: {row.id}", (*row.questions, *flags)
    yield from ((f"tables: {table.name}", table.questions) for table in pack.tables)
    yield from ((f"clocks/{clock.id}.toml", clock.questions) for clock in pack.clocks)
    yield from ((f"organisations.toml: organisations.{name}", entry.questions) for name, entry in pack.organisations.items())
    yield from ((f"calendar.toml: doubtful.{day.id}", (day.question,)) for day in pack.calendar.doubtful)
    yield from ((f"rules.toml: rules.{name}", rule.questions) for name, rule in whole.rules.items())
    flag = pack.mechanism.contact.doubtful_day_flag
    yield "mechanism.toml: contact.doubtful_day_flag", (flag,) if flag else ()
