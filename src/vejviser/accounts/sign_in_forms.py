# SPDX-License-Identifier: EUPL-1.2
"""The forms of signing in, with our words; what they check is the library's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ChangePasswordForm as LibraryChangePasswordForm
from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.forms import Form

# Field: label, what to do where it is empty, help.
_WORDS: dict[str, tuple[Any, Any, Any]] = {
    "login": (_("Mail address"), _("Enter your mail address"), ""),
    "email": (_("Mail address"), _("Enter your mail address"), ""),
    "password": (_("Password"), _("Enter your password"), ""),
    "oldpassword": (_("Password now"), _("Enter the password that you have now"), ""),
    "password1": (
        _("New password"),
        _("Enter a new password"),
        _("At least 12 characters. Three or four words that do not belong together are easy to remember."),
    ),
    "password2": (_("New password once more"), _("Enter the new password once more"), ""),
    "code": (_("Code"), _("Enter the code"), _("The six digits that your app shows now, or a recovery code.")),
    "name": (_("Name of the passkey"), _("Enter a name"), _("For example: my telephone. It helps you to tell your passkeys apart.")),
}


def _say(form: Form) -> None:
    """Give each field our label, help and refusal, and no text inside the box, which vanishes as one types."""
    for name, field in form.fields.items():
        if name in _WORDS:
            field.label, field.error_messages["required"], field.help_text = _WORDS[name]
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """Mail address and password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)
        self.fields["login"].error_messages["invalid"] = _("Enter a mail address such as name@example.dk")


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # the library has no types
    """Asks for the mail with the link to a new password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)
        self.fields["email"].error_messages["invalid"] = _("Enter a mail address such as name@example.dk")


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]  # the library has no types
    """A new password, by the link of the mail."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)


class ChangePasswordForm(LibraryChangePasswordForm):  # type: ignore[misc]  # the library has no types
    """A new password, by the old one."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """The password once more, before something sensitive."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The code after the password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)


class ConfirmSecondFactorForm(ReauthenticateByCodeForm):  # type: ignore[misc]  # the library has no types
    """The code once more, before something sensitive."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)


class ActivateCodesForm(ActivateTOTPForm):  # type: ignore[misc]  # the library has no types
    """The first code of an app that is being set up."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)
        self.fields["code"].help_text = _("The six digits that the app shows now.")


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """A passkey that is being set up; each lets its owner in without a password."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        _say(self)
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].label = _("Sign in with this passkey alone")
        self.fields["passwordless"].help_text = _("The passkey then asks for your finger, face or code each time.")
