# SPDX-License-Identifier: EUPL-1.2
"""What stands before a view: being an administrator, the password or second factor once more, a count of tries."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, suspend_request
from allauth.core.internal import ratelimit

from vejviser.access.context import current_actor
from vejviser.accounts.granting import administrator

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

Named = ParamSpec("Named")


def for_administrators(
    view: Callable[Concatenate[HttpRequest, Named], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Named], HttpResponse]:
    """Let only administrators to a view; to everybody else it does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *arguments: Named.args, **named: Named.kwargs) -> HttpResponse:
        administrator(current_actor())
        return view(request, *arguments, **named)

    return guarded


def confirmed(view: Callable[Concatenate[HttpRequest, Named], HttpResponse]) -> Callable[Concatenate[HttpRequest, Named], HttpResponse]:
    """Let a view run only within five minutes of a confirmation; a form that was sent is taken up again after it.

    The library asks by an exception, which would undo the transaction of the page; this asks before it comes to that.
    """

    @wraps(view)
    def asked(request: HttpRequest, /, *arguments: Named.args, **named: Named.kwargs) -> HttpResponse:
        ways = get_adapter().get_reauthentication_methods(request.user)
        if ways and not did_recently_reauthenticate(request):
            return cast("HttpResponse", suspend_request(request, ways[0]["url"]))
        return view(request, *arguments, **named)

    return asked


def few_tries(view: Callable[Concatenate[HttpRequest, Named], HttpResponse]) -> Callable[Concatenate[HttpRequest, Named], HttpResponse]:
    """Count the forms sent to a view that opens by a link from a mail, by network address; too many are answered 429."""
    counted = ratelimit.decorator(app="allauth.account", action="reset_password_from_key")
    return cast("Callable[Concatenate[HttpRequest, Named], HttpResponse]", counted(view))
