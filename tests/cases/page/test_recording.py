# SPDX-License-Identifier: EUPL-1.2
"""Recording from the pages: form, preview, confirmation; what is refused and with which door; stale, twice, forged; drafts."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests.cases.page.pages import TODAY, confirm, day, hidden, identified, send, words
from tests.referrals.signed_in import sign_in
from vejviser.access.context import acting
from vejviser.cases.models import Draft, Entry
from vejviser.mechanisms import find
from vejviser.rules.periods import last_day_before_birthday

if TYPE_CHECKING:
    from uuid import UUID

    from tests.cast import Cast, Part

ENCOUNTER = {"at": day(-2), "by": "hopenow", "note": "canary"}


def count(cast: Cast, case: UUID, part: Part) -> int:
    with acting(cast.actor(part)):
        return Entry.objects.filter(case=case).count()


def test_an_event_is_previewed_then_recorded(cast: Cast) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/encounter/"
    before = count(cast, case, cast.coordinator)
    preview = send(client, address, **ENCOUNTER)
    assert preview.status_code == 200
    assert "Check before it is recorded" in words(preview)
    assert count(cast, case, cast.coordinator) == before
    assert confirm(client, address, preview).headers["Location"] == f"/cases/{case}/"
    assert count(cast, case, cast.coordinator) == before + 1
    assert "canary" in words(client.get(f"/cases/{case}/"))


def test_the_preview_says_which_day_moves_and_that_the_cap_is_reached(cast: Cast) -> None:
    case = identified(cast)
    cast.record(case, cast.coordinator, type="return_cooperation", at=day(-3), value=True)
    client, address = sign_in(cast, cast.dis), f"/cases/{case}/record/reflection_extension/"
    form = words(client.get(address))
    said = find().texts("en").date
    first, last = TODAY.fromisoformat(day(21)), TODAY.fromisoformat(day(110))
    assert f"The new last day lies between {said(first)} and {said(last)}, both included." in form
    preview = words(send(client, address, at=day(0), by="dis", until=day(110)))
    assert f"from {said(TODAY.fromisoformat(day(20)))} to {said(last)}" in preview
    assert "the longest possible end is reached" in preview


def test_what_the_rules_forbid_is_refused_with_the_door_and_keeps_what_was_typed(cast: Cast) -> None:
    case = identified(cast)
    cast.record(case, cast.coordinator, type="return_cooperation", at=day(-3), value=True)
    client, address = sign_in(cast, cast.dis), f"/cases/{case}/record/reflection_extension/"
    answered = send(client, address, at=day(0), by="dis", until=day(200), note="kept words")
    said = words(answered)
    assert "The rules do not allow this" in said
    assert "The limit is 120 days in total" in said
    assert "R27" in said
    assert "kept words" in answered.content.decode()
    straight = client.post(address, {**hidden(client.get(address)), "step": "record", "at": day(0), "by": "dis", "until": day(200)})
    assert "The rules do not allow this" in words(straight)
    assert "Extension of the reflection period" not in words(client.get(f"/cases/{case}/")).partition("History")[2]


def test_missing_answers_are_named_and_what_was_typed_stays(cast: Cast) -> None:
    case = identified(cast)
    answered = send(
        sign_in(cast, cast.coordinator), f"/cases/{case}/record/encounter/", at_day="1", at_month="2", at_year="", by="", note="kept words"
    )
    said = words(answered)
    assert "There are problems" in said
    assert "Enter day, month and year; one of them is missing" in said
    assert "Choose an answer to “Who met the person”" in said
    assert "kept words" in answered.content.decode()


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("encounter", {"at": day(2), "by": "cmm"}, "only what has happened can be recorded"),
        ("encounter", {"at": "2026-10-25", "at_time": "2.30", "by": "cmm"}, "the clocks change on this day"),
        ("encounter", {"at": day(-2), "by": "mafia"}, "Choose one of the answers"),
        ("encounter", {"at": day(-2), "by": "cmm", "note": "x" * 20_001}, "Shorten the text"),
        ("referral", {"at": day(-2), "by": "cmm", "to": "cmm", "consent": "override"}, "it is needed with"),
        ("referral", {"at": day(-2), "by": "cmm", "to": "cmm", "consent": "given", "basis": "child"}, "it belongs to"),
        ("consent", {"at": day(-2), "recipient": "cmm", "value": "true"}, "Choose one or more"),
    ],
)
def test_bad_answers_are_told_and_record_nothing(cast: Cast, kind: str, typed: dict[str, Any], said: str) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    before = count(cast, case, cast.coordinator)
    for step in ("check", "record"):
        assert said in words(send(client, f"/cases/{case}/record/{kind}/", **typed, step=step))
    assert count(cast, case, cast.coordinator) == before


def test_an_extension_has_a_day_or_a_number_of_days_not_both(cast: Cast) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.dis), f"/cases/{case}/record/reflection_extension/"
    for typed in ({}, {"until": day(30), "days": "9"}):
        assert "not both and not none" in words(send(client, address, at=day(0), by="dis", **typed))


def test_sent_twice_is_one_entry_with_the_same_answer(cast: Cast) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/encounter/"
    preview = send(client, address, **ENCOUNTER)
    before = count(cast, case, cast.coordinator)
    answers = [confirm(client, address, preview) for _ in range(2)]
    assert [one.headers["Location"] for one in answers] == [f"/cases/{case}/"] * 2
    assert count(cast, case, cast.coordinator) == before + 1


def test_a_sending_used_for_something_else_is_refused(cast: Cast) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/encounter/"
    preview = send(client, address, **ENCOUNTER)
    confirm(client, address, preview)
    other = client.post(address, {**hidden(preview), "step": "record", "note": "something else"})
    assert "This form was sent before with other answers" in words(other)


def test_who_was_overtaken_sees_what_was_recorded_meanwhile_and_confirms_again(cast: Cast) -> None:
    case = identified(cast)
    cast.join(case, cast.shelter)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/encounter/"
    preview = send(client, address, **ENCOUNTER)
    cast.record(
        case, cast.interviewer, type="interview", at=day(-1), by="cmm", representative_present=True, interpreter=None, note="meanwhile"
    )
    stale = confirm(client, address, preview)
    assert stale.status_code == 409
    assert "Others have changed the case in the meantime" in words(stale)
    assert "meanwhile" in words(stale)
    assert "canary" in words(stale)
    assert confirm(client, address, stale).status_code == 302


def test_what_was_recorded_meanwhile_in_a_hidden_section_is_not_shown(cast: Cast) -> None:
    case = identified(cast)
    cast.join(case, cast.police)
    cast.join(case, cast.social_worker)
    client, address = sign_in(cast, cast.police), f"/cases/{case}/record/police_collaboration/"
    preview = send(client, address, at=day(-2), value="true")
    cast.record(case, cast.social_worker, type="offer", at=day(-1), what="psychological", answer="accepted", note="canary-support")
    stale = confirm(client, address, preview)
    assert stale.status_code == 409
    assert "canary" not in stale.content.decode()
    assert "Offer made" not in words(stale)


@pytest.mark.parametrize("kind", ["reflection_period", "police_collaboration", "nonsense", "special_reasons"])
def test_a_form_that_is_not_ones_own_does_not_exist(cast: Cast, kind: str) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/{kind}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"step": "record", "sending": str(uuid.uuid4()), "version": "1"}).status_code == 404


@pytest.mark.parametrize("forged", [{"sending": "x"}, {"version": "-1"}, {"version": "x"}, {"draft": "x"}])
def test_forged_hidden_inputs_lead_nowhere(cast: Cast, forged: dict[str, str]) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/encounter/"
    typed = {**hidden(client.get(address)), **ENCOUNTER, "step": "record", **forged}
    assert client.post(address, typed).status_code == 404


def test_only_get_and_post_are_taken(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    assert client.put(f"/cases/{case}/record/encounter/").status_code == 405
    assert client.delete(f"/cases/{case}/write/note/").status_code == 405


def test_an_interview_without_a_contract_on_that_day_is_warned_of(cast: Cast) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.interviewer), f"/cases/{case}/record/interview/"
    typed = {"at": day(-1), "by": "hopenow", "representative_present": "true", "interpreter": ""}
    assert "had no contract for interviews" not in words(send(client, address, **typed))
    from vejviser.directory.models import Contract  # noqa: PLC0415  the contract is ended as the administrator would

    Contract.objects.filter(organisation__register_id="hopenow").update(last_day=TODAY.fromisoformat(day(-9)))
    assert "had no contract for interviews" in words(send(client, address, **typed))


def test_who_the_person_is_changes_what_follows(cast: Cast) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/person/"
    assert "Enter the day of birth, or tick that it is not known" in words(send(client, address, gender="female", unaccompanied="false"))
    born = TODAY.replace(year=TODAY.year - 16, day=1)
    preview = send(client, address, born=born.isoformat(), citizenship_1="BR", gender="female", unaccompanied="true")
    assert "Treated as a child: from no to yes" in words(preview)
    confirm(client, address, preview)
    said = words(client.get(f"/cases/{case}/"))
    assert "Treated as a child" in said
    assert find().texts("en").date(last_day_before_birthday(born, 18)) in said


def test_a_draft_is_kept_for_its_writer_alone_and_goes_on_where_it_was(cast: Cast) -> None:
    case = identified(cast)
    cast.join(case, cast.second_coordinator)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/encounter/"
    saved = client.post(address, {**hidden(client.get(address)), "step": "save", "at_day": "3", "note": "half a thought"})
    assert saved.status_code == 302
    assert "Your drafts" in words(client.get(f"/cases/{case}/"))
    with acting(cast.actor(cast.coordinator)):
        draft = Draft.objects.get(case=case)
        assert b"half a thought" not in bytes(draft.content)
    opened = client.get(f"/cases/{case}/drafts/{draft.pk}/", follow=True)
    assert "half a thought" in opened.content.decode()
    assert "There are problems" not in words(opened)
    other = sign_in(cast, cast.second_coordinator)
    assert "Your drafts" not in words(other.get(f"/cases/{case}/"))
    assert other.get(f"/cases/{case}/drafts/{draft.pk}/").status_code == 404
    assert other.post(f"/cases/{case}/drafts/{draft.pk}/drop/").status_code == 404
    preview = client.post(address, {**hidden(opened), **ENCOUNTER, "step": "check"})
    assert confirm(client, address, preview).status_code == 302
    assert "Your drafts" not in words(client.get(f"/cases/{case}/"))


def test_a_correction_strikes_the_old_entry_and_both_stay(cast: Cast) -> None:
    case = identified(cast)
    entry = cast.record(case, cast.coordinator, type="encounter", at=day(-9), by="cmm", note="wrong words")
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/entries/{entry}/correct/"
    form = client.get(address)
    assert "wrong words" in form.content.decode()
    preview = send(client, address, at=day(-8), by="cmm", note="right words")
    assert confirm(client, address, preview).status_code == 302
    page = client.get(f"/cases/{case}/").content.decode()
    assert "wrong words" in page
    assert "right words" in page
    assert "Corrected by entry" in page
    assert client.get(address).status_code == 302


def test_a_withdrawal_needs_a_reason_and_changes_what_follows(cast: Cast) -> None:
    case = identified(cast)
    cast.record(case, cast.coordinator, type="return_cooperation", at=day(-3), value=True)
    with acting(cast.actor(cast.coordinator)):
        entry = Entry.objects.filter(case=case).latest("number").pk
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/entries/{entry}/withdraw/"
    typed = hidden(client.get(address))
    assert "Enter “Why was it a mistake?”" in words(client.post(address, typed))
    answers = [client.post(address, {**typed, "reason": "the wrong person"}).status_code for _ in range(2)]
    assert answers == [302, 302]
    said = words(client.get(f"/cases/{case}/"))
    assert "Withdrawn by entry" in said
    assert "the wrong person" in said
    assert "Apply for an extension of the reflection period" not in said.partition("Who decides")[0]


def test_a_withdrawal_after_others_recorded_shows_what_they_did_and_is_taken_the_second_time(cast: Cast) -> None:
    case = identified(cast)
    entry = cast.record(case, cast.coordinator, type="encounter", at=day(-9), by="cmm")
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/entries/{entry}/withdraw/"
    typed = {**hidden(client.get(address)), "reason": "the wrong person"}
    cast.record(case, cast.coordinator, type="encounter", at=day(-7), by="cmm", note="met again meanwhile")
    stale = client.post(address, typed)
    assert stale.status_code == 409
    assert "met again meanwhile" in words(stale)
    assert "the wrong person" in stale.content.decode()
    assert client.post(address, {**hidden(stale), "reason": "the wrong person"}).status_code == 302


@pytest.mark.parametrize("place", ["correct", "withdraw"])
def test_an_entry_of_others_cannot_be_changed_and_a_foreign_one_does_not_exist(cast: Cast, place: str) -> None:
    case, foreign = identified(cast), cast.case()
    with acting(cast.actor(cast.coordinator)):
        stay = next(one.pk for one in Entry.objects.filter(case=case) if one.section == "K")
    elsewhere = cast.record(foreign, cast.coordinator, type="encounter", at=day(-9), by="cmm")
    client = sign_in(cast, cast.coordinator)
    for entry in (stay, elsewhere, uuid.uuid4()):
        assert client.get(f"/cases/{case}/entries/{entry}/{place}/").status_code == 404
        assert client.post(f"/cases/{case}/entries/{entry}/{place}/", {"sending": str(uuid.uuid4()), "version": "1"}).status_code == 404


def test_a_text_goes_into_its_section_and_nowhere_else(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    address = f"/cases/{case}/write/note/"
    typed = hidden(client.get(address))
    assert "Choose one of your sections" in words(client.post(address, {**typed, "section": "J", "text": "canary"}))
    for _ in range(2):
        assert client.post(address, {**typed, "section": "L", "text": "canary"}).status_code == 302
    assert words(client.get(f"/cases/{case}/")).count("canary") == 1
    assert client.get(f"/cases/{case}/write/statement/").status_code == 404
    assert client.get(f"/cases/{case}/write/place_code/").status_code == 404
    told = sign_in(cast, cast.interviewer)
    statement = hidden(told.get(f"/cases/{case}/write/statement/"))
    told.post(f"/cases/{case}/write/statement/", {**statement, "topic": "the journey", "text": "came by bus"})
    said = words(client.get(f"/cases/{case}/"))
    assert "came by bus" in said
    assert "If you must ask again, say why" in said


def test_a_consent_says_which_doors_it_opens_and_closes(cast: Cast) -> None:
    case = identified(cast)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/record/consent/"
    typed = {"at": day(-1), "recipient": "hopenow", "scope": ["contact", "accommodation"]}
    preview = send(client, address, **typed, value="true")
    assert "may then read, where its people work on this case: Safe contact, Place of stay and Support." in words(preview)
    confirm(client, address, preview)
    assert "may then no longer read by consent" in words(send(client, address, **typed, value="false"))
    assert "HopeNow accommodation Given" in words(client.get(f"/cases/{case}/"))
