# SPDX-License-Identifier: EUPL-1.2
"""What follows by law, in words, for one reader: each conclusion only where its section shows what follows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from msgspec import UNSET

from vejviser.access.sections import Section
from vejviser.cases import shown
from vejviser.cases.page.reasons import sections_of_fact
from vejviser.cases.page.view_models import Answer, ClockLine, Conclusion, LawView, Question
from vejviser.reporting.due import when
from vejviser.reporting.facts_in_words import FactWords
from vejviser.reporting.words import begun, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.cases.page.reading import Opened
    from vejviser.cases.page.reasons import ReasonsFor
    from vejviser.rules.answers import Blocked, Clock, Duty, Entitlement, NextStep, OpenQuestion

# Where a conclusion that is named as section.id is shown; who decides is part of the decision.
_HOMES: Final[dict[str, dict[str, Section]]] = {
    "entitlements": shown.ENTITLEMENTS,
    "duties": shown.DUTIES,
    "not_allowed": shown.NOT_ALLOWED,
    "next_steps": shown.NEXT_STEPS,
    "flags": shown.FLAGS,
}


def law_view(opened: Opened, reasons: ReasonsFor) -> LawView:
    """Write everything that follows from an opened case."""
    return _LawInWords(opened, reasons).view()


def home_of(named: str) -> Section | None:
    """Give the section where a conclusion named as section.id (and perhaps a state) is shown; None if nowhere."""
    section, name, *_ = named.split(".")
    return Section.DECISION if section == "authorities" else _HOMES.get(section, {}).get(name)


class _LawInWords:
    """Writes the conclusions of one opened case."""

    def __init__(self, opened: Opened, reasons: ReasonsFor) -> None:
        self.opened, self.reasons, self.words = opened, reasons, opened.words
        self.assessment = opened.assessment

    def view(self) -> LawView:
        found, words = self.assessment, self.words
        decides = self.reasons.derives(Section.DECISION)
        profile = words.text(f"values.profile.{found.mechanism.profile}")
        steps = sorted(self._seen(found.next_steps, shown.NEXT_STEPS), key=lambda step: step.act_by or dt.date.max)
        clocks = sorted(self._seen(found.clocks, shown.CLOCKS), key=lambda one: (one.state != "running", one.last_day))
        return LawView(
            stage=words.text(f"stages.{found.stage}"),
            status=words.say(f"status_{found.status}"),
            child=found.child,
            steps=tuple(self._step(step) for step in steps),
            clocks=tuple(self._clock(one) for one in clocks),
            authorities=tuple(self._authorities()) if decides else (),
            why_not=tuple(self._why_not()),
            rights=tuple(self._right(one) for one in self._seen(found.entitlements, shown.ENTITLEMENTS)),
            duties=tuple(self._duty(one) for one in self._seen(found.duties, shown.DUTIES)),
            not_allowed=tuple(
                self._conclusion("not_allowed", one, help=words.text(f"not_allowed.{one.id}.help"))
                for one in self._seen(found.not_allowed, shown.NOT_ALLOWED)
            ),
            violations=tuple(self._violations()),
            flags=tuple(self._conclusion("flags", one, help=sentence(one.message)) for one in self._seen(found.flags, shown.FLAGS)),
            questions=tuple(self._questions()),
            decides=decides,
            made_with=words.say("made_with", id=found.mechanism.id, version=found.mechanism.version, profile=profile),
        )

    def _seen(self, items: tuple[Any, ...], homes: dict[str, Section]) -> list[Any]:
        return [item for item in items if self.reasons.derives(homes.get(item.id))]

    def _conclusion(self, section: str, item: Any, **more: Any) -> Conclusion:
        label = self.words.label(section, item.id)
        return Conclusion(label=begun(label), rules=self.reasons.rules(item.rules), reason=self.reasons.reason(item.because), **more)

    def _step(self, step: NextStep) -> Conclusion:
        words = self.words
        who = words.listed([words.organisation(name) for name in step.actors], "or")
        return self._conclusion(
            "next_steps",
            step,
            help=words.text(f"next_steps.{step.id}.help"),
            when="" if step.act_by is None else when(step.act_by, words),
            who=words.say("who_acts", names=who) if who else "",
            urgent=step.act_by is not None and step.act_by <= words.day,
            own=self.opened.actor.organisation in step.actors,
        )

    def _clock(self, one: Clock) -> ClockLine:
        words = self.words
        values = {"starts": words.date(one.starts), "last_day": words.date(one.last_day), "left": words.left(one.days_left)}
        limit = one.cap if isinstance(one.cap, dt.date) else None
        return ClockLine(
            label=begun(words.label("clocks", one.id)),
            said=begun(words.say(f"period_{one.state}", **values)),
            running=one.state == "running",
            first=one.starts,
            last=one.last_day,
            limit=limit,
            rules=self.reasons.rules(one.rules),
            reason=self.reasons.reason(one.because),
        )

    def _authorities(self) -> Iterator[Conclusion]:
        for one in self.assessment.identification.authorities:
            yield Conclusion(
                label=begun(self.words.organisation(one.org)),
                state=self.words.decides(one.mode),
                rules=self.reasons.rules(one.rules),
                reason=self.reasons.reason(one.because),
            )

    def _why_not(self) -> Iterator[Conclusion]:
        if self.assessment.why_not is UNSET:
            return
        for blocked in self.assessment.why_not:
            said = self._blocked(blocked)
            if said is not None:
                yield said

    def _blocked(self, blocked: Blocked) -> Conclusion | None:
        """Say what does not apply and why; nothing at all if a fact in the way is hidden, since to name it would tell it."""
        section = self.opened.mechanism.tables[blocked.table].gives
        reason = self.reasons.reason(blocked.blocked_by)
        if reason is None or reason.hidden or not self.reasons.derives(home_of(f"{section}.{blocked.outcome}")):
            return None
        label = FactWords(None, self.words).conclusion(f"{section}.{blocked.outcome}")
        return Conclusion(label=begun(label), rules=self.reasons.rules(blocked.rules), reason=reason)

    def _right(self, one: Entitlement) -> Conclusion:
        words = self.words
        word = words.word("last_day" if one.state == "ended" else "until")
        until = "" if one.until is None else f"{begun(word)} {words.date(one.until)}"
        return self._conclusion("entitlements", one, state=words.state("entitlement", one.state), when=until)

    def _duty(self, one: Duty) -> Conclusion:
        words = self.words
        begins = "" if one.state == "void" else f"{begun(words.word('from'))} {words.date(one.from_)}"
        return self._conclusion("duties", one, state=words.state("duty", one.state), when=begins, urgent=one.state == "due")

    def _violations(self) -> Iterator[Conclusion]:
        for one in self.assessment.violations:
            if one.event in self.reasons.readable:
                yield self._conclusion("violations", one, help=one.message)

    def _questions(self) -> Iterator[Question]:
        found = self.assessment.open_questions
        for question in () if found is UNSET else found:
            asked = self._question(question)
            if asked is not None:
                yield asked

    def _question(self, question: OpenQuestion) -> Question | None:
        """Write a question for who reads all of the sections where its answer would stand; only what they may see follows from it."""
        homes = sections_of_fact(self.opened.mechanism, question.fact)
        reaches = self.opened.reaches
        if not homes or not all(home in reaches and reaches[home].live for home in homes):
            return None
        words = FactWords(None, self.words)
        answers = [
            Answer(
                answer=sentence(words.fact(question.fact, one.answer)),
                adds=self._said(words, one.adds),
                removes=self._said(words, one.removes),
            )
            for one in question.answers
        ]
        told = tuple(one for one in answers if one.adds or one.removes)
        return Question(ask=self.words.text(f"facts.{question.fact}.ask"), answers=told) if told else None

    def _said(self, words: FactWords, named: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(words.conclusion(one) for one in named if self.reasons.derives(home_of(one)))
