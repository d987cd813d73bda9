# SPDX-License-Identifier: EUPL-1.2
"""One form for each type of event, made from the vocabulary of the mechanism."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from vejviser.cases.page.field_words import countries, field_label, tongues, value_in_words, word_for
from vejviser.cases.page.record_form import CHOOSE, RecordForm, select_field, text_field, whole_number_field
from vejviser.reporting.words import begun
from vejviser.rules.instants import FIRST_YEAR, LAST_YEAR, TimeProblem
from vejviser.site.forms import DayField, TimeOfDayField

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vejviser.access.actor import Actor
    from vejviser.reporting.words import Words
    from vejviser.rules.pack_format import EventFile, FieldFile


class EventForm(RecordForm):
    """The form of one type of event: its day, its fields, a note."""

    def __init__(self, *positional: Any, words: Words, kind: str, actor: Actor, **named: Any) -> None:
        self.words, self.kind, self.actor = words, kind, actor
        self.file: EventFile = words.mechanism.events[kind]
        super().__init__(*positional, **named)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
                field.error_messages["invalid_choice"] = str(CHOOSE)

    def _add_fields(self) -> None:
        words = self.words
        self.fields["at"] = DayField(label=words.text("events.all.fields.at"), help_text=_("The day on which it happened."))
        self.fields["at_time"] = TimeOfDayField(label=_("Time of day"), required=False, help_text=_("Where it matters, for example 14.30."))
        for name, shape in self.file.fields.items():
            self.fields[name] = self._field(name, shape)
        self.fields["note"] = text_field(
            words.text("events.all.fields.note"), hint=_("Read by everybody who reads this section. Write no more than they need.")
        )

    def _field(self, name: str, shape: FieldFile) -> forms.Field:
        label = begun(field_label(self.words, self.kind, name))
        required = not (shape.optional or shape.nullable or shape.with_)
        makers: dict[str, Callable[[], forms.Field]] = {
            "organisation": lambda: self._organisations(label, shape, required=required),
            "boolean": lambda: self._yes_no(label, name, shape, required=required),
            "date": lambda: DayField(label=label, required=required),
            "integer": lambda: whole_number_field(label, shape, required=required),
            "text": lambda: text_field(label, required=required, rows=2),
            "choice": lambda: self._choice(label, name, shape, required=required),
            "choices": lambda: forms.MultipleChoiceField(
                label=label,
                required=required,
                choices=[(one, begun(word_for(self.words, self.kind, name, one))) for one in shape.values],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Choose one or more")},
            ),
            "language": lambda: select_field(
                label, tongues(self.words.language), required=required, empty=_("None") if shape.nullable else ""
            ),
            "country": lambda: select_field(label, countries(self.words.language), required=required),
        }
        return makers[shape.type]()

    def _organisations(self, label: str, shape: FieldFile, *, required: bool) -> forms.Field:
        named = {name: begun(self.words.organisation(name)) for name in (*shape.also, *self.words.mechanism.register.ids)}
        chosen = dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))
        return select_field(label, chosen, required=required)

    def _yes_no(self, label: str, name: str, shape: FieldFile, *, required: bool) -> forms.Field:
        codes = ("true", "false", *(("null",) if shape.nullable else ()))
        choices = [(code, begun(word_for(self.words, self.kind, name, code))) for code in codes]
        # What is not known is an answer of its own: nothing is taken for granted.
        return forms.ChoiceField(label=label, required=required or shape.nullable, choices=choices, widget=forms.RadioSelect)

    def _choice(self, label: str, name: str, shape: FieldFile, *, required: bool) -> forms.Field:
        choices = {one: begun(word_for(self.words, self.kind, name, one)) for one in shape.values}
        if required:
            return forms.ChoiceField(label=label, choices=list(choices.items()), widget=forms.RadioSelect)
        hint = " ".join(_("Only with “%(value)s”.") % {"value": self._tie_in_words(shape)} for _one in shape.with_)
        return select_field(label, choices, required=False, hint=hint)

    def _tie_in_words(self, shape: FieldFile) -> str:
        ties = [begun(value_in_words(self.words, self.kind, other, self.file.fields[other], value)) for other, value in shape.with_.items()]
        return ", ".join(ties)

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields: the moment, fields that belong to an answer, fields of which exactly one is given."""
        cleaned = super().clean() or {}
        self._clean_moment(cleaned)
        for name, shape in self.file.fields.items():
            if shape.with_ and name not in self.errors:
                self._clean_tie(name, shape, cleaned)
        names = self.file.exactly_one_of
        if names and not any(name in self.errors for name in names) and sum(cleaned.get(name) not in (None, "") for name in names) != 1:
            labels = {"first": self.fields[names[0]].label, "second": self.fields[names[1]].label}
            self.add_error(names[0], _("Fill in either “%(first)s” or “%(second)s”, not both and not none") % labels)
        return cleaned

    def _clean_moment(self, cleaned: Mapping[str, Any]) -> None:
        if "at" in self.errors or "at_time" in self.errors:
            return
        if not FIRST_YEAR <= cleaned["at"].year <= LAST_YEAR:
            self.add_error("at", _("Enter a year between 1900 and 2199"))
            return
        zone = self.words.mechanism.zone
        try:
            moment = zone.moment(self._at(cleaned))
        except TimeProblem:
            self.add_error(
                "at_time", _("Enter another time or none: the clocks change on this day, and this time exists twice or not at all")
            )
            return
        if moment.instant > zone.from_datetime(self.actor.now).instant:
            self.add_error("at", _("Enter a day or time that has come: only what has happened can be recorded"))

    def _clean_tie(self, name: str, shape: FieldFile, cleaned: Mapping[str, Any]) -> None:
        tied = all(cleaned.get(other) == value for other, value in shape.with_.items())
        given = cleaned.get(name) not in (None, "")
        words = {"label": self.fields[name].label, "value": self._tie_in_words(shape)}
        if tied and not given:
            self.add_error(name, _("Choose an answer to “%(label)s”: it is needed with “%(value)s”") % words)
        if given and not tied:
            self.add_error(name, _("Leave “%(label)s” empty: it belongs to “%(value)s” only") % words)

    @staticmethod
    def _at(cleaned: Mapping[str, Any]) -> str:
        day: dt.date = cleaned["at"]
        time: dt.time | None = cleaned.get("at_time")
        return day.isoformat() if time is None else f"{day.isoformat()}T{time.hour:02}:{time.minute:02}"

    def facts(self) -> dict[str, Any]:
        """Give the event as the contract writes it; for a form without errors."""
        found: dict[str, Any] = {"type": self.kind, "at": self._at(self.cleaned_data)}
        for name, shape in self.file.fields.items():
            value = _as_written(self.cleaned_data.get(name), shape)
            if value is not None or shape.nullable:
                found[name] = value
        return found

    def order_fields(self, field_order: Any) -> None:
        """Add the fields of this type before they are put in order, as the framework does it when a form is made."""
        self._add_fields()
        super().order_fields(field_order)


def _as_written(value: Any, shape: FieldFile) -> Any:
    if shape.type == "boolean":
        return {"true": True, "false": False}.get(str(value))
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value in ("", None, []) else value
