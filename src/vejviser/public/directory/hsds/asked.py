# SPDX-License-Identifier: EUPL-1.2
"""What a list is asked for. What tells a need is read from the body of a POST only: an address is written down on its way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from vejviser.public.directory.hsds.identifiers import Record, identifier
from vejviser.public.directory.hsds.taxonomy import TAXONOMY_ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

PER_PAGE: Final = 50
MOST: Final = 500
# These say which page is wanted, and nothing about a need.
HARMLESS: Final = frozenset({"page", "per_page", "format", "full", "full_service", "minimal", "modified_after", "taxonomy_id", "top_only"})
TELLING: Final = frozenset({"search", "taxonomy_term_id", "organization_id", "parent_id"})
PLACES: Final = frozenset({"postcode", "proximity"})


class AskedWrongly(ValueError):
    """A list cannot be given as it was asked for: `field` and what to do about it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def asked(request: HttpRequest) -> dict[str, str]:
    """Give what was asked for: from the address what is harmless, and from the form in the body of a POST everything.

    Raises:
        AskedWrongly: a need stands in the address, a place is asked for, or a name is unknown.

    """
    wishes = {name: str(value) for name, value in request.GET.items()}
    for name in wishes:
        if name in TELLING:
            raise AskedWrongly(name, "Send it in the body of a POST: an address is written down on its way.")
    if request.method == "POST":
        wishes.update({name: str(value) for name, value in request.POST.items()})
    for name in wishes:
        if name in PLACES:
            raise AskedWrongly(name, "No service has a place here, so nothing is near another.")
        if name not in HARMLESS | TELLING:
            raise AskedWrongly("", f"Unknown field. Allowed: {', '.join(sorted(HARMLESS | TELLING))}.")
    return wishes


def chosen(found: list[Record], wishes: Mapping[str, str]) -> list[Record]:
    """Give the records that are asked for.

    Raises:
        AskedWrongly: a date cannot be read.

    """
    since = _since(wishes.get("modified_after", ""))
    words = wishes.get("search", "").casefold().split()
    return [one for one in found if _fits(one, wishes) and _is_new(one, since) and all(word in _text(one) for word in words)]


def number(wishes: Mapping[str, str], name: str, otherwise: int) -> int:
    """Read a whole number from 1; what cannot be read is the usual one."""
    text = wishes.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") and int(text) > 0 else otherwise


def _fits(record: Record, wishes: Mapping[str, str]) -> bool:
    terms = {one.get("taxonomy_term_id") for one in record.get("attributes", ())}
    term = wishes.get("taxonomy_term_id")
    # Either language's record of a kind finds what is of that kind.
    if term and term not in terms | {_danish(one) for one in record.get("attributes", ())}:
        return False
    if wishes.get("taxonomy_id") and wishes["taxonomy_id"] != TAXONOMY_ID:
        return False
    if wishes.get("organization_id") and wishes["organization_id"] != record.get("organization_id", record["id"]):
        return False
    if wishes.get("parent_id") and wishes["parent_id"] != record.get("parent_id"):
        return False
    return not (wishes.get("top_only") == "true" and "parent_id" in record)


def _danish(attribute: Record) -> str:
    code = attribute.get("taxonomy_term", {}).get("code")
    return identifier("taxonomy_term", f"{code}/da") if code else ""


def _since(text: str) -> dt.datetime | None:
    if not text:
        return None
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        raise AskedWrongly("modified_after", "Allowed: a date or a time such as 2026-11-24T00:00:00Z.") from None
    return read if read.tzinfo else read.replace(tzinfo=dt.UTC)


def _is_new(record: Record, since: dt.datetime | None) -> bool:
    return since is None or "last_modified" not in record or dt.datetime.fromisoformat(record["last_modified"]) >= since


def _text(record: Record) -> str:
    names = [one["taxonomy_term"]["name"] for one in record.get("attributes", ()) if "taxonomy_term" in one]
    plain = [record.get(name, "") for name in ("name", "alternate_name", "description", "code", "eligibility_description")]
    return " ".join([*plain, *names, str(record.get("service", {}).get("name", ""))]).casefold()
