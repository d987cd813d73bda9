# SPDX-License-Identifier: EUPL-1.2
"""The desk: every line with its day and its reason, nothing of a section that the reader does not see, bounded at any size."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING

from tests.pages import assert_page_is_safe
from tests.referrals.signed_in import send, sign_in, words
from vejviser.access.context import acting
from vejviser.access.derived import DerivedRows, rewrite_derived
from vejviser.access.sections import Section
from vejviser.cases import services
from vejviser.cases.models import Case
from vejviser.site import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.backends.postgresql.base import DatabaseWrapper

    from tests.cast import Cast, Part


def _lines(cast: Cast, case: UUID, *rows: tuple[str, str, str, int | None], by: Part | None = None) -> None:
    """Write desk lines (section, step, organisation, days from today) as the derivation of the case would."""
    today = clock.today()
    lines = [
        {
            "section": section,
            "step": step,
            "actor": actor,
            "act_by": None if days is None else today + dt.timedelta(days=days),
            "shown_from": today,
            "shown_until": None,
        }
        for section, step, actor, days in rows
    ]
    with acting(cast.actor(by or cast.coordinator)):
        rewrite_derived(case, DerivedRows(deadlines=[], lines=lines, turns=[], grants=[]))


def _counts(page: str) -> dict[str, int]:
    return {label.strip(): int(count) for label, count in re.findall(r">([A-Za-z ]+) \((\d+)\)</a>", page)}


def test_every_line_says_its_day_its_step_and_why(cast: Cast) -> None:
    case = cast.case()
    _lines(cast, case, ("G", "decide_identification", "cmm", -3), ("F", "hold_identification_interview", "cmm", 0))
    response = sign_in(cast, cast.coordinator).get("/desk/")
    assert_page_is_safe(response)
    page = words(response)
    assert "Overdue by 3 days" in page
    assert "Due today" in page
    assert "Decide whether the person is a victim" in page
    assert "R18: Legal stay decides who identifies" in page
    weekday = f"{clock.today() - dt.timedelta(days=3):%A}"
    assert weekday in page
    assert page.index("Decide whether") < page.index("Hold an identification interview")
    assert f'href="/cases/{case}/" accesskey="1"' in page


def test_the_filters_count_what_they_show(cast: Cast) -> None:
    case = cast.case()
    _lines(
        cast,
        case,
        ("G", "decide_identification", "cmm", -1),
        ("F", "hold_identification_interview", "cmm", 0),
        ("K", "establish_legal_stay", "cmm", 5),
        ("L", "offer_support", "cmm", None),
        ("K", "establish_legal_stay", "dis", 5),
    )
    client = sign_in(cast, cast.coordinator)
    counts = _counts(words(client.get("/desk/")))
    assert counts == {
        "Waits for your organisation": 4,
        "Overdue": 1,
        "Due today": 1,
        "Due within a week": 2,
        "New": 4,
        "Waiting for others": 1,
    }
    for show, count in zip(("mine", "overdue", "today", "week", "new", "waiting"), counts.values(), strict=True):
        assert words(client.get(f"/desk/?show={show}")).count('class="desk-line') - 1 == count, show
    assert words(client.get("/desk/?stage=asylum")).count('class="desk-line') == 0
    assert client.get("/desk/?show=%27;&sort=password&page=-4").status_code == 200


def test_an_empty_desk_says_so(cast: Cast) -> None:
    assert "Nothing waits here now." in words(sign_in(cast, cast.outsider).get("/desk/"))


def test_a_case_is_on_the_desk_of_its_team_alone(cast: Cast) -> None:
    case = cast.case()
    _lines(cast, case, ("G", "decide_identification", "cmm", 1), ("G", "decide_identification", "hopenow", 1))
    with acting(cast.actor(cast.coordinator)):
        reference = Case.objects.get(pk=case).reference
    for part in (cast.outsider, cast.second_coordinator, cast.police, cast.duty):
        for address in ("/desk/", "/desk/?show=waiting", "/desk/export/"):
            assert reference not in words(sign_in(cast, part).get(address)), part.name
    assert reference in words(sign_in(cast, cast.coordinator).get("/desk/export/"))
    assert sign_in(cast, cast.administrator).get("/desk/").status_code == 404
    assert sign_in(cast, cast.coordinator).post("/desk/").status_code == 405


def test_the_desk_of_the_police_is_the_same_whether_support_exists_or_not(cast: Cast) -> None:
    case = cast.case()
    cast.join(case, cast.police)
    _lines(cast, case, ("J", "apply_residence_permit", "police", 2))
    client = sign_in(cast, cast.police)
    addresses = ("/desk/", "/desk/?show=waiting", "/desk/export/", "/cases/", "/cases/?due=30", "/cases/export/")
    before = [words(client.get(address)) for address in addresses]
    _lines(cast, case, ("J", "apply_residence_permit", "police", 2), ("L", "offer_support", "police", -1), ("L", "offer_support", "cmm", 1))
    with acting(cast.actor(cast.coordinator)) as actor:
        fields = {"text": "canary"}
        services.add_text(actor, case, section=Section.CONTACT, kind="note", fields=fields, sending=uuid.uuid4())
    _lines(cast, case, ("J", "apply_residence_permit", "police", 2), ("L", "offer_support", "police", -1), ("L", "offer_support", "cmm", 1))
    after = [words(client.get(address)) for address in addresses]
    assert [re.sub(r"\d\d[.:]\d\d", "", page) for page in before] == [re.sub(r"\d\d[.:]\d\d", "", page) for page in after]


def test_reading_the_desk_is_one_entry_with_the_cases_that_were_shown(owner_connection: DatabaseWrapper, cast: Cast) -> None:
    case = cast.case()
    _lines(cast, case, ("G", "decide_identification", "cmm", 1), ("L", "offer_support", "cmm", 1))
    sign_in(cast, cast.coordinator).get("/desk/")
    with owner_connection.cursor() as cursor:
        cursor.execute("SELECT cases FROM ledger_entry WHERE action = 'desk:read'")
        assert cursor.fetchall() == [([case],)]


def test_the_desk_shows_the_inbox_and_who_has_the_duty_to_the_intake_alone(cast: Cast) -> None:
    send(sign_in(cast, cast.patrol))
    assert "1 received, 0 taken over" in words(sign_in(cast, cast.duty).get("/desk/"))
    assert "received, 0 taken" not in words(sign_in(cast, cast.police).get("/desk/"))
