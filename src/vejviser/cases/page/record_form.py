# SPDX-License-Identifier: EUPL-1.2
"""What the forms of a recording share: free text, one of a list, whole numbers, and the raw inputs that go from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vejviser.cases.recording import LONGEST_TEXT
from vejviser.site.forms import PageForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from vejviser.rules.pack_format import FieldFile

TOO_LONG: Final = gettext_lazy("Shorten the text to %(limit_value)d characters")
NO_NUL: Final = gettext_lazy("Remove the character that cannot be kept")
CHOOSE: Final = gettext_lazy("Choose one of the answers")
_PARTS: Final = ("", "_day", "_month", "_year")


def text_field(label: str, *, required: bool = False, rows: int = 4, hint: str = "") -> forms.CharField:
    """Make a field for free text."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=LONGEST_TEXT,
        error_messages={"max_length": TOO_LONG, "null_characters_not_allowed": NO_NUL},
        widget=forms.Textarea(attrs={"rows": rows, "maxlength": None})
        if rows > 1
        else forms.TextInput(attrs={"maxlength": None, "autocomplete": "off"}),
    )


class RecordForm(PageForm):
    """What the form of an event and the form of the person share: the raw inputs that go from page to page."""

    def facts(self) -> dict[str, Any]:
        """Give what the form says, as the contract writes it; for a form without errors."""
        raise NotImplementedError

    def typed(self) -> dict[str, list[str]]:
        """Give what was typed, each input with all its values, for a preview or a draft."""
        names = [f"{name}{part}" for name in self.fields for part in _PARTS]
        return {name: cast("QueryDict", self.data).getlist(name) for name in names if name in self.data}

    def untouched(self) -> None:
        """Show what was typed without judging it: it comes from a draft or from the page before."""
        self.full_clean()
        self.errors.clear()


def select_field(label: str, choices: Mapping[str, Any], *, required: bool, empty: str = "", hint: str = "") -> forms.ChoiceField:
    """Make a field for one of a list; without a choice it is empty."""
    first = ("", empty or (_("Choose") if required else _("Nothing chosen")))
    return forms.ChoiceField(label=label, required=required, help_text=hint, choices=[first, *choices.items()])


def whole_number_field(label: str, shape: FieldFile, *, required: bool) -> forms.IntegerField:
    """Make a field for a whole number within its bounds."""
    field = forms.IntegerField(
        label=label,
        required=required,
        min_value=shape.minimum,
        max_value=shape.maximum,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-width-xs"}),
        error_messages={"invalid": _("Enter a whole number")},
    )
    low = _("Enter a number that is %(limit_value)s or more")
    high = _("Enter a number that is %(limit_value)s or less")
    for validator in field.validators:
        if getattr(validator, "code", "") in ("min_value", "max_value"):
            validator.message = low if validator.code == "min_value" else high  # type: ignore[attr-defined]
    return field
