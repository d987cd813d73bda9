# SPDX-License-Identifier: EUPL-1.2
"""The read API of the directory, and all of it as one file. Anybody may read it from anywhere; nobody may write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods, require_safe

from vejviser.public.directory.hsds import asked
from vejviser.public.directory.hsds.records import KINDS, records, short, with_whole_services
from vejviser.public.errors import PUBLIC_ERROR
from vejviser.public.pages import public_page
from vejviser.site import clock

if TYPE_CHECKING:
    import uuid

    from vejviser.public.directory.hsds.identifiers import Record
    from vejviser.public.pages import PublicRequest

VERSION: Final = "3.1"
_STANDARD: Final = "https://docs.openreferral.org/en/v3.1/hsds/"


@public_page
@require_safe
def about(_request: PublicRequest) -> HttpResponse:
    """Say which version of the standard this is."""
    return _open({"version": VERSION, "profile": _STANDARD, "openapi_url": f"{_STANDARD}api_reference.html"})


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: PublicRequest, kind: str) -> HttpResponse:
    """Give one page of a kind, or all of it line by line (`format=ndjson`); the same by POST, where a search may be in the body."""
    try:
        wishes = asked.asked(request)
        found = asked.chosen(_whole(kind, wishes), wishes)
    except asked.AskedWrongly as problem:
        return _refused(problem)
    if wishes.get("minimal") == "true":
        found = [{"id": one["id"], **({"last_modified": one["last_modified"]} if "last_modified" in one else {})} for one in found]
    elif "true" not in (wishes.get("full"), wishes.get("full_service")):
        found = [short(one) for one in found]
    return _lines(found) if wishes.get("format") == "ndjson" else _open(_page(found, wishes))


@public_page
@require_safe
def one(request: PublicRequest, kind: str, identifier: uuid.UUID) -> HttpResponse:
    """Give one record with all that belongs to it."""
    for record in _whole(kind, request.GET.dict()):
        if record["id"] == str(identifier):
            return _open(record)
    raise Http404


@public_page
@require_safe
def download(_request: PublicRequest) -> HttpResponse:
    """Give everything as one file."""
    day = clock.today()
    response = _open({"version": VERSION, **{kind: records(kind, day) for kind in KINDS}})
    response.headers["Content-Disposition"] = 'attachment; filename="hsds.json"'
    return response


def _whole(kind: str, wishes: dict[str, str]) -> list[Record]:
    if kind == "organizations" and wishes.get("full_service") == "true":
        return with_whole_services(clock.today())
    found = records(kind, clock.today())
    if found is None:
        raise Http404
    return found


def _page(found: list[Record], wishes: dict[str, str]) -> Record:
    size = min(asked.MOST, asked.number(wishes, "per_page", asked.PER_PAGE))
    pages = max(1, -(-len(found) // size))
    number = asked.number(wishes, "page", 1)
    contents = found[(number - 1) * size : number * size]
    page = {"total_items": len(found), "total_pages": pages, "page_number": number, "size": len(contents)}
    return {**page, "first_page": number == 1, "last_page": number >= pages, "empty": not contents, "contents": contents}


def _lines(found: list[Record]) -> HttpResponse:
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    return _for_all(HttpResponse(text, content_type="application/x-ndjson"))


def _open(content: dict[str, Any], status: int = 200) -> HttpResponse:
    return _for_all(JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False}))


def _refused(problem: asked.AskedWrongly) -> HttpResponse:
    response = _open({"field": problem.field, "message": str(problem)}, status=400)
    # A program reads this, so no page with a number to call takes its place.
    setattr(response, PUBLIC_ERROR, True)
    return response


def _for_all(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
