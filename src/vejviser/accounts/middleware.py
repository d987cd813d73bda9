# SPDX-License-Identifier: EUPL-1.2
"""Two locks before any page: a session that is not over, and a second factor shown in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from vejviser.accounts import sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

# The pages of the site itself (languages, accessibility, errors, readiness) are everybody's.
OPEN_TO_ALL: Final = "vejviser.site.views"
# What somebody without a second factor may reach: the pages that set one up, the password that these ask for again, and the way out.
SETTING_UP: Final = frozenset(
    {
        "accounts_enrol",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
    },
)


class session_limits:  # noqa: N801  a middleware is named as a step
    """Ends a session that was idle for 15 minutes or is 12 hours old, measured by the service's clock."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, or to the sign-in."""
        if request.user.is_authenticated and sessions.has_ended(request.session):
            logout(request)
            messages.info(request, _("You were signed out because you had not used the service for a while. Sign in again to go on."))
            return to_page(request, settings.LOGIN_URL)
        return self.get_response(request)


class second_factor_required:  # noqa: N801  a middleware is named as a step
    """Lets nobody to a view without a sign-in and a second factor, unless the view says that it needs no sign-in.

    A view says so by `django.contrib.auth.decorators.login_not_required`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the work is done before the view."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _arguments: tuple[Any, ...],
        _named: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Send whoever lacks one of the two to where it is given."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if getattr(view, "__module__", "") == OPEN_TO_ALL:
            return None
        if not request.user.is_authenticated:
            return to_page(request, settings.LOGIN_URL) if getattr(view, "login_required", True) else None
        if name == "account_logout" or sessions.second_factor_proved(request.session, request.user):
            return None
        if sessions.has_second_factor(request.user):
            # Set up in another session than this one, which never showed it.
            logout(request)
            return to_page(request, settings.LOGIN_URL)
        if name in SETTING_UP:
            return None
        return to_page(request, reverse("accounts_enrol"))


def to_page(request: HttpRequest, address: str) -> HttpResponseBase:
    """Send to another page; a part of a page that asked in the background sends the whole page there."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
