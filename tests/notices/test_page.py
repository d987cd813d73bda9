# SPDX-License-Identifier: EUPL-1.2
"""The page of notices shows what the reader may know now, whatever was known when a notice was made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from tests.cast import Cast
from vejviser.access.context import acting
from vejviser.access.refusals import NotFound
from vejviser.cases import services as cases
from vejviser.notices import selectors, services, views
from vejviser.notices.models import Mail, Notice
from vejviser.site import clock

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from tests.cast import Part

pytestmark = pytest.mark.usefixtures("database")
DAY = dt.date(2027, 3, 11)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def cast() -> Cast:
    return Cast()


def told(cast: Cast, part: Part, case: uuid.UUID, **more: Any) -> Notice:
    fields = {
        "kind": "day",
        "case": case,
        "section": "G",
        "about": "clock:reflection",
        "day": DAY,
        "mark": 7,
        "made_at": clock.now(),
        **more,
    }
    with acting(cast.actor(part)):
        return Notice.objects.create(user=cast.user(part), **fields)


def page(cast: Cast, part: Part) -> str:
    request = RequestFactory().get("/notices/")
    request.user = cast.user(part)
    request._messages = []  # type: ignore[attr-defined]  # noqa: SLF001
    with acting(cast.actor(part)) as actor:
        request.actor = actor  # type: ignore[attr-defined]
        return views.notices(request).content.decode()


def test_a_notice_names_the_clock_the_weekday_and_the_case(cast: Cast) -> None:
    case = cast.case()
    told(cast, cast.coordinator, case)
    with acting(cast.actor(cast.coordinator)) as actor:
        (line,) = selectors.notices_for(actor)
        assert (line.title, line.when) == ("Reflection period", "7 days left: Thursday 11 March 2027.")
        assert line.reference
        assert selectors.unseen(actor) == 1
    assert "Thursday 11 March 2027" in page(cast, cast.coordinator)


def test_what_the_reader_may_no_longer_see_is_gone(cast: Cast) -> None:
    case = cast.case()
    assignment = cast.join(case, cast.interviewer)
    told(cast, cast.interviewer, case)
    with acting(cast.actor(cast.interviewer)) as actor:
        assert len(selectors.notices_for(actor)) == 1
    with acting(cast.actor(cast.coordinator)) as actor:
        cases.end_assignment(actor, case, assignment)
    with acting(cast.actor(cast.interviewer)) as actor:
        assert selectors.notices_for(actor) == []
        assert selectors.unseen(actor) == 0


def test_a_notice_of_a_section_that_the_role_does_not_know_is_not_shown(cast: Cast) -> None:
    case = cast.case()
    cast.join(case, cast.dis)
    told(cast, cast.dis, case, section="H")
    with acting(cast.actor(cast.dis)) as actor:
        assert selectors.notices_for(actor) == []


def test_marking_as_seen_counts_down_and_somebody_elses_notice_does_not_exist(cast: Cast) -> None:
    case = cast.case()
    notice = told(cast, cast.coordinator, case)
    with acting(cast.actor(cast.second_coordinator)) as actor, pytest.raises(NotFound):
        services.mark_seen(actor, notice.pk)
    with acting(cast.actor(cast.coordinator)) as actor:
        services.mark_seen(actor, notice.pk)
        assert selectors.unseen(actor) == 0


def test_the_desk_sees_what_it_was_reminded_of_and_others_do_not(cast: Cast) -> None:
    with acting(cast.actor(cast.duty)) as actor:
        Notice.objects.create(organisation="cmm", kind=Notice.Kind.UNANSWERED, level=2, made_at=clock.now())
        (line,) = selectors.notices_for(actor)
        assert line.when == "The desk was reminded 2 times."
    for part in (cast.interviewer, cast.dis):
        with acting(cast.actor(part)) as actor:
            assert selectors.notices_for(actor) == []


def test_mail_that_failed_is_a_banner_and_a_list_for_those_who_phone_and_nobody_else(cast: Cast) -> None:
    mail = Mail.objects.create(to="ida@cmm.example", kind="news", made_at=clock.now(), send_after=clock.now(), failed=True, attempts=3)
    assert "/notices/undelivered/" in page(cast, cast.duty)
    assert "/notices/undelivered/" not in page(cast, cast.dis)
    with acting(cast.actor(cast.dis)) as actor, pytest.raises(NotFound):
        selectors.undelivered(actor)
    with acting(cast.actor(cast.duty)) as actor:
        assert [line.address for line in selectors.undelivered(actor)] == ["ida@cmm.example"]
        services.settle_mail(actor, mail.pk)
        assert selectors.undelivered(actor) == []


def test_nobody_who_is_not_signed_in_gets_the_page() -> None:
    request = RequestFactory().get("/notices/")
    request.user = AnonymousUser()
    assert views.notices(request).status_code == 302
