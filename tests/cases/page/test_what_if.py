# SPDX-License-Identifier: EUPL-1.2
"""The ways ahead of a case: the law reads everything, and nobody learns of a section that they may not see by asking what would be."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.page.pages import TODAY, day, identified, words
from tests.cases.page.test_pages_in_browser import enter
from tests.pages import assert_accessible, assert_page_is_safe, assert_usable_by_keyboard
from tests.referrals.signed_in import sign_in
from vejviser.access.context import acting
from vejviser.access.selectors import reach_of
from vejviser.cases import shown
from vejviser.cases.models import Entry
from vejviser.cases.page.conclusions import home_of
from vejviser.cases.page.reading import open_for_reading
from vejviser.cases.page.what_if import ways_ahead
from vejviser.mechanisms import find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from playwright.sync_api import Page

    from tests.cast import Cast, Part
    from vejviser.futures.view_models import ComparisonView, Line

WAYS = {"none": "None of these", "police": "Helping the police", "asylum": "Asking for asylum", "return": "Returning with help"}
# What each of a team may see of the ways, by the access matrix: who sees what follows in every section that a way touches.
SEEN = {
    "coordinator": {"none", "police", "asylum", "return"},
    "dis": {"none", "police", "asylum", "return"},
    "police": {"none", "police", "asylum", "return"},
    "social_worker": {"none", "police", "asylum"},
    "shelter": {"none", "police", "asylum"},
    "nurse": {"none"},
}
# Session 3, sign-in and actor 3, context and savepoint 4, ledger 1, the case itself 6.
QUERIES = 19


def date(days: int) -> str:
    return find().texts("en").date(TODAY + dt.timedelta(days=days))


def ways(cast: Cast, case: UUID, part: Part) -> ComparisonView:
    """Give the comparison that a part is shown."""
    with acting(cast.actor(part)) as actor:
        return ways_ahead(open_for_reading(actor, case), {}).comparison


def every_line(comparison: ComparisonView) -> Iterator[Line]:
    for column in comparison.columns:
        for cell in column.cells:
            yield from cell.lines
            for may in cell.may:
                yield from (*may.adds, *may.removes)
    for one in comparison.together:
        yield from one.lost


def test_the_page_shows_what_would_follow_from_what_is_recorded(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    assert f'href="/cases/{case}/what-if/"' in client.get(f"/cases/{case}/").content.decode()
    response = client.get(f"/cases/{case}/what-if/")
    assert_page_is_safe(response)
    said = words(response)
    for title in WAYS.values():
        assert title in said
    assert f"last day {date(20)}" in said
    # The cap: 120 days after the period began, ten days ago; it is said to be the most, and never to be certain.
    assert f"Extensions can reach {date(110)} at most" in said
    assert "May then follow, at most. If the reflection period is extended" in said
    # The proceedings are the section of the police: what would come after them is left out, and said to be.
    assert "If the criminal case then ends" not in said
    assert "Ways that rest on sections" in said
    assert 'href="/mechanism/denmark/R37"' in response.content.decode()


@pytest.mark.parametrize("name", SEEN)
def test_a_way_is_shown_to_who_sees_what_follows_wherever_it_leads(cast: Cast, name: str) -> None:
    case, part = identified(cast), getattr(cast, name)
    if part not in (cast.coordinator, cast.dis):
        cast.join(case, part)
    comparison = ways(cast, case, part)
    assert {column.id for column in comparison.columns} == SEEN[name]
    assert ("are left out" in words(sign_in(cast, part).get(f"/cases/{case}/what-if/"))) is (name != "police")


@pytest.mark.parametrize("name", SEEN)
def test_nothing_follows_for_a_reader_where_the_page_of_the_case_would_hide_it(cast: Cast, name: str) -> None:
    case, part = identified(cast), getattr(cast, name)
    if part not in (cast.coordinator, cast.dis):
        cast.join(case, part)
    with acting(cast.actor(part)) as actor:
        reaches = reach_of(actor, case)
    comparison = ways(cast, case, part)
    for line in every_line(comparison):
        assert line.about
        for named in line.about:
            section, _, item = named.partition(".")
            home = shown.CLOCKS.get(item) if section == "clocks" else home_of(named)
            assert home is not None
            assert reaches[home].derived, named
    for doubt in (one for column in comparison.columns for one in column.doubts):
        question = next(rule for rule in doubt.rules if rule.startswith("A"))
        assert reaches[shown.FLAGS[question]].derived


OPENED, PRESENT = {"type": "proceedings", "at": -2, "status": "opened"}, {"type": "presence_required", "at": -2, "value": True}
ABSENT, WISH = {"type": "presence_required", "at": -2, "value": False}, {"type": "return_wish", "at": -1, "value": True}
HIDDEN = {
    "coordinator": [[OPENED, PRESENT], [OPENED, ABSENT], [OPENED, OPENED]],
    "shelter": [[OPENED, ABSENT], [WISH], [OPENED, {**OPENED, "status": "ended", "how": "dismissal", "at": -1}]],
    "social_worker": [[OPENED, ABSENT], [WISH]],
    "nurse": [[OPENED, PRESENT, WISH]],
    "dis": [[OPENED, PRESENT], [OPENED, ABSENT]],
}
WORLDS = [(name, events) for name, worlds in HIDDEN.items() for events in worlds]
WRITES = {"proceedings": "police", "presence_required": "police", "return_wish": "coordinator"}


@pytest.mark.parametrize(("name", "events"), WORLDS)
def test_two_worlds_that_differ_in_what_is_hidden_look_the_same(cast: Cast, name: str, events: list[dict[str, Any]]) -> None:
    case, part = identified(cast), getattr(cast, name)
    for other in {cast.police, part} - {cast.dis, cast.coordinator}:
        cast.join(case, other)
    client = sign_in(cast, part)
    chosen = {
        "when-police-permit-residence_permit": day(15),
        "when-return-home-departure": day(3),
        "when-return-extension-reflection_extension": day(5),
        "when-asylum-asylum_application": day(2),
    }
    asked: list[tuple[str, dict[str, str] | None]] = [("what-if/", None), ("what-if/", chosen), ("what-if/print/", None)]
    before = [answer(client, f"/cases/{case}/{path}", data) for path, data in asked]
    for event in events:
        facts = {key: day(value) if key == "at" else value for key, value in event.items()}
        cast.record(case, getattr(cast, WRITES[str(event["type"])]), **facts)
    after = [answer(client, f"/cases/{case}/{path}", data) for path, data in asked]
    for one, other in zip(after, before, strict=True):
        assert one.split(". ") == other.split(". ")


def answer(client: Any, path: str, data: dict[str, str] | None) -> str:
    response = client.get(path) if data is None else client.post(path, data)
    assert response.status_code == 200
    return words(response)


def test_a_row_of_which_a_reader_sees_a_part_is_never_said_to_be_empty(cast: Cast) -> None:
    case = identified(cast)
    cast.join(case, cast.shelter)
    comparison = ways(cast, case, cast.shelter)
    rows = {cell.id: cell for cell in comparison.columns[0].cells}
    assert "children" not in rows
    assert rows["return"].partial
    assert not rows["return"].lines
    assert rows["stay"].partial
    assert not rows["stay"].empty
    assert "More may follow here than you may see." in words(sign_in(cast, cast.shelter).get(f"/cases/{case}/what-if/"))


def test_what_is_hidden_still_counts_for_the_days(cast: Cast) -> None:
    case = identified(cast)
    for part in (cast.police, cast.shelter):
        cast.join(case, part)
    support = next(cell for cell in ways(cast, case, cast.shelter).columns[0].cells if cell.id == "support")
    assert date(20) in support.lines[0].text
    cast.record(case, cast.police, type="participation", at=day(-1), value=True)
    support = next(cell for cell in ways(cast, case, cast.shelter).columns[0].cells if cell.id == "support")
    assert "no end known" in support.lines[0].text


def test_looking_is_written_to_the_ledger_and_records_nothing(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    entries = entries_of(cast, case)
    for path in ("what-if/", "what-if/print/"):
        seen = looked(cast, case)
        response = client.post(f"/cases/{case}/{path}", {"when-asylum-asylum_application": day(4)})
        assert response.status_code == 200
        assert looked(cast, case) == seen + 1
    assert entries_of(cast, case) == entries


def looked(cast: Cast, case: UUID) -> int:
    """Count how often somebody looked at the ways of a case, in what its report of readers is made of."""
    with acting(cast.actor(cast.coordinator)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_of_case(%s) WHERE action = 'case:what_if'", [case])
        return int(cursor.fetchone()[0])


def entries_of(cast: Cast, case: UUID) -> int:
    with acting(cast.actor(cast.coordinator)):
        return Entry.objects.filter(case=case).count()


def test_a_chosen_day_moves_what_follows_on_the_page_and_on_paper(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    for path in ("what-if/", "what-if/print/"):
        assert date(5) not in words(client.get(f"/cases/{case}/{path}"))
        assert date(5) in words(client.post(f"/cases/{case}/{path}", {"when-asylum-asylum_application": day(5)}))
    wrong = words(client.post(f"/cases/{case}/what-if/", {"when-asylum-asylum_application": day(-30)}))
    assert "lies before the day asked about" in wrong


@pytest.mark.parametrize("place", ["what-if/", "what-if/print/"])
def test_to_an_outsider_the_pages_do_not_exist(cast: Cast, place: str) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.outsider)
    for ask in (client.get, client.post):
        hidden, absent = ask(f"/cases/{case}/{place}"), ask(f"/cases/{uuid.uuid4()}/{place}")
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert len(hidden.content) == len(absent.content)


def test_the_page_is_whole_in_danish(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    user = cast.user(cast.coordinator)
    user.language = "da"
    user.save()
    said = words(client.get(f"/cases/{case}/what-if/"))
    assert "de mulige veje" in said
    assert "Personen vælger; det gør ingen andre." in said
    for english in ("the ways", "Follows", "May follow", "person chooses", "first day"):
        assert english not in said


def test_the_page_asks_the_database_little(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    client.get(f"/cases/{case}/what-if/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/cases/{case}/what-if/")
    assert len(asked) <= QUERIES, "\n".join(one["sql"][:120] for one in asked)


@pytest.mark.browser
@pytest.mark.usefixtures("committing_database")
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_ways_are_accessible_narrow_and_wide_by_keyboard_and_on_paper(page: Page, cast: Cast, language: str) -> None:
    case = identified(cast)
    enter(page, cast, cast.coordinator, language)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for place in ("what-if/", "what-if/print/"):
            page.goto(f"/cases/{case}/{place}")
            assert_accessible(page)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, f"{place} is wider than {width}"
    page.goto(f"/cases/{case}/what-if/")
    assert_usable_by_keyboard(page)
    page.locator("#when-asylum-asylum_application").fill(day(6))
    page.locator("#when-asylum-asylum_application").press("Enter")
    texts = find().texts(language)
    said = page.locator("#when-asylum-asylum_application-said")
    said.get_by_text(texts.date(TODAY + dt.timedelta(days=6))).wait_for()
    page.emulate_media(media="print")
    assert not page.locator("#when-asylum-asylum_application").is_visible()
    assert not page.locator("#way-police").is_visible()
    assert page.locator(".ways-paper thead th").nth(1).is_visible()
