# SPDX-License-Identifier: EUPL-1.2
"""Pages of the site itself: errors, the choice of language, and what everybody may read. None repeats anything of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from vejviser.site import clock, languages

if TYPE_CHECKING:
    from django.http import HttpRequest

# Marks an answer as a page of ours; an error without the mark is replaced by such a page.
SITE_PAGE: Final = "is_site_page"
# For each refusal: what happened, and what to do.
ERRORS: Final = {
    400: (gettext_noop("The page could not read what was sent"), gettext_noop("Go back, load the page again and send the form once more.")),
    403: (
        gettext_noop("The form was not accepted"),
        gettext_noop(
            "The page was open for too long, or you have signed in again since. Go back, load the page again and send the form once more."
        ),
    ),
    404: (
        gettext_noop("The page was not found"),
        gettext_noop("It does not exist, or it is not for you. If somebody sent you the address, ask them. Your own work is on your desk."),
    ),
    405: (gettext_noop("The page cannot be used in this way"), gettext_noop("Go back and use the buttons of the page.")),
    413: (
        gettext_noop("The form was too large"),
        gettext_noop("Go back, shorten the text and send the form once more. Files cannot be sent."),
    ),
    415: (gettext_noop("The page could not read what was sent"), gettext_noop("Go back, load the page again and send the form once more.")),
    429: (gettext_noop("Too many tries"), gettext_noop("Wait some minutes, then try again. If it is urgent, use the telephone.")),
    500: (
        gettext_noop("The page does not work at the moment"),
        gettext_noop("Nothing of what you sent was saved. Try again in some minutes. If it is urgent, use the telephone."),
    ),
}


def error_page(request: HttpRequest | None, status: int) -> HttpResponse:
    """Give the page of an error; without a request it is written without looking anything up."""
    heading, advice = ERRORS[status]
    if request is not None and not hasattr(request, "LANGUAGE_CODE"):
        languages.speak(request)
    content = {"heading": gettext(heading), "advice": gettext(advice), "is_error": True}
    response = HttpResponse(render_to_string("site/error.html", content, request), status=status)
    setattr(response, SITE_PAGE, True)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be understood."""
    del exception
    return error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is refused; who may not see a thing is told what is told of a thing that does not exist."""
    del exception
    return error_page(request, 404)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is absent or hidden."""
    del exception
    return error_page(request, 404)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer when the program failed; the page needs neither database nor session."""
    return error_page(None, 500)


def form_token_missing(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours, or from one that is too old."""
    del reason
    return error_page(request, 403)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language and lead back to the page where it was chosen."""
    languages.choose(request, request.POST.get("language", ""))
    back = request.POST.get("back", "")
    safe = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "/")


@login_not_required
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Say whether the service can answer: 200 with a database behind it, 503 without."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("unavailable\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "site/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept about whom, and for how long."""
    return render(request, "site/privacy.html")


@login_not_required
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Tell search engines to stay away."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@login_not_required
@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116); the day until which the text holds is a year from today at most."""
    today = clock.today()
    until = today.replace(year=today.year + 1, month=1, day=1)
    lines = {
        "today": today,
        "until": until,
        "contact": getattr(settings, "SECURITY_CONTACT", "") or f"mailto:security@{settings.ALLOWED_HOSTS[0]}",
    }
    return render(request, "site/security.txt", lines, content_type="text/plain; charset=utf-8")
