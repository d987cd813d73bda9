# SPDX-License-Identifier: EUPL-1.2
"""What holds for every answer of the site: what browsers must not do with it, and which requests are not read at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.contrib.auth.signals import user_logged_out

from vejviser.site import views

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

HEADERS: Final = {
    "Cache-Control": "no-store",
    # To other places no page says where somebody came from. Within the site a browser must: under `no-referrer` it sends
    # `Origin: null` with every form, and the check of the form token refuses that.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), "
        "screen-wake-lock=(), usb=(), xr-spatial-tracking=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet",
    "X-Permitted-Cross-Domain-Policies": "none",
}
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
_WITH_BODY: Final = ("POST", "PUT", "PATCH")
# Answers that the framework or a package gives without a page of ours.
_WITHOUT_PAGE: Final = (405, 429)


def safe_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what is too large or of a wrong kind before it is read; put the safe headers on every answer, refusals too."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = _refusal(request) or get_response(request)
        if response.status_code in _WITHOUT_PAGE and not getattr(response, views.SITE_PAGE, False):
            response = _page_instead(request, response)
        for name, value in {**HEADERS, **getattr(response, "other_headers", {})}.items():
            response.headers[name] = value
        if getattr(request, "signed_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response

    return answer


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if request.method not in _WITH_BODY:
        return None
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return views.error_page(request, 400)
    if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return views.error_page(request, 413)
    if length and request.content_type not in FORMS:
        return views.error_page(request, 415)
    return None


def _page_instead(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give our page for an answer, with those headers that say when or how to try again."""
    page = views.error_page(request, response.status_code)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            page.headers[name] = response.headers[name]
    return page


def _remember_sign_out(request: HttpRequest | None = None, **_named: object) -> None:
    """Mark a request that signed somebody out, so that the browser is told to forget what it kept."""
    if request is not None:
        request.signed_out = True  # type: ignore[attr-defined]


user_logged_out.connect(_remember_sign_out, dispatch_uid="vejviser.site.signed_out")
