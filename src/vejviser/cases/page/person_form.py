# SPDX-License-Identifier: EUPL-1.2
"""The form for who the person is in law: what decides which rules apply."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vejviser.cases.history import PERSON
from vejviser.cases.page import texts
from vejviser.cases.page.field_words import countries
from vejviser.cases.page.record_form import CHOOSE, RecordForm
from vejviser.reporting.words import begun
from vejviser.rules.instants import FIRST_YEAR
from vejviser.site.forms import DayField

if TYPE_CHECKING:
    from vejviser.access.actor import Actor
    from vejviser.reporting.words import Words

CITIZENSHIPS: Final = ("citizenship_1", "citizenship_2", "citizenship_3")


class PersonForm(RecordForm):
    """Who the person is in law."""

    born = DayField(required=False, label="")
    born_unknown = forms.BooleanField(required=False, label=gettext_lazy("The day of birth is not known"))
    citizenship_1 = forms.ChoiceField(required=False, label=gettext_lazy("Citizenship"))
    citizenship_2 = forms.ChoiceField(required=False, label=gettext_lazy("Second citizenship"))
    citizenship_3 = forms.ChoiceField(required=False, label=gettext_lazy("Third citizenship"))
    gender = forms.ChoiceField(label="", choices=tuple(texts.GENDERS.items()), widget=forms.RadioSelect)
    unaccompanied = forms.ChoiceField(label="", widget=forms.RadioSelect)

    def __init__(self, *positional: Any, words: Words, actor: Actor, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.words, self.actor, self.kind = words, actor, PERSON
        for name in ("born", "gender", "unaccompanied"):
            self.fields[name].label = words.word(name)
        for name in CITIZENSHIPS:
            self.fields[name].choices = [("", _("Not known or none")), *countries(words.language).items()]  # type: ignore[attr-defined]
            self.fields[name].error_messages["invalid_choice"] = str(CHOOSE)
        self.fields["unaccompanied"].choices = [("true", begun(words.word("yes"))), ("false", begun(words.word("no")))]  # type: ignore[attr-defined]
        self.fields["unaccompanied"].help_text = _("A child without a parent or another adult who is responsible.")
        for name in ("gender", "unaccompanied"):
            self.fields[name].error_messages |= {"required": str(CHOOSE), "invalid_choice": str(CHOOSE)}

    def clean(self) -> dict[str, Any]:
        """Ask for the day of birth, or to be told that it is not known."""
        cleaned = super().clean() or {}
        if "born" in self.errors:
            return cleaned
        born, unknown = cleaned.get("born"), cleaned.get("born_unknown")
        if (born is None) != bool(unknown):
            self.add_error("born", _("Enter the day of birth, or tick that it is not known"))
        elif born is not None and not dt.date(FIRST_YEAR, 1, 1) <= born <= self.words.mechanism.zone.from_datetime(self.actor.now).day:
            self.add_error("born", _("Enter a day of birth that is not in the future"))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """Give the person as the contract writes it; for a form without errors."""
        cleaned = self.cleaned_data
        return {
            "type": self.kind,
            "born": None if cleaned["born"] is None else cleaned["born"].isoformat(),
            "citizenships": list(dict.fromkeys(cleaned[name] for name in CITIZENSHIPS if cleaned[name])),
            "gender": cleaned["gender"],
            "unaccompanied": cleaned["unaccompanied"] == "true",
        }


def initial_of(kind: str, facts: dict[str, Any], note: str) -> dict[str, Any]:
    """Give what a form shows at first when an entry is corrected."""
    found: dict[str, Any] = {name: _as_shown(value) for name, value in facts.items() if name not in ("type", "at")}
    if kind == PERSON:
        told = dict(zip(CITIZENSHIPS, facts["citizenships"], strict=False))
        return {**found, **told, "born": facts["born"], "born_unknown": facts["born"] is None}
    day, _t, time = facts["at"].partition("T")
    return {**found, "at": day, "at_time": time[:5].replace(":", "."), "note": note}


def _as_shown(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else "null" if value is None else value
