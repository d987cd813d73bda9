# SPDX-License-Identifier: EUPL-1.2
"""The forms for the team of a case, for handing sections over, and for linking cases of one event."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vejviser.access.roles import ASSIGNABLE, Role
from vejviser.accounts.selectors import people_with_role
from vejviser.accounts.words import ROLES
from vejviser.cases.page import texts
from vejviser.cases.page.record_form import text_field
from vejviser.site.forms import DayField, PageForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.access.sections import Section

_CHOOSE: Final = gettext_lazy("Choose one of the answers")
_SEPARATORS: Final = re.compile(r"[\s,;]+")
MOST_LINKED: Final = 30
# A list of more people than this is narrowed by the organisation.
MOST_PEOPLE: Final = 200
_LATEST: Final = dt.timedelta(days=366)
_LONGEST: Final = dt.timedelta(days=7305)


class PeopleForm(PageForm):
    """Which role to look for people of, and in which organisation; sent as part of the address."""

    role = forms.ChoiceField(label=gettext_lazy("Role on the case"), error_messages={"invalid_choice": _CHOOSE})
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"), required=False, error_messages={"invalid_choice": _CHOOSE})

    def __init__(self, *positional: Any, organisations: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*positional, **named)
        roles = sorted(((role.value, str(ROLES[role])) for role in ASSIGNABLE), key=lambda pair: pair[1].casefold())
        self.fields["role"].choices = [("", _("Choose")), *roles]  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [("", _("All")), *organisations]  # type: ignore[attr-defined]


class AssignForm(PageForm):
    """Who of the people found comes onto the team, and until when."""

    user = forms.ChoiceField(label=gettext_lazy("Person"), widget=forms.RadioSelect, error_messages={"invalid_choice": _CHOOSE})
    ends = DayField(label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: until somebody ends it."))

    def __init__(self, *positional: Any, role: Role, organisation: str, today: dt.date, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.today = today
        people = people_with_role(role, organisation or None).order_by("name")[:MOST_PEOPLE]
        self.fields["user"].choices = [(str(one.pk), f"{one.name}, {one.organisation}") for one in people]  # type: ignore[attr-defined]

    def clean_ends(self) -> dt.date | None:
        """Ask for a day that has not passed."""
        ends: dt.date | None = self.cleaned_data["ends"]
        if ends is not None and not self.today <= ends <= self.today + _LONGEST:
            raise forms.ValidationError(_("Enter a day that has not passed"))
        return ends


class HandOverForm(PageForm):
    """What is handed over, to whom, for what, and until when it can be read."""

    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"), error_messages={"invalid_choice": _CHOOSE})
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Sections"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("As they are known now. What is recorded later does not follow."),
        error_messages={"required": gettext_lazy("Choose one or more"), "invalid_choice": _CHOOSE},
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("For what"),
        choices=tuple(texts.BASES.items()),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _CHOOSE},
    )
    ends = DayField(label=gettext_lazy("Can be read until and including"))

    def __init__(
        self, *positional: Any, organisations: list[tuple[str, str]], sections: Iterable[Section], today: dt.date, **named: Any
    ) -> None:
        super().__init__(*positional, **named)
        self.today = today
        self.fields["organisation"].choices = [("", _("Choose")), *organisations]  # type: ignore[attr-defined]
        self.fields["sections"].choices = [(one.value, texts.SECTIONS[one]) for one in sections]  # type: ignore[attr-defined]

    def clean_ends(self) -> dt.date:
        """Ask for a day to come, within a year: a package ends by itself."""
        ends: dt.date = self.cleaned_data["ends"]
        if not self.today <= ends <= self.today + _LATEST:
            raise forms.ValidationError(_("Enter a day from today on and no more than a year ahead"))
        return ends


class LinkForm(PageForm):
    """Which cases belong to one event, by their references, and what happened."""

    title = text_field(gettext_lazy("What happened"), required=True, rows=1, hint=gettext_lazy("For example: raid at a farm. No names."))  # type: ignore[arg-type]
    references = text_field(
        gettext_lazy("References of the other cases"),  # type: ignore[arg-type]
        required=True,
        rows=4,
        hint=gettext_lazy("For example KT-48293-RWB. One on each line. You can link only cases that you coordinate."),  # type: ignore[arg-type]
    )

    def clean_references(self) -> list[str]:
        """Read the references, each once."""
        found = list(dict.fromkeys(one.upper() for one in _SEPARATORS.split(self.cleaned_data["references"].strip()) if one))
        if len(found) > MOST_LINKED:
            raise forms.ValidationError(_("Enter no more than %(most)d references") % {"most": MOST_LINKED})
        return found

    def unknown(self, missing: Iterable[str]) -> None:
        """Say which references lead to no case that the actor coordinates."""
        for one in missing:
            self.add_error("references", _("Check the reference “%(reference)s”: you coordinate no such case") % {"reference": one[:20]})
