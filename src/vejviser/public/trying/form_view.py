# SPDX-License-Identifier: EUPL-1.2
"""The form in words: labels and choices are those of the mechanism, and everything that was typed stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vejviser.mechanisms import find
from vejviser.public.trying.facts import AGES
from vejviser.public.trying.questions import questions, said_in
from vejviser.public.trying.typed import DAY, MOST_ROWS
from vejviser.public.trying.view_models import FormView, GroupView, Input, LineView, Option, Problem
from vejviser.reporting.words import begun
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vejviser.public.trying.questions import LineFile, QuestionsFile
    from vejviser.public.trying.typed import Row, Typed
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.pack_format import FieldFile


def form_view(typed: Typed, mechanism: str, language: str, errors: Mapping[str, str], more: str = "") -> FormView:
    """Write the form; `errors` are by the names of inputs, `more` names the line that was just given a row."""
    return _Form(find(mechanism), questions(mechanism), language, errors).view(typed, more)


class _Form:
    def __init__(self, base: Mechanism, asked: QuestionsFile, language: str, errors: Mapping[str, str]) -> None:
        self.base, self.asked, self.errors, self.said = base, asked, errors, said_in(language)
        # A kind of event that one profile alone has is offered all the same; its row says so if it does not fit.
        self.mechanisms = [find(f"{base.id}@{profile}") for profile in base.pack.mechanism.profiles]
        self.texts = base.texts(language)
        self.labels: dict[str, str] = {}

    def view(self, typed: Typed, more: str) -> FormView:
        groups = tuple(
            GroupView(
                id=group.id,
                title=self.said["groups"][group.id],
                lines=tuple(self._line(line, typed) for line in group.lines),
                count=sum(row.filled for line in group.lines for row in typed.rows[line.event]),
                open=any(row.filled or line.event == more for line in group.lines for row in typed.rows[line.event]),
            )
            for group in self.asked.groups
        )
        plain = {name: self._plain(name, typed) for name in ("age", "born", "alone", "day", "profile")}
        return FormView(
            ages=plain["age"],
            born=plain["born"],
            alone=plain["alone"],
            day=plain["day"],
            profile=plain["profile"],
            groups=groups,
            problems=tuple(Problem(name=name, label=self.labels.get(name, ""), message=text) for name, text in self.errors.items()),
            hidden=self._hidden(typed),
        )

    def _hidden(self, typed: Typed) -> tuple[tuple[str, str], ...]:
        plain = [(name, value) for name, value in typed.plain.items() if value]
        rows = [(f"{row.name}-{field}", value) for row in typed.filled for field, value in row.values.items() if value]
        return (*plain, *rows)

    def _plain(self, name: str, typed: Typed) -> Input:
        value, said = typed.value(name), self.said["inputs"]
        options: tuple[Option, ...] = ()
        if name == "age":
            options = tuple(Option(value=one, label=self.said["ages"][one], chosen=one == (value or AGES[0])) for one in AGES)
        if name == "profile":
            chosen, profiles = value or self.base.profile, self.base.pack.mechanism.profiles
            options = tuple(
                Option(value=one, label=begun(self.texts.get(f"values.profile.{one}")), chosen=one == chosen) for one in profiles
            )
        kind = {"age": "choice", "profile": "select", "alone": "tick"}.get(name, "date")
        return self._input(name, kind, said[name], value, options=options, hint=said.get(f"{name}_hint", ""))

    def _input(self, name: str, kind: str, label: str, value: str, **more: Any) -> Input:
        self.labels[name] = label
        return Input(name=name, kind=kind, label=label, value=value, error=self.errors.get(name, ""), **more)

    def _line(self, line: LineFile, typed: Typed) -> LineView:
        rows = typed.rows[line.event]
        return LineView(
            event=line.event,
            label=begun(self.texts.get(f"events.{line.event}.label")),
            help=self.texts.get(f"events.{line.event}.help"),
            rows=tuple(tuple(self._row(line, row)) for row in rows),
            more=len(rows) < MOST_ROWS and len(line.ask) < typed.room,
        )

    def _row(self, line: LineFile, row: Row) -> list[Input]:
        label = begun(self.texts.get(f"events.{line.event}.label"))
        day = row.values.get(DAY, "")
        found = [self._input(f"{row.name}-{DAY}", "date", self.said["day_of_event"], day)]
        self.labels[found[0].name] = f"{label}: {self.said['day_of_event']}"
        shapes = next(one.events[line.event].fields for one in self.mechanisms if line.event in one.events)
        for name in line.ask:
            one = self._field(line, row, name, shapes[name])
            self.labels[one.name] = f"{label}: {one.label}"
            found.append(one)
        return found

    def _field(self, line: LineFile, row: Row, name: str, shape: FieldFile) -> Input:
        label, value = begun(self.texts.get(f"events.{line.event}.fields.{name}")), row.values.get(name, "")
        key = f"{row.name}-{name}"
        if name in line.tick:
            return self._input(key, "tick", self.said["ticks"][name], value)
        if shape.type == "date":
            return self._input(key, "date", label, value)
        if shape.type == "integer":
            return self._input(key, "number", label, value)
        codes = self._codes(line, name, shape)
        if value and value not in codes:
            codes.append(value)
        options = [Option(value=code, label=begun(self._word(line, name, shape, code)), chosen=code == value) for code in codes]
        if name not in line.default or not value:
            options.insert(0, Option(value="", label=self.said["choose"], chosen=not value))
        return self._input(key, "select", label, value, options=tuple(options))

    def _codes(self, line: LineFile, name: str, shape: FieldFile) -> list[str]:
        if shape.type == "boolean":
            return ["true", "false", *(["null"] if shape.nullable else [])]
        if shape.type == "choice":
            return list(shape.values)
        return list(line.options.get(name, ()) or self.base.register.ids)

    def _word(self, line: LineFile, name: str, shape: FieldFile, code: str) -> str:
        """Give the word for a choice; what was sent and is no choice of ours is shown as it came."""
        if shape.type == "organisation" and code in self.base.register.organisations:
            return self.base.register.name(code, clock.today(), self.texts.language)
        tables = (f"{line.event}_{name}", name, *(("bool",) if code in ("true", "false") else ()))
        return next((str(word) for table in tables if isinstance(word := self.texts.find(f"values.{table}.{code}"), str)), code)
