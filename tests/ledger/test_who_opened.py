# SPDX-License-Identifier: EUPL-1.2
"""The page "Who opened this file": plain sentences for those who may read them, and nothing for anybody else."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

import pytest
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation

from vejviser.access.context import acting
from vejviser.access.refusals import NotFound
from vejviser.ledger import selectors, services
from vejviser.ledger.selectors import Happened

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse
    from django.test import Client

    from tests.cast import Cast, Part


def get(client: Client, cast: Cast, part: Part, case: UUID, more: str = "") -> HttpResponse:
    address = f"/cases/{case}/opened/{more}"
    found = resolve(address)
    request = RequestFactory().get(address)
    request.user = cast.user(part)
    request.session = client.session
    with acting(cast.actor(part)) as actor, translation.override("en"):
        request.actor = actor  # type: ignore[attr-defined]
        response: HttpResponse = found.func(request, **found.kwargs)
        return response


def test_a_read_by_the_shelter_is_shown_to_the_coordinator_in_plain_words(cast: Cast, client: Client) -> None:
    case = cast.case()
    cast.join(case, cast.shelter)
    with acting(cast.actor(cast.shelter)):
        services.record("case:read", case_id=case, sections="AB")
        services.record("case:read", case_id=case, sections="C")
        services.record("list:read", cases=[case])
    text = get(client, cast, cast.coordinator, case).content.decode()
    assert "Sanne" in text
    assert "Read: overview and deadlines, identity, safe contact. Saw the case in a list." in text
    assert "Work on the case" in text
    assert "<title>Vejviser – Who opened this file</title>" in text


def test_the_same_is_said_in_danish(cast: Cast) -> None:
    case = cast.case()
    with acting(cast.actor(cast.coordinator)), translation.override("da"):
        services.record("case:read", case_id=case, sections="H")
        shown = selectors.opened_by(case)
    assert "Læste: helbred og psykologi." in " ".join(visit.what for visit in shown)


def test_the_reading_of_the_report_is_itself_in_the_report(cast: Cast, client: Client) -> None:
    case = cast.case()
    for more in ("", "print/", "export/"):
        assert "who opened this file" in get(client, cast, cast.coordinator, case, more).content.decode()


def test_the_copy_for_paper_says_whose_it_is(cast: Cast, client: Client) -> None:
    assert "Copy of Clara" in get(client, cast, cast.coordinator, cast.case(), "print/").content.decode()


def test_the_table_to_take_along_has_a_line_for_each_visit(cast: Cast, client: Client) -> None:
    response = get(client, cast, cast.coordinator, cast.case(), "export/")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "From;To;Who;Organisation;What;Purpose"
    assert len(lines) == 2
    assert "Clara" in lines[1]


def test_whoever_may_not_read_the_report_is_told_that_there_is_no_such_page(cast: Cast, client: Client) -> None:
    case = cast.case()
    cast.join(case, cast.shelter)
    for part, asked in ((cast.shelter, case), (cast.outsider, case), (cast.coordinator, uuid.uuid4())):
        for more in ("", "print/", "export/"):
            with pytest.raises(NotFound):
                get(client, cast, part, asked, more)
        with acting(cast.actor(part)):
            assert selectors.opened_by(asked) == []


def test_a_longer_pause_begins_a_new_visit() -> None:
    somebody, other = uuid.uuid4(), uuid.uuid4()
    start = dt.datetime(2027, 1, 20, 9, 0, tzinfo=dt.UTC)

    def at(minutes: int, actor: UUID) -> Happened:
        return Happened(start + dt.timedelta(minutes=minutes), actor, "cmm", "case:read", "A", "")

    visits = selectors._visits([at(0, somebody), at(10, other), at(15, somebody), at(31, somebody)])  # noqa: SLF001  the rule itself
    assert [(visit[0].actor, len(visit)) for visit in visits] == [(somebody, 1), (somebody, 2), (other, 1)]
