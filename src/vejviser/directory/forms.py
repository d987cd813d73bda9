# SPDX-License-Identifier: EUPL-1.2
"""The forms of organisations, contracts and the rota."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vejviser.directory.days import zone
from vejviser.directory.mail_domains import AnybodysDomain, NoDomain, domains_in
from vejviser.directory.words import MEASURES
from vejviser.site.forms import DayField, TimeOfDayField

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

_ADDRESS = _("Enter a mail address such as desk@example.dk")


class DeskForm(forms.Form):
    """Where neutral notices to the desk go."""

    mail = forms.EmailField(label=_("Mail address of the desk"), required=False, max_length=120, error_messages={"invalid": _ADDRESS})


class DomainsForm(forms.Form):
    """The mail domains that an organisation vouches for."""

    domains = forms.CharField(
        label=_("Mail domains"),
        help_text=_("One a line, such as hospital.dk. Who proves an address there is shown as of this organisation; subdomains count."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def clean_domains(self) -> list[str]:
        """Give the domains one by one, in ASCII."""
        try:
            return domains_in(self.cleaned_data["domains"])
        except AnybodysDomain as refused:
            raise forms.ValidationError(
                _("Enter another domain than %(domain)s: anybody gets an address there, so it proves nothing"),
                code="anybodys",
                params={"domain": str(refused)},
            ) from refused
        except NoDomain as refused:
            raise forms.ValidationError(
                _("Enter a domain such as hospital.dk instead of %(domain)s; at most 20"), code="invalid", params={"domain": str(refused)}
            ) from refused


class UnitForm(DeskForm):
    """A new unit of an organisation."""

    unit = forms.CharField(label=_("Name of the unit"), max_length=80, error_messages={"required": _("Enter the name of the unit")})
    field_order = ("unit", "mail")


class ContractForm(forms.Form):
    """A new contract; days are inclusive legal days."""

    measure = forms.ChoiceField(
        label=_("Measure"),
        choices=[("", _("Choose")), *MEASURES.items()],
        error_messages={"required": _("Choose a measure"), "invalid_choice": _("Choose a measure of the list")},
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty for a contract without an end."))


class EndContractForm(forms.Form):
    """The last day of a contract."""

    last_day = DayField(label=_("Last day"))


class TurnForm(forms.Form):
    """Somebody's turn on the rota, in the time of the day that the organisation keeps."""

    person = forms.ChoiceField(
        label=_("Who"),
        error_messages={"required": _("Choose a person"), "invalid_choice": _("Choose a person of the list")},
    )
    first_day = DayField(label=_("First day"))
    first_time = TimeOfDayField(
        label=_("Begins at"), initial="8.30", error_messages={"required": _("Enter a time of day, for example 8.30")}
    )
    last_day = DayField(label=_("Last day"))
    last_time = TimeOfDayField(
        label=_("Ends at"), initial="16.00", error_messages={"required": _("Enter a time of day, for example 16.00")}
    )

    def __init__(self, *arguments: Any, people: Iterable[tuple[UUID, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["person"].choices = [("", _("Choose")), *((str(one), name) for one, name in people)]  # type: ignore[attr-defined]

    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """Give the instants from which and up to which the turn lasts."""
        fields, here = self.cleaned_data, zone()
        return (
            dt.datetime.combine(fields["first_day"], fields["first_time"], tzinfo=here),
            dt.datetime.combine(fields["last_day"], fields["last_time"], tzinfo=here),
        )
