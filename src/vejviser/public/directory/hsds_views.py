# SPDX-License-Identifier: EUPL-1.2
"""The read API of the directory, and all of it as one file. Anybody may read it from anywhere; only a page is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe

from vejviser.public.directory.hsds import records
from vejviser.public.pages import public_page

if TYPE_CHECKING:
    import uuid

    from vejviser.public.pages import PublicRequest

KINDS: Final = ("organizations", "services", "taxonomies", "taxonomy_terms")
NESTED: Final = frozenset({"attributes", "phones", "service_at_locations"})
PER_PAGE: Final = 50
MOST: Final = 500
_STANDARD: Final = "https://docs.openreferral.org/en/v3.1/"


@public_page
@require_safe
def about(_request: PublicRequest) -> JsonResponse:
    """Say which version of the standard this is."""
    return _open({"version": "3.1", "profile": _STANDARD, "openapi_url": f"{_STANDARD}hsds/api_reference.html"})


@public_page
@require_safe
def listing(request: PublicRequest, kind: str) -> JsonResponse:
    """Give one page of a kind; `page` and `per_page` as the standard has them, and what cannot be read is the first page."""
    found = _records(kind)
    if request.GET.get("full") != "true":
        found = [{key: value for key, value in one.items() if key not in NESTED} for one in found]
    size = min(MOST, _number(request.GET.get("per_page"), PER_PAGE))
    pages = max(1, -(-len(found) // size))
    number = _number(request.GET.get("page"), 1)
    contents = found[(number - 1) * size : number * size]
    page = {"total_items": len(found), "total_pages": pages, "page_number": number, "size": len(contents)}
    return _open({**page, "first_page": number == 1, "last_page": number >= pages, "empty": not contents, "contents": contents})


@public_page
@require_safe
def one(_request: PublicRequest, kind: str, identifier: uuid.UUID) -> JsonResponse:
    """Give one record with all that belongs to it."""
    for record in _records(kind):
        if record["id"] == str(identifier):
            return _open(record)
    raise Http404


@public_page
@require_safe
def download(_request: PublicRequest) -> JsonResponse:
    """Give everything as one file."""
    response = _open({"version": "3.1", **{kind: records(kind) for kind in KINDS}})
    response.headers["Content-Disposition"] = 'attachment; filename="hsds.json"'
    return response


def _records(kind: str) -> list[dict[str, Any]]:
    found = records(kind)
    if found is None:
        raise Http404
    return found


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < len("1000000000") else otherwise


def _open(content: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
