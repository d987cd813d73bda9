# SPDX-License-Identifier: EUPL-1.2
"""The page of a case: what stands on it, for whom, on which day, and what it costs."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.page.pages import TODAY, day, identified, words, write
from tests.referrals.signed_in import sign_in
from vejviser.access.sections import Section
from vejviser.mechanisms import find

if TYPE_CHECKING:
    from tests.cast import Cast

# Session 3, sign-in and actor 3, context and savepoint 4, ledger 1, the case itself 12; linked cases would add 2.
QUERIES = 24
SECRETS = {Section.SUPPORT: "canary-support", Section.CONTACT: "canary-contact", Section.LOCATION: "canary-place"}


def test_the_page_says_what_happens_next_and_why(cast: Cast) -> None:
    case = identified(cast)
    said = words(sign_in(cast, cast.coordinator).get(f"/cases/{case}/"))
    assert "Identified as a victim of trafficking." in said
    assert "What happens next, and why" in said
    assert "Offer assistance and support" in said
    assert "R28" in said
    assert "Day 11 of 31 · 20 days left" in said
    last_day = find().texts("en").date(TODAY.fromordinal(TODAY.toordinal() + 20))
    assert last_day in said
    assert "The person has no legal stay" in said


def test_the_page_is_whole_in_danish(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    user = cast.user(cast.coordinator)
    user.language = "da"
    user.save()
    said = words(client.get(f"/cases/{case}/"))
    assert "Hvad sker der nu, og hvorfor" in said
    assert "trafficking" not in said.lower()
    assert "What happens next" not in said


def test_the_title_and_the_address_tell_nothing(cast: Cast) -> None:
    case = identified(cast)
    page = sign_in(cast, cast.coordinator).get(f"/cases/{case}/").content.decode()
    assert "<title>Vejviser – Case</title>" in page


@pytest.mark.parametrize(
    "place", ["", "print/", "timeline.svg", "record/", "record/encounter/", "write/note/", "team/", "conflict/", "hand-over/", "link/"]
)
def test_to_an_outsider_no_page_of_the_case_exists(cast: Cast, place: str) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.outsider)
    hidden, absent = client.get(f"/cases/{case}/{place}"), client.get(f"/cases/{uuid.uuid4()}/{place}")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert len(hidden.content) == len(absent.content)


@pytest.mark.parametrize("place", ["", "print/", "timeline.svg", "record/"])
def test_a_page_to_read_takes_no_post(cast: Cast, place: str) -> None:
    case = identified(cast)
    assert sign_in(cast, cast.coordinator).post(f"/cases/{case}/{place}").status_code == 405


def test_immigration_and_police_never_get_a_byte_of_support_contact_or_place(cast: Cast) -> None:
    case = identified(cast)
    for part in (cast.shelter, cast.police, cast.social_worker):
        cast.join(case, part)
    write(cast, case, cast.social_worker, Section.SUPPORT, "note", text=SECRETS[Section.SUPPORT])
    write(cast, case, cast.coordinator, Section.CONTACT, "safe_contact", how=SECRETS[Section.CONTACT])
    write(cast, case, cast.shelter, Section.LOCATION, "place_code", code=SECRETS[Section.LOCATION])
    write(cast, case, cast.coordinator, Section.IDENTITY, "identity", name="canary-name")
    cast.record(case, cast.social_worker, type="offer", at=day(-5), what="psychological", answer="accepted", note="canary-offer")
    cast.record(
        case,
        cast.interviewer,
        type="interview",
        at=day(-4),
        by="cmm",
        representative_present=False,
        interpreter=None,
        note="canary-interview",
    )
    for part in (cast.dis, cast.police):
        client = sign_in(cast, part)
        for place in ("", "print/", "timeline.svg", "record/", "team/"):
            content = client.get(f"/cases/{case}/{place}").content.decode()
            assert "canary" not in content, (part.name, place)
            assert "Offer made" not in content
    own = sign_in(cast, cast.coordinator).get(f"/cases/{case}/").content.decode()
    assert {secret for secret in (*SECRETS.values(), "canary-name", "canary-offer") if secret in own} == {
        *SECRETS.values(),
        "canary-name",
        "canary-offer",
    }


def test_a_fact_from_a_section_that_is_not_read_is_not_said(cast: Cast) -> None:
    case = identified(cast)
    cast.join(case, cast.police)
    cast.record(case, cast.police, type="police_collaboration", at=day(-3), value=True)
    cast.record(case, cast.dis, type="reflection_period", at=day(-2), by="dis")
    police = words(sign_in(cast, cast.police).get(f"/cases/{case}/"))
    coordinator = words(sign_in(cast, cast.coordinator).get(f"/cases/{case}/"))
    assert "Collaborates with the police" in police
    assert "Collaborates with the police" not in coordinator
    cast.join(case, cast.social_worker)
    assert "Part of the reason lies in sections that you do not read." in words(sign_in(cast, cast.social_worker).get(f"/cases/{case}/"))
    assert "takes part in the criminal case (" not in coordinator


def test_the_case_is_shown_as_it_was_known_on_another_day(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    before = words(client.get(f"/cases/{case}/?day={day(-11)}"))
    assert "You see the case as it stood on" in before
    assert "Reflection period Day" not in before
    later = words(client.get(f"/cases/{case}/?day={day(30)}"))
    assert "Reflection period Over. The last day was" in later
    unknown = words(client.get(f"/cases/{case}/?known={day(-1)}"))
    assert "Presumed victim" in unknown
    assert "Nothing is recorded that you read." in unknown


def test_a_day_that_does_not_exist_is_asked_for_again(cast: Cast) -> None:
    case = identified(cast)
    answered = sign_in(cast, cast.coordinator).get(f"/cases/{case}/?day_day=31&day_month=2&day_year=2027")
    assert answered.status_code == 200
    assert "There are problems" in words(answered)


def test_the_name_stands_in_the_header_only_for_who_may_use_it(cast: Cast) -> None:
    case = identified(cast)
    write(cast, case, cast.coordinator, Section.IDENTITY, "identity", name="Invented Name")
    assert 'class="font-lead">Invented Name' in sign_in(cast, cast.coordinator).get(f"/cases/{case}/").content.decode()
    cast.join(case, cast.shelter)
    shelter = sign_in(cast, cast.shelter)
    assert 'class="font-lead">' not in shelter.get(f"/cases/{case}/").content.decode()
    cast.record(case, cast.coordinator, type="consent", at=day(-1), recipient="reden_international", scope=["identity"], value=True)
    assert 'class="font-lead">Invented Name' in shelter.get(f"/cases/{case}/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_case_or_with_the_cases(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    client.get(f"/cases/{case}/")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/cases/{case}/")
    for number in range(12):
        write(cast, case, cast.coordinator, Section.ENCOUNTER, "note", text=f"note {number}")
        cast.case()
    with CaptureQueriesContext(connection) as many:
        client.get(f"/cases/{case}/")
    assert len(many) == len(few)
    assert len(many) <= QUERIES, "\n".join(query["sql"][:120] for query in many)


def test_the_picture_stands_alone_and_the_page_has_nothing_inline(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    picture = client.get(f"/cases/{case}/timeline.svg")
    assert picture["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "<script" not in picture.content.decode()
    page = client.get(f"/cases/{case}/").content.decode()
    assert " style=" not in page
    assert "<style" not in page
