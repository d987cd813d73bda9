# SPDX-License-Identifier: EUPL-1.2
"""How the sign-in library is bent to this service: no signing up, mail through the outbox, an agency's people matched by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vejviser.accounts import invitations, sealing, sessions
from vejviser.accounts.models import User
from vejviser.notices import outbox

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

_TOO_MANY = gettext_lazy("Too many attempts. Wait five minutes, then try again.")
_WRONG_CODE = gettext_lazy("Enter the code that the app shows now, or an unused recovery code")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Signing in by mail address and password."""

    error_messages = {  # noqa: RUF012  the library declares it so
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("Enter the mail address and the password that belong together"),
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": gettext_lazy("Enter your password"),
        "enter_current_password": gettext_lazy("Enter the password that you have now"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  the library's signature
        """Only an invitation makes a user."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the one mail that there is: the link to a new password. Every other is left unsent."""
        if template_prefix == "account/email/password_reset_key":
            outbox.queue(kind="invitation", to=email, link=urlsplit(context["password_reset_url"]).path.removeprefix("/"))

    def add_message(self, request: HttpRequest, level: int, *_arguments: Any, message: str | None = None, **_named: Any) -> None:
        """Pass on what is wrong, such as with a passkey; the library's own announcements say what the page shows anyway."""
        if message and level >= messages.ERROR:
            messages.add_message(request, level, message)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Passkeys, one-time codes and recovery codes."""

    error_messages = {  # noqa: RUF012  the library declares it so
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _WRONG_CODE,
        "cannot_delete_authenticator": gettext_lazy("Set up another passkey or app first: this is the only second factor that you have"),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret for the database."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return sealing.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second factor remains."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=sessions.STRONG).exclude(pk=authenticator.pk)
        return bool(others.exists())

    def build_totp_svg(self, url: str) -> str:
        """Draw the code as a picture that can stand in the page itself, since the page may show no `data:` picture."""
        drawn: str = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :].replace("<svg", '<svg class="code-picture" aria-hidden="true" focusable="false"', 1)


class AgencyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Signing in through an agency's own service: only who was invited, in that organisation, by the address that it has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002  the library's signature
        """Only an invitation makes a user."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find whom the agency vouches for, or refuse.

        Raises:
            ImmediateHttpResponse: nobody of that organisation was invited under a verified address.

        """
        organisation = sociallogin.account.get_provider(request).app.settings["organisation"]
        verified = [address.email for address in sociallogin.email_addresses if address.verified is True]
        if request.user.is_authenticated:
            _refuse(request)
        user = sociallogin.user if sociallogin.is_existing else invitations.user_vouched_for(verified, organisation)
        if (
            not isinstance(user, User)
            or not user.is_active
            or user.organisation.register_id != organisation
            or user.email not in _lower(verified)
        ):
            _refuse(request)
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, *_arguments: Any, **_named: Any) -> None:
        """Say nothing of why, and go back to the sign-in.

        Raises:
            ImmediateHttpResponse: always.

        """
        _refuse(request)


def _lower(addresses: list[str]) -> set[str]:
    return {address.lower() for address in addresses}


def _refuse(request: HttpRequest) -> NoReturn:
    messages.error(request, _("That sign-in was not accepted. Ask the administrator of your organisation for an invitation."))
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
