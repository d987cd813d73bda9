# SPDX-License-Identifier: EUPL-1.2
"""Pages of signing in: the library's views with our templates, and what it lacks: choosing a second factor, taking up an invitation."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import INTERNAL_RESET_SESSION_KEY
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import flows as passkeys
from allauth.socialaccount.adapter import get_adapter as get_agency_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vejviser.accounts import invitations, sessions
from vejviser.accounts.confirmed import confirmed, few_tries
from vejviser.accounts.forms import AcceptForm
from vejviser.accounts.models import User
from vejviser.accounts.refusals import NotInvited
from vejviser.directory.selectors import unit_name
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


class OurPage:
    """Keeps the library's `site` (a host name) from standing where the base template expects our own."""

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Give what the library gives, without its `site`."""
        found: dict[str, Any] = super().get_context_data(**named)  # type: ignore[misc]  # of the view that this is mixed into
        found.pop("site", None)
        return found


def page_of(view: Any, template: str) -> Callable[..., HttpResponse]:
    """Give a view of the library with a template of ours."""
    ours: Any = type(view.__name__, (OurPage, view), {"template_name": template})
    return cast("Callable[..., HttpResponse]", ours.as_view())


class SignIn(OurPage, account.LoginView):  # type: ignore[misc]  # the library has no types
    """Mail address and password, a passkey, or an agency's own sign-in."""

    template_name = "accounts/sign_in.html"

    def form_invalid(self, form: Form) -> HttpResponse:
        """Answer a refusal; too many of them with 429, whoever it was."""
        response: HttpResponse = super().form_invalid(form)
        if any(problem.code == "too_many_login_attempts" for problem in form.non_field_errors().as_data()):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Add the agencies' own sign-ins."""
        providers = get_agency_adapter().list_providers(self.request)
        agencies = [{"name": one.app.name, "address": one.get_login_url(self.request)} for one in providers]
        return {**super().get_context_data(**named), "agencies": agencies}


@method_decorator(login_not_required, name="dispatch")
class NewPassword(OurPage, account.PasswordResetFromKeyView):  # type: ignore[misc]  # the library has no types
    """A new password by the link of the mail.

    Somebody who comes from a page of web mail brings no cookie along (SameSite=Strict), so the link leads to a page with a link of our own.
    """

    template_name = "accounts/new_password.html"

    def dispatch(self, request: HttpRequest, uidb36: str, key: str, **named: Any) -> HttpResponseBase:
        """Keep the key of the link in the session, and show where to go on; from there as the library does."""
        if key == self.reset_url_key or request.method != "GET":
            answer: HttpResponseBase = super().dispatch(request, uidb36, key, **named)
            return answer
        if request.user.is_authenticated:
            get_adapter().logout(request)
        request.session[INTERNAL_RESET_SESSION_KEY] = key
        address = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": self.reset_url_key})
        return render(request, "accounts/new_password_begin.html", {"address": address})


@require_safe
def enrol(request: HttpRequest) -> HttpResponse:
    """Let somebody without a second factor choose one."""
    if sessions.has_second_factor(_signed_in(request)):
        return HttpResponseRedirect(reverse("mfa_index"))
    return render(request, "accounts/enrol.html", {"name": _signed_in(request).name})


@require_POST
@confirmed
def remove_passkey(request: HttpRequest) -> HttpResponse:
    """Remove a passkey of one's own, unless it is the only second factor; its number comes in the form and stands in no address."""
    number = request.POST.get("passkey", "")
    chosen = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    found = chosen.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    if found is None:
        raise Http404
    adapter = get_second_factor_adapter()
    if not adapter.can_delete_authenticator(found):
        get_adapter().add_message(request, 40, message=str(adapter.error_messages["cannot_delete_authenticator"]))
    else:
        passkeys.remove_authenticator(request, found)
    return HttpResponseRedirect(reverse("mfa_list_webauthn"))


@login_not_required
@never_cache
@sensitive_post_parameters()
@few_tries
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation: choose how to sign in, then go on to the second factor."""
    if request.user.is_authenticated:
        get_adapter().logout(request)
    try:
        found = invitations.invitation_of(token)
        form = AcceptForm(request.POST if request.method == "POST" else None, invitation=found)
        if form.is_bound and form.is_valid():
            return _come_in(request, invitations.accept(token, password=form.password()))
    except NotInvited:
        return render(request, "accounts/not_invited.html", status=HTTPStatus.NOT_FOUND)
    organisation = unit_name(found.organisation, request.LANGUAGE_CODE, clock.today())
    context = {"form": form, "name": found.name, "email": found.email, "organisation": organisation}
    return render(request, "accounts/invitation.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK)


def _signed_in(request: HttpRequest) -> User:
    """Give the user of a page that nobody else reaches."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _come_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in whoever has just chosen a password, or is about to make a passkey."""
    get_adapter().login(request, user)
    if user.has_usable_password():
        record_authentication(request, user, "password", reauthenticated=True)
        return HttpResponseRedirect(reverse("accounts_enrol"))
    return HttpResponseRedirect(reverse("mfa_add_webauthn"))
