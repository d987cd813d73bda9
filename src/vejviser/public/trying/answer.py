# SPDX-License-Identifier: EUPL-1.2
"""What follows from the facts, in words: every conclusion with its days, its rules and its reasons."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from msgspec import UNSET

from vejviser.public.trying.picture import picture
from vejviser.public.trying.questions import said_in
from vejviser.public.trying.view_models import AnswerView, Asked, Entry, Part
from vejviser.reporting.due import when
from vejviser.reporting.facts_in_words import FactWords
from vejviser.reporting.words import Words, begun, in_order, sentence
from vejviser.rules.assess import assess

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vejviser.public.trying.facts import Facts
    from vejviser.rules.answers import Clock, Duty, Entitlement, NextStep
    from vejviser.rules.case_file import Case

# What is due is read first, what no longer applies last.
_DUTIES = ("due", "pending", "held", "void")


def answer_view(facts: Facts, case: Case, language: str) -> AnswerView:
    """Assess the facts as they stand at the end of the day asked about, and say everything that follows."""
    return _Answer(facts, case, language).view()


class _Answer:
    def __init__(self, facts: Facts, case: Case, language: str) -> None:
        self.facts, self.case, self.language = facts, case, language
        self.words, self.said = Words(facts.mechanism, language, facts.day), said_in(language)
        self.found = assess(facts.mechanism, case, facts.moment, explain=True, language=language)
        self.reasons = FactWords(case, self.words)

    def view(self) -> AnswerView:
        words, found = self.words, self.found
        child = words.say("treated_as_child" if found.child else "treated_as_adult")
        stage = words.say("stage", stage=words.text(f"stages.{found.stage}"))
        profile = words.text(f"values.profile.{found.mechanism.profile}")
        late = [event for event in self.case.events if event.at.instant > self.facts.moment.instant]
        drawn, described = picture(self.facts, self.case, self.language)
        return AnswerView(
            head=f"{words.say(f'status_{found.status}')} {stage} {child}",
            asked=self.said["asked"].format(day=words.date(self.facts.day)),
            parts=tuple(self._parts()),
            questions=tuple(self._questions()),
            picture=drawn,
            described=described,
            later=tuple(f"{begun(words.text(f'events.{event.type}.label'))}, {words.date(event.at.day)}" for event in late),
            made_with=words.say("made_with", id=found.mechanism.id, version=found.mechanism.version, profile=profile),
            no_decision=words.word("not_a_decision"),
        )

    def _parts(self) -> Iterator[Part]:
        words, found = self.words, self.found
        steps = sorted(found.next_steps, key=lambda step: step.act_by or dt.date.max)
        clocks = sorted(found.clocks, key=lambda one: (one.state != "running", one.last_day))
        duties = sorted(found.duties, key=lambda duty: _DUTIES.index(duty.state))
        yield self._part("violations", words.word("violations"), map(self._violation, found.violations))
        yield self._part("steps", words.word("next_steps"), map(self._step, steps), sentence(words.word("no_next_steps")))
        yield self._part("clocks", words.word("time_limits"), map(self._clock, clocks), self.said["no_clocks"])
        yield self._part("rights", words.word("rights"), map(self._right, found.entitlements), self.said["no_rights"])
        yield self._part("duties", words.word("duties"), map(self._duty, duties), self.said["no_duties"])
        yield self._part("limits", words.word("not_allowed"), map(self._limit, found.not_allowed))
        yield self._part("decides", words.word("who_decides"), self._authorities(), sentence(words.word("nobody_decides_yet")))
        yield self._part("flags", words.word("flags"), (self._entry("", one, label=sentence(one.message)) for one in found.flags))
        yield self._part("why-not", words.say("why_not"), self._why_not())

    def _part(self, name: str, title: str, entries: Iterable[Entry], empty: str = "") -> Part:
        return Part(id=name, title=begun(title), entries=tuple(entries), empty=empty)

    def _entry(self, section: str, one: Any, *, label: str = "", **more: Any) -> Entry:
        because = () if one.because is UNSET else one.because
        rules = (*one.rules, one.id) if section == "" else one.rules
        return Entry(
            label=begun(label or self.words.label(section, one.id)),
            rules=tuple(sorted(set(rules), key=in_order)),
            why=tuple(self.reasons.because(fact) for fact in because),
            **more,
        )

    def _step(self, one: NextStep) -> Entry:
        words = self.words
        who = words.listed([words.organisation(name) for name in one.actors], "or")
        return self._entry(
            "next_steps",
            one,
            help=words.text(f"next_steps.{one.id}.help"),
            when="" if one.act_by is None else when(one.act_by, words),
            who=words.say("who_acts", names=who) if who else "",
            urgent=one.act_by is not None and one.act_by <= words.day,
        )

    def _clock(self, one: Clock) -> Entry:
        words = self.words
        values = {"starts": words.date(one.starts), "last_day": words.date(one.last_day), "left": words.left(one.days_left)}
        said = [begun(words.say(f"period_{one.state}", **values)), words.say("period_began", starts=words.date(one.starts))]
        if one.state == "running" and isinstance(one.cap, dt.date):
            said.append(words.say("period_cap", cap=words.date(one.cap)))
        return self._entry("clocks", one, when=" ".join(said))

    def _right(self, one: Entitlement) -> Entry:
        words = self.words
        word = words.word("last_day" if one.state == "ended" else "until")
        none = "" if one.state == "ended" else words.word("no_end_known")
        until = none if one.until is None else f"{word} {words.date(one.until)}"
        return self._entry("entitlements", one, state=words.state("entitlement", one.state), when=until)

    def _duty(self, one: Duty) -> Entry:
        words = self.words
        begins = "" if one.state == "void" else f"{words.word('from')} {words.date(one.from_)}"
        return self._entry("duties", one, state=words.state("duty", one.state), when=begins, urgent=one.state == "due")

    def _limit(self, one: Any) -> Entry:
        return self._entry("not_allowed", one, help=self.words.text(f"not_allowed.{one.id}.help"))

    def _violation(self, one: Any) -> Entry:
        return self._entry("violations", one, help=one.message, urgent=True)

    def _authorities(self) -> Iterator[Entry]:
        for one in self.found.identification.authorities:
            why = () if one.because is UNSET else one.because
            yield Entry(
                label=begun(self.words.organisation(one.org)),
                state=self.words.decides(one.mode),
                rules=one.rules,
                why=tuple(self.reasons.because(fact) for fact in why),
            )

    def _why_not(self) -> Iterator[Entry]:
        for one in () if self.found.why_not is UNSET else self.found.why_not:
            section = self.facts.mechanism.tables[one.table].gives
            because = () if one.blocked_by is UNSET else one.blocked_by
            yield Entry(
                label=begun(self.reasons.conclusion(f"{section}.{one.outcome}")),
                rules=one.rules,
                why=tuple(self.words.say("in_the_way", fact=self.reasons.because(fact)) for fact in because),
            )

    def _questions(self) -> Iterator[Asked]:
        said = FactWords(None, self.words)
        for one in () if self.found.open_questions is UNSET else self.found.open_questions:
            answers = tuple(
                (
                    sentence(said.fact(one.fact, opening.answer)),
                    tuple(said.conclusion(name) for name in opening.adds),
                    tuple(said.conclusion(name) for name in opening.removes),
                )
                for opening in one.answers
            )
            yield Asked(ask=self.words.text(f"facts.{one.fact}.ask"), answers=answers)
