# SPDX-License-Identifier: EUPL-1.2
"""The forms of administration, and of taking up an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vejviser.access.roles import Role
from vejviser.accounts.models import User
from vejviser.accounts.words import ROLES
from vejviser.directory.days import end_of, start_of
from vejviser.site.forms import DayField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from uuid import UUID

    from vejviser.accounts.models import Invitation

_ADDRESS = _("Enter a mail address such as name@example.dk")


class SearchForm(forms.Form):
    """Finds people by name or mail address; sent by POST, so that no name stands in an address."""

    words = forms.CharField(
        label=_("Name or mail address"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class InviteForm(forms.Form):
    """Invites a person."""

    name = forms.CharField(label=_("Full name"), max_length=120, error_messages={"required": _("Enter the person’s full name")})
    email = forms.EmailField(
        label=_("Mail address at work"),
        max_length=120,
        error_messages={"required": _("Enter the person’s mail address at work"), "invalid": _ADDRESS},
    )
    organisation = forms.TypedChoiceField(
        label=_("Organisation"),
        error_messages={"required": _("Choose an organisation"), "invalid_choice": _("Choose an organisation of the list")},
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        help_text=_("A second administrator decides on them."),
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, label) for role, label in ROLES.items()],
        error_messages={"required": _("Choose at least one role"), "invalid_choice": _("Choose roles of the list")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("da", "Dansk"), ("en", "English")],
        error_messages={"required": _("Choose a language"), "invalid_choice": _("Choose a language of the list")},
    )

    def __init__(self, *arguments: Any, organisations: Iterable[tuple[UUID, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["organisation"].choices = [("", _("Choose")), *((str(one), label) for one, label in organisations)]  # type: ignore[attr-defined]

    def clean_roles(self) -> list[Role]:
        """Give the roles as such."""
        return [Role(role) for role in self.cleaned_data["roles"]]


class RoleForm(forms.Form):
    """Asks for a role of somebody, over legal days, both inclusive."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[("", _("Choose")), *((role.value, label) for role, label in ROLES.items())],
        error_messages={"required": _("Choose a role"), "invalid_choice": _("Choose a role of the list")},
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty for a role without an end."))

    def span(self) -> tuple[dt.datetime, dt.datetime | None]:
        """Give the instants from which and up to which the role is asked for."""
        last = self.cleaned_data["last_day"]
        return start_of(self.cleaned_data["first_day"]), None if last is None else end_of(last)


class EndRoleForm(forms.Form):
    """Ends a role with a legal day; left out: at once."""

    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty to end the role now."))

    def end(self) -> dt.datetime | None:
        """Give the instant up to which the role is held; None: now."""
        last = self.cleaned_data["last_day"]
        return None if last is None else end_of(last)


class AcceptForm(forms.Form):
    """Takes up an invitation: with a password, or to come in by passkey only."""

    way = forms.ChoiceField(
        label=_("How will you sign in?"),
        widget=forms.RadioSelect,
        choices=[
            ("password", _("With a password, and codes from an app or a passkey")),
            ("passkey", _("With a passkey only (needs JavaScript)")),
        ],
        initial="password",
        error_messages={"required": _("Choose how you will sign in"), "invalid_choice": _("Choose how you will sign in")},
    )
    password1 = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=200,
        help_text=_("At least 12 characters. Three or four words that do not belong together are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Password once more"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *arguments: Any, invitation: Invitation, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        """Check the password, where there is to be one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") != "password":
            return cleaned
        if not cleaned.get("password1"):
            self.add_error("password1", _("Enter a password"))
        elif cleaned["password1"] != cleaned.get("password2"):
            self.add_error("password2", _("Enter the same password as above"))
        else:
            try:
                validate_password(cleaned["password1"], User(email=self.invitation.email, name=self.invitation.name))
            except ValidationError as problem:
                self.add_error("password1", problem)
        return cleaned

    def password(self) -> str | None:
        """Give the password that was chosen, None for somebody with a passkey only."""
        return self.cleaned_data["password1"] if self.cleaned_data["way"] == "password" else None
