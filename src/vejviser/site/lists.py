# SPDX-License-Identifier: EUPL-1.2
"""Long lists: the page that is asked for, filters of the address, and the same list as a table to take along."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.translation import get_language

from vejviser.mechanisms import find

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from vejviser.rules.texts import Texts

LINES_A_PAGE: Final = 25
# The most lines that one table to take along holds.
MOST_LINES: Final = 10_000
# A table that begins a cell with one of these would be run as a formula by a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class ListColumn(NamedTuple):
    """A column of a table to take along: its head, and the attribute of a line."""

    head: str
    attribute: str


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], count: int | None = None) -> Page[Any]:
    """Give the page of a list that is asked for; the nearest one if there is no such page. A count that is known is not asked again."""
    pages = Paginator(rows, LINES_A_PAGE)
    if count is not None:
        pages.count = count
    return pages.get_page(request.GET.get("page"))


def one_of(request: HttpRequest, name: str, allowed: Sequence[str]) -> str:
    """Give a filter of the address, or the first allowed value for anything else."""
    found = request.GET.get(name, "")
    return found if found in allowed else allowed[0]


def csv_answer(name: str, columns: Sequence[ListColumn], lines: Iterable[Any]) -> HttpResponse:
    """Give lines as a table in CSV with semicolons, as Danish spreadsheets expect it."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.head for column in columns])
    writer.writerows([_safe(str(getattr(line, column.attribute))) for column in columns] for line in lines)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def language() -> str:
    """Give the language of the page, as mechanisms name it."""
    return (get_language() or "da").split("-")[0]


def texts() -> Texts:
    """Give the words of the law in the language of the page."""
    return find().texts(language())


def moment_in_words(moment: dt.datetime) -> str:
    """Write an instant in the mechanism's zone: weekday, day and time."""
    here = moment.astimezone(ZoneInfo(find().zone.name))
    return f"{texts().date(here.date())}, {texts().time(here)}"


def after_in_words(moment: dt.datetime, before: dt.datetime) -> str:
    """Write an instant that follows another one named beside it: the time alone if both lie on the same legal day."""
    zone = ZoneInfo(find().zone.name)
    here = moment.astimezone(zone)
    return texts().time(here) if here.date() == before.astimezone(zone).date() else moment_in_words(moment)


def organisation_in_words(register_id: str, day: dt.date) -> str:
    """Give the name of an organisation of the register; empty for none."""
    return find().register.name(register_id, day, language()) if register_id else ""


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
