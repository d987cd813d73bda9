# SPDX-License-Identifier: EUPL-1.2
"""Gives every request of a signed-in user its actor and one transaction; refusals of the guards become the one neutral answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.http import Http404

from vejviser.access.context import acting
from vejviser.access.refusals import NotAllowed, NotFound
from vejviser.accounts.selectors import actor_of
from vejviser.ledger import services as ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


class actor_of_request:  # noqa: N801  a middleware is named as a step
    """Runs the view as the signed-in user.

    The view itself is wrapped, and not the whole of the answering: a fault inside it must undo what it wrote before the framework
    makes an error page of it. A page that streams would answer after its transaction, so none may.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the work is done around the view."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer inside the actor's transaction."""
        if not request.user.is_authenticated:
            return None
        actor = actor_of(request.user)
        request.actor = actor  # type: ignore[attr-defined]
        try:
            with acting(actor):
                response = view(request, *arguments, **named)
                if hasattr(response, "render"):
                    response = response.render()
                return response
        except (ImmediateHttpResponse, ReauthenticationRequired) as asked:
            # Meant for the sign-in package's own middleware; the framework does not offer it what is raised in here.
            return AccountMiddleware(self.get_response).process_exception(request, asked)  # type: ignore[no-any-return]
        except (NotFound, NotAllowed, Http404):
            with acting(actor):
                ledger.record("access:deny")
            raise Http404 from None
