# SPDX-License-Identifier: EUPL-1.2
"""The forms for texts that are no events, for taking something back, and for looking at another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vejviser.access.sections import Section
from vejviser.cases.page import texts
from vejviser.cases.page.record_form import text_field
from vejviser.cases.recording import TEXT_KINDS
from vejviser.rules.instants import FIRST_YEAR, LAST_YEAR
from vejviser.site.forms import DayField, PageForm

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

_LONG: Final = frozenset({"text", "how", "never"})
_NEEDED: Final = {"note": "text", "identity": "name", "safe_contact": "how", "place_code": "code", "statement": "text"}
_NO_NOTES: Final = frozenset({Section.HEADER, Section.ACCESS_REPORT, Section.STATISTICS})


def sections_for(kind: str, writable: Iterable[Section]) -> list[Section]:
    """Give the sections in which a kind of text may be written by who may write in some."""
    home = TEXT_KINDS[kind][1]
    return [section for section in writable if (section is home if home else section not in _NO_NOTES)]


class TextForm(PageForm):
    """The form of one kind of text."""

    def __init__(self, *positional: Any, kind: str, sections: list[Section], **named: Any) -> None:
        self.kind, self.sections = kind, sections
        super().__init__(*positional, **named)

    def order_fields(self, field_order: Any) -> None:
        """Add the fields of this kind before they are put in order, as the framework does it when a form is made."""
        if len(self.sections) > 1:
            choices = [("", _("Choose")), *((one.value, texts.SECTIONS[one]) for one in self.sections)]
            self.fields["section"] = forms.ChoiceField(
                label=_("Section"),
                choices=choices,
                help_text=_("Only those who read this section will see the note."),
                error_messages={"invalid_choice": _("Choose one of your sections")},
            )
        for name in TEXT_KINDS[self.kind][0]:
            required, rows = _NEEDED[self.kind] == name, 6 if name in _LONG else 1
            self.fields[name] = text_field(str(texts.FIELDS[name]), required=required, rows=rows)
        super().order_fields(field_order)

    def section(self) -> Section:
        """Give the section to write in; for a form without errors."""
        return Section(self.cleaned_data["section"]) if "section" in self.fields else self.sections[0]

    def content(self) -> dict[str, str]:
        """Give what was written; for a form without errors."""
        return {name: self.cleaned_data[name] for name in TEXT_KINDS[self.kind][0] if self.cleaned_data[name]}


class WithdrawForm(PageForm):
    """Why an entry is taken back."""

    def order_fields(self, field_order: Any) -> None:
        """Add the reason."""
        self.fields["reason"] = text_field(_("Why was it a mistake?"), required=True, rows=3)
        super().order_fields(field_order)


class AsKnownForm(PageForm):
    """Which day to look at, and up to which day what was recorded counts."""

    day = DayField(label=gettext_lazy("As it stood on"), required=False)
    known = DayField(
        label=gettext_lazy("With what was recorded by"), required=False, help_text=gettext_lazy("Empty: with everything known now.")
    )

    def _checked(self, name: str) -> dt.date | None:
        day: dt.date | None = self.cleaned_data[name]
        if day is not None and not FIRST_YEAR <= day.year < LAST_YEAR:
            raise forms.ValidationError(_("Enter a year between 1900 and 2198"))
        return day

    def clean_day(self) -> dt.date | None:
        """Keep within the years that the law is computed for."""
        return self._checked("day")

    def clean_known(self) -> dt.date | None:
        """Keep within the years that the law is computed for."""
        return self._checked("known")
