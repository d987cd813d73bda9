# SPDX-License-Identifier: EUPL-1.2
"""Fields of the pages' forms: a day in three inputs, a time of day, a yes or no that may be unknown, and errors that say what to do."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS: Final = ("day", "month", "year")
Typed = tuple[str, str, str]


class DayWidget(forms.Widget):
    """Three short inputs, day, month, year. It reads `NAME_day`, `NAME_month`, `NAME_year`, or an ISO date under `NAME` alone."""

    template_name = "site/widgets/day.html"
    use_fieldset = True

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Typed | str | None:
        """Give what was typed, exactly as it was typed; None if nothing was sent."""
        del files
        if not any(f"{name}_{part}" in data for part in PARTS):
            return data.get(name)
        day, month, year = (str(data.get(f"{name}_{part}", "")).strip() for part in PARTS)
        return (day, month, year)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Whether the form came without this field."""
        del files
        return not any(key in data for key in (name, *(f"{name}_{part}" for part in PARTS)))

    def id_for_label(self, id_: str) -> str:
        """Give the id of the first input."""
        return f"{id_}_day" if id_ else id_

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the three inputs with what stands in them."""
        context = super().get_context(name, None, attrs)
        labels = (_("Day"), _("Month"), _("Year"))
        context["widget"]["parts"] = [
            {"name": f"{name}_{part}", "part": part, "label": label, "value": typed, "length": 4 if part == "year" else 2}
            for part, label, typed in zip(PARTS, labels, shown(value), strict=True)
        ]
        return context


def shown(value: object) -> Typed:
    """Give what the three inputs show for a day, for what was typed into them, or for an ISO date."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, str) and (found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value.strip())):
        return (found[3], found[2], found[1])
    if isinstance(value, dt.date):
        return (str(value.day), str(value.month), str(value.year))
    return ("", "", "") if value is None else (str(value), "", "")


def _day_of(parts: Typed) -> dt.date | None:
    """Give the day of three numbers; None if there is no such day. The year is written out, so that nobody lands in another century."""
    day, month, year = parts
    if not (re.fullmatch(r"[0-9]{1,2}", day) and re.fullmatch(r"[0-9]{1,2}", month) and re.fullmatch(r"[0-9]{4}", year)):
        return None
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


class DayField(forms.Field):
    """A legal day."""

    widget = DayWidget
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Enter day, month and year"),
        "incomplete": _("Enter day, month and year; one of them is missing"),
        "invalid": _("Enter a day that exists, for example 24 3 2027"),
    }

    def to_python(self, value: Any) -> dt.date | None:
        """Read the day.

        Raises:
            ValidationError: a part is missing, or there is no such day.

        """
        if isinstance(value, dt.date):
            return value
        parts = shown(value)
        if not any(parts):
            return None
        if not all(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        day = _day_of(parts)
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another day was typed than stood there."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class TimeOfDayField(forms.Field):
    """A local time of day as people write it: 8.30, 08:30, 830 or 8."""

    widget = forms.TextInput(attrs={"class": "input-width-xs", "inputmode": "numeric", "autocomplete": "off"})
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": _("Enter a time of day, for example 14.30")}

    def to_python(self, value: Any) -> dt.time | None:
        """Read the time.

        Raises:
            ValidationError: there is no such time.

        """
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None
        found = re.fullmatch(r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?", str(value).strip())
        try:
            return dt.time(int(found[1]), int(found[2] or 0)) if found else dt.time(99)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """Show a time as it is written in Danish, and what was typed as it was typed."""
        return f"{value.hour}.{value.minute:02}" if isinstance(value, dt.time) else value


class YesNoUnknownField(forms.ChoiceField):
    """A question whose answer may be unknown: gives `yes`, `no` or `unknown`, and never assumes one."""

    widget = forms.RadioSelect

    def __init__(self, **named: Any) -> None:
        named.setdefault("choices", (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Do not know"))))
        super().__init__(**named)


class PageForm(forms.Form):
    """A form whose errors name the field and say what to do; a browser's own checks are left out, since they speak its language."""

    use_required_attribute = False

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        for field in self.fields.values():
            if str(field.error_messages.get("required")) == str(forms.Field.default_error_messages["required"]):
                field.error_messages["required"] = _required(field)


def _required(field: forms.Field) -> str:
    """Say what to do where nothing was given, with the words of the label."""
    if isinstance(field, forms.BooleanField):
        return _("Tick “%(label)s” to go on") % {"label": field.label}
    if isinstance(field, forms.ChoiceField):
        return _("Choose an answer to “%(label)s”") % {"label": field.label}
    return _("Enter “%(label)s”") % {"label": field.label}
