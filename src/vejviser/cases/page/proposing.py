# SPDX-License-Identifier: EUPL-1.2
"""What a proposed entry would change, what the rules say against it, and between which days a decision may lie: in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from vejviser.access.reach import NOWHERE
from vejviser.access.sections import SECTIONS_OF_SCOPE
from vejviser.cases import shown
from vejviser.cases.history import history_from, recorded_facts
from vejviser.cases.page import texts
from vejviser.cases.page.reading import entries_of
from vejviser.directory.selectors import has_contract
from vejviser.reporting.impact_words import Kind, kind_in_words, values_in_words
from vejviser.reporting.words import Words, begun, bracketed, sentence
from vejviser.rules.assess import assess
from vejviser.rules.envelope import Envelope, envelopes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vejviser.access.actor import Actor
    from vejviser.access.reach import Reach
    from vejviser.access.sections import Section
    from vejviser.cases.models import Case
    from vejviser.cases.page.reading import ReadEntry
    from vejviser.cases.previewing import Preview
    from vejviser.rules.answers import Violation
    from vejviser.rules.mechanism import Mechanism

_PROPOSED_INTERVIEW = "interview"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A finding of the rules against an entry: what, why and what to do instead, with the numbers of the rules."""

    label: str
    message: str


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a proposed entry would do, in sentences."""

    changes: tuple[str, ...]
    warnings: tuple[Rule, ...]
    hidden: bool


@dataclass(frozen=True, kw_only=True)
class Range:
    """Between which days a decision may put the last day of a period, and what stands in its way now."""

    label: str
    said: str
    hindered: tuple[str, ...]


def against(words: Words, found: tuple[Violation, ...]) -> tuple[Rule, ...]:
    """Say what the rules have against an entry."""
    return tuple(Rule(label=begun(words.label("violations", one.id)), message=f"{one.message}{bracketed(one.rules)}") for one in found)


def effect(words: Words, proposed: Preview, facts: dict[str, Any], actor: Actor) -> Effect:
    """Say what a proposed entry would change, and what to think of before it is recorded."""
    changes = [
        sentence(f"{kind_in_words(Kind(one.subject, one.id, one.what), words, with_id=False)}{values_in_words(one, words)}")
        for one in proposed.changes
        if one.subject != "violation"
    ]
    changes += _caps_reached(words, proposed, actor)
    changes += _doors(words, facts)
    return Effect(
        changes=tuple(changes), warnings=(*against(words, proposed.warnings), *_no_contract(words, facts)), hidden=proposed.hidden
    )


def _caps_reached(words: Words, proposed: Preview, actor: Actor) -> list[str]:
    """Say of each period that moves whether it now ends on the last day there can be."""
    moved = {one.id for one in proposed.changes if one.subject == "clock" and one.what.startswith("last day")}
    if not moved:
        return []
    mechanism = proposed.after.mechanism
    after = assess(mechanism, proposed.after.case, mechanism.zone.from_datetime(actor.now))
    return [
        _("%(period)s: the longest possible end is reached; it cannot be extended further.")
        % {"period": begun(words.label("clocks", one.id))}
        for one in after.clocks
        if one.id in moved and one.cap == one.last_day
    ]


def _doors(words: Words, facts: dict[str, Any]) -> list[str]:
    """Say which sections a consent opens or closes, and to whom."""
    if facts["type"] != "consent":
        return []
    sections = dict.fromkeys(section for scope in facts["scope"] for section in SECTIONS_OF_SCOPE[scope])
    named = words.listed([str(texts.SECTIONS[section]) for section in sections])
    values = {"recipient": begun(words.organisation(facts["recipient"])), "sections": named}
    if facts["value"]:
        return [_("%(recipient)s may then read, where its people work on this case: %(sections)s.") % values]
    return [_("%(recipient)s may then no longer read by consent: %(sections)s.") % values]


def _no_contract(words: Words, facts: dict[str, Any]) -> list[Rule]:
    """Warn of an interview by an organisation that interviews by contract and had none on that day (R24, A44)."""
    if facts["type"] != _PROPOSED_INTERVIEW:
        return []
    mechanism, by = words.mechanism, str(facts["by"])
    day = mechanism.zone.moment(facts["at"]).day
    found = mechanism.register.organisations.get(by)
    if (
        found is None
        or found.kind != "ngo"
        or not mechanism.register.has_role(by, "interviewer", day)
        or has_contract(by, "interview", day)
    ):
        return []
    values = {"organisation": begun(words.organisation(by)), "day": words.date(day)}
    said = _(
        "%(organisation)s had no contract for interviews on %(day)s. Check the day and who held the interview; CMM keeps the contracts."
    )
    return [Rule(label=_("No contract on that day"), message=f"{said % values} [R24, A44]")]


def ranges(actor: Actor, case: Case, reaches: Mapping[Section, Reach], kind: str, words: Words) -> tuple[Range, ...]:
    """Give the lawful ranges of a decision of an event type, of the periods that the actor may see."""
    mechanism = words.mechanism
    if not _moves_a_clock(mechanism, kind):
        return ()
    history = history_from(case.mechanism, recorded_facts(case.pk))
    found = envelopes(mechanism, history.case, mechanism.zone.from_datetime(actor.now))
    return tuple(_range(words, one) for one in found if one.event == kind and reaches.get(shown.CLOCKS[one.clock], NOWHERE).derived)


def _moves_a_clock(mechanism: Mechanism, kind: str) -> bool:
    moves = (move for rule in mechanism.clocks for move in (rule.file.extended_by, rule.file.shortened_by))
    return any(move is not None and move.on == kind for move in moves)


def _range(words: Words, one: Envelope) -> Range:
    values = {"earliest": words.date(one.earliest), "latest": "" if one.latest is None else words.date(one.latest)}
    if one.latest is None:
        said = _("The new last day is %(earliest)s or later.") % values
    elif one.latest < one.earliest:
        said = _("No new last day is possible.")
    else:
        said = _("The new last day lies between %(earliest)s and %(latest)s, both included.") % values
    hindered = tuple(f"{begun(words.label('violations', name))}{bracketed(rules)}" for name, rules in one.hindered_by)
    return Range(label=begun(words.label("clocks", one.clock)), said=said, hindered=hindered)


def since(actor: Actor, case: Case, version: int) -> list[ReadEntry]:
    """Give what others recorded after a version of the case, of what the actor may read."""
    return [entry for entry in entries_of(actor, case.pk, recorded_facts(case.pk)) if entry.number > version]
