# SPDX-License-Identifier: EUPL-1.2
"""From a case to its assessment: read the events, conclude from the situation, and put days, actors and reasons to the conclusions."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, UnsetType

from vejviser.rules import answers
from vejviser.rules.conclusions import Conclusions
from vejviser.rules.explain import Explainer
from vejviser.rules.fold import derive, fold
from vejviser.rules.open_questions import open_questions
from vejviser.rules.periods import last_day_before_birthday

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.rules.answers import Assessment, Reasons
    from vejviser.rules.case_file import Case
    from vejviser.rules.clocks import ClockRule, RunningClock
    from vejviser.rules.conclusions import Item
    from vejviser.rules.events import Event
    from vejviser.rules.fold import Found
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.state import State

_ONE_DAY = timedelta(days=1)


def known_events(case: Case, as_of: Moment, known_at: Moment | None = None) -> tuple[Event, ...]:
    """Give the events that had happened by `as_of` and were recorded by `known_at` (by any time, if None), in their legal order."""
    events = case.events
    if events and events[-1].at.instant > as_of.instant:
        events = tuple(event for event in events if event.at.instant <= as_of.instant)
    if known_at is not None:
        events = tuple(event for event in events if event.recorded.instant <= known_at.instant)
    return events


def assess(  # noqa: PLR0913  the last four are choices with a default
    mechanism: Mechanism,
    case: Case,
    as_of: Moment,
    *,
    known_at: Moment | None = None,
    explain: bool = False,
    language: str = "en",
) -> Assessment:
    """Derive everything that follows from a case at a moment, as far as it was known at another one.

    A pure function of its arguments. Events after `as_of` are not known yet; a violating event is reported and (but for the
    kinds that count all the same) has no effect. `explain` adds the facts behind every item, the nearest alternatives and
    what to ask next.
    """
    folded = fold(mechanism, case.person, known_events(case, as_of, known_at))
    situation = derive(mechanism, folded.state, as_of.day, mechanism.steps)
    conclusions = Conclusions(mechanism, situation, mechanism.law.on(as_of.day))
    return _Writer(mechanism, case, as_of, folded.state, conclusions, explain=explain, language=language).write(folded.found)


class _Writer:
    """Writes one assessment."""

    def __init__(  # noqa: PLR0913  all that an assessment is made of
        self,
        mechanism: Mechanism,
        case: Case,
        as_of: Moment,
        state: State,
        conclusions: Conclusions,
        *,
        explain: bool,
        language: str,
    ) -> None:
        self.mechanism, self.case, self.as_of, self.state = mechanism, case, as_of, state
        self.conclusions, self.language, self.day = conclusions, language, as_of.day
        self.explainer = Explainer(conclusions, state) if explain else None
        self.clocks = {rule.id: state.clocks[rule.place] for rule in mechanism.clocks}

    def write(self, found: tuple[Found, ...]) -> Assessment:
        sections: dict[str, list[Any]] = {name: [] for name in _MAKERS}
        for item in self.conclusions.items:
            sections[item.section].append(_MAKERS[item.section](self, item))
        answer = self.mechanism.pack.mechanism.answers
        conclusions, explainer = self.conclusions, self.explainer
        status = conclusions.value(answer.status)
        decided = status != self.mechanism.columns.by_name[answer.status].domain[0]
        return answers.Assessment(
            case=self.case.id,
            mechanism=answers.MechanismName(self.mechanism.id, self.mechanism.version, self.mechanism.profile),
            as_of=self.as_of.local,
            stage=conclusions.value(answer.stage),
            status=status,
            child=conclusions.value(answer.child) == "yes",
            identification=answers.Identification(
                authorities=tuple(sections["authorities"]),
                outcome=status if decided else None,
                conflict=conclusions.value(answer.conflict) == "yes",
            ),
            clocks=tuple(self._clock(rule, clock) for rule in self.mechanism.clocks if (clock := self.clocks[rule.id]) is not None),
            entitlements=tuple(sections["entitlements"]),
            duties=tuple(sections["duties"]),
            not_allowed=tuple(sections["not_allowed"]),
            next_steps=tuple(sections["next_steps"]),
            violations=tuple(self._violation(one) for one in sorted(found, key=lambda one: one.event.place)),
            flags=tuple(sections["flags"]),
            stage_because=explainer.of_fact(answer.stage) if explainer else UNSET,
            why_not=explainer.why_not() if explainer else UNSET,
            open_questions=open_questions(conclusions) if explainer else UNSET,
        )

    def _because(self, item: Item) -> Reasons:
        return UNSET if self.explainer is None else self.explainer.because(self.conclusions.columns_of(item))

    def _last_day(self, name: str | None) -> dt.date | None:
        """Give the last day of a clock, or of childhood for a fact of age; None where there is none."""
        if name is None:
            return None
        clock = self.clocks.get(name)
        if clock is not None:
            return clock.last_day
        fact = self.mechanism.facts.get(name)
        if fact is None or fact.age is None or self.case.person.born is None:
            return None
        return last_day_before_birthday(self.case.person.born, self.mechanism.parameters[fact.age.years].on(self.day))

    def _act_by(self, name: str | None) -> dt.date | None:
        """Give the latest working day on or before the last day of a clock that runs (K5)."""
        clock = self.clocks.get(name) if name is not None else None
        if clock is not None and clock.state(self.day) != "running":
            return None
        last_day = self._last_day(name)
        return None if last_day is None else self.mechanism.calendar.latest_working_day(last_day)

    def _actors(self, item: Item) -> tuple[str, ...]:
        if item.actor_role is None:
            return item.actors
        return tuple(dict.fromkeys((*self.mechanism.register.with_role(item.actor_role, self.day), *item.actors)))

    def _clock(self, rule: ClockRule, clock: RunningClock) -> answers.Clock:
        state, file = clock.state(self.day), rule.file
        rules = (*file.rules, *file.rules_when_extended) if clock.extended else file.rules
        reasons: Reasons = UNSET
        used: tuple[answers.ParameterUsed, ...] | UnsetType = UNSET
        if self.explainer is not None:
            reasons = (answers.Because(rule.id, state, clock.events),)
            parameters = [parameter for parameter in (rule.length, rule.cap) if parameter is not None]
            used = tuple(
                answers.ParameterUsed(parameter.id, entry.value, parameter.unit, entry.source)
                for parameter in parameters
                for entry in (parameter.entry_on(clock.starts),)
            )
        return answers.Clock(
            id=rule.id,
            state=state,  # type: ignore[arg-type]  # the states of RunningClock are among those of an answer
            starts=clock.starts,
            last_day=clock.last_day,
            days_left=clock.days_left(self.day),
            rules=rules,
            cap=UNSET if rule.cap is None else clock.cap,
            because=reasons,
            parameters=used,
        )

    def _authority(self, item: Item) -> answers.Authority:
        return answers.Authority(item.id, item.state, item.rules, self._because(item))  # type: ignore[arg-type]  # checked with the pack

    def _entitlement(self, item: Item) -> answers.Entitlement:
        return answers.Entitlement(item.id, item.state, self._last_day(item.until), item.rules, self._because(item))  # type: ignore[arg-type]  # checked with the pack

    def _duty(self, item: Item) -> answers.Duty:
        last_day = self._last_day(item.from_)
        if last_day is None:
            message = f"the duty {item.id} begins after the clock {item.from_}, which never started"
            raise LookupError(message)
        return answers.Duty(item.id, last_day + _ONE_DAY, item.state, item.rules, self._because(item))  # type: ignore[arg-type]  # checked with the pack

    def _not_allowed(self, item: Item) -> answers.NotAllowed:
        return answers.NotAllowed(item.id, item.rules, self._because(item))

    def _next_step(self, item: Item) -> answers.NextStep:
        return answers.NextStep(item.id, self._actors(item), self._act_by(item.act_by), item.rules, self._because(item))

    def _flag(self, item: Item) -> answers.Flag:
        message = self.mechanism.texts(self.language).get(f"flags.{item.id}.message", **self._numbers)
        return answers.Flag(item.id, message, item.rules, self._because(item))

    def _violation(self, found: Found) -> answers.Violation:
        event, row = found.event, found.row
        texts = self.mechanism.texts(self.language)
        none = texts.get("words.none")
        days = {name: texts.date(day) for name, day in found.named.items()}
        by = self.mechanism.register.name(str(event.fields.get("by", "")), event.at.day, self.language)
        values = {"last_day": none, "cap": none, "proposed": none, **days, "by": by, **self._numbers}
        message = texts.get(f"violations.{row.then['id']}.message", **values)
        reasons: Reasons = UNSET
        if self.explainer is not None:
            reasons = tuple(
                answers.Because(
                    column.name,
                    column.value(found.situation),
                    (event.place,) if "." in column.name else self.state.marks[column.place],
                )
                for column in row.columns
            )
        return answers.Violation(event.place, str(row.then["id"]), message, row.rules, reasons)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: parameter.on(self.day) for name, parameter in self.mechanism.parameters.items()}


_MAKERS = {
    "authorities": _Writer._authority,  # noqa: SLF001  the table of this module's own writer
    "entitlements": _Writer._entitlement,  # noqa: SLF001
    "duties": _Writer._duty,  # noqa: SLF001
    "not_allowed": _Writer._not_allowed,  # noqa: SLF001
    "next_steps": _Writer._next_step,  # noqa: SLF001
    "flags": _Writer._flag,  # noqa: SLF001
}
