# SPDX-License-Identifier: EUPL-1.2
"""What the desk sees of what came from outside, and what each guarded step asks."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from tests.pages import assert_page_is_safe
from tests.referrals.outside.filled import ADVICE, AGREES, CHILD, CITIZEN, NOTICE, NURSE, PATROL, SELF, at_desk, opened, sent
from tests.referrals.signed_in import sign_in, words
from vejviser.access.context import acting
from vejviser.access.row_security import FUNCTIONS
from vejviser.access.sections import Section
from vejviser.cases.models import Entry
from vejviser.referrals import outside
from vejviser.referrals.added import SECTIONS
from vejviser.referrals.models import Part, Referral
from vejviser.referrals.outside.additions import CARDS
from vejviser.referrals.paths import NOTICE_CARDS, VERSION
from vejviser.site import clock
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.cast import Cast

# Written as one sending after the other would be, in one statement: what the role of the pages may write without an actor.
FLOOD = """
    INSERT INTO referrals_referral (id, reference, "to", sender_organisation, received_at, answer_by, urgency, state, reason, escalated,
        sending, kind, role, path, standing, verified_as, may_identify, is_asked, lock_lifted, withdrawn, is_closed)
    SELECT gen_random_uuid(), 'F' || number, 'cmm', '', at, at, 'now', 'received', '', 0, gen_random_uuid(),
        'notice', 'citizen', 'notice', 2, '', false, false, false, '', false
    FROM generate_series(1, 10000) AS number, (SELECT %s::timestamptz AS at) AS instant
"""
LOCKED = {**AGREES, "safe_contact": "never"}


def _page(client: Client, row: Referral) -> str:
    return words(client.get(f"/inbox/{row.pk}/"))


def _post(client: Client, row: Referral, step: str, **data: Any) -> Any:
    return client.post(f"/inbox/{row.pk}/{step}/", data)


@pytest.mark.parametrize(
    ("answers", "sender"), [(AGREES, NURSE), (CHILD, PATROL), (NOTICE, CITIZEN), (ADVICE, NURSE), ({"safe_contact": "via_me"}, SELF)]
)
def test_every_kind_opens_is_taken_over_and_is_answered(cast: Cast, answers: dict[str, Any], sender: outside.Sender) -> None:
    row, client = at_desk(cast, sent(answers, sender)), sign_in(cast, cast.coordinator)
    assert row.reference in words(client.get("/inbox/"))
    assert row.reference in words(client.get("/inbox/export/"))
    assert_page_is_safe(client.get(f"/inbox/{row.pk}/"))
    assert _post(client, row, "take").status_code == 302
    assert _post(client, row, "back").status_code == 302
    assert _post(client, row, "close", reason="advised", note="rang").status_code == 302
    assert "Answered with advice" in _page(client, row)


def test_the_opened_page_follows_the_order_in_which_it_is_needed(cast: Cast) -> None:
    page = _page(sign_in(cast, cast.duty), at_desk(cast, sent(AGREES)))
    wanted = (
        "Before you call",
        "Why it is urgent",
        "Ring the referrer",
        "What may be known",
        "What is needed",
        "What was noticed",
        "Who the person is",
    )
    places = [page.index(one) for one in wanted]
    assert places == sorted(places)
    assert "Text message, evenings, 28282828. If someone else answers: say wrong number." in page
    assert "Zoraya" not in page
    assert "35353535" in page
    assert "unverified" in page


def test_the_call_sign_of_the_sender_is_what_cmm_says_first(cast: Cast) -> None:
    secret = outside.Secret.new()
    one = sent(AGREES, secret=secret, language="en")
    from vejviser.public.refer.texts import words as texts  # noqa: PLC0415  the words belong to the pages

    said = [texts("en")["call_words"]["list"][place] for place in one.call_sign]
    assert " · ".join(said) in _page(sign_in(cast, cast.duty), at_desk(cast, one))


def test_never_shows_no_number_until_the_rule_is_changed_for_a_reason(cast: Cast) -> None:
    row, client = at_desk(cast, sent(LOCKED)), sign_in(cast, cast.duty)
    assert "28282828" not in _page(client, row)
    assert "Enter why" in words(_post(client, row, "lock", lock_reason=" "))
    assert "28282828" not in _page(client, row)
    assert _post(client, row, "lock", lock_reason="the nurse says he has left").status_code == 302
    page = _page(client, row)
    assert "28282828" in page
    assert "he has left" in page


def test_who_the_person_is_takes_one_more_step_with_its_own_entry(cast: Cast) -> None:
    row, client = at_desk(cast, sent(AGREES)), sign_in(cast, cast.duty)
    assert client.get(f"/inbox/{row.pk}/identity/").status_code == 405
    assert "Zoraya" in words(_post(client, row, "identity"))


def test_a_place_tip_is_opened_by_itself(cast: Cast) -> None:
    row = at_desk(cast, sent({**NOTICE, "place_tip": "write", "place_tip_text": "the blue house"}, CITIZEN))
    client = sign_in(cast, cast.duty)
    assert "blue house" not in _page(client, row)
    assert "blue house" in words(_post(client, row, "place"))


def test_urgency_is_raised_with_one_tap_and_lowered_only_for_a_reason(cast: Cast) -> None:
    row, client = at_desk(cast, sent(NOTICE, CITIZEN)), sign_in(cast, cast.duty)
    assert _post(client, row, "urgency", urgency="now").status_code == 302
    with acting(cast.actor(cast.duty)):
        raised = Referral.objects.get(pk=row.pk)
    assert raised.urgency == "now"
    assert raised.answer_by < row.answer_by
    assert "Enter why it is less urgent" in words(_post(client, row, "urgency", urgency="advice"))
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.get(pk=row.pk).urgency == "now"
    assert _post(client, row, "urgency", urgency="advice", reason="rang: it was last year").status_code == 302
    assert "it was last year" in _page(client, row)


def test_the_sender_is_asked_and_answers_by_the_key(cast: Cast) -> None:
    one = sent(NOTICE, CITIZEN)
    row, client = at_desk(cast, one), sign_in(cast, cast.duty)
    assert outside.question(opened(one)) is None
    assert _post(client, row, "question", question="Which evening was it?").status_code == 302
    receipt = opened(one)
    assert (outside.status(receipt), outside.question(receipt)) == ("needs_you", "Which evening was it?")
    outside.add(receipt, "answer", {"text": "On Thursday."}, clock.now())
    assert outside.status(opened(one)) == "read"
    assert outside.question(opened(one)) is None
    page = _page(client, row)
    assert "On Thursday." in page
    assert "1 addition waits" in words(client.get("/inbox/"))


def test_additions_are_taken_over_or_left_one_by_one(cast: Cast) -> None:
    one = sent(AGREES)
    for text in ("first words", "second words"):
        outside.add(opened(one), "own_words", {"text": text}, clock.now())
    row, client = at_desk(cast, one), sign_in(cast, cast.duty)
    with acting(cast.actor(cast.duty)):
        first, second = Part.objects.filter(kind="addition").values_list("pk", flat=True)
    client.post(f"/inbox/{row.pk}/additions/{first}/", {"act": "take"})
    client.post(f"/inbox/{row.pk}/additions/{second}/", {"act": "leave"})
    assert [state for _card, _at, state in outside.additions(opened(one))] == ["taken", "left"]
    assert client.post(f"/inbox/{row.pk}/additions/{uuid.uuid4()}/", {"act": "take"}).status_code == 404


def test_ringing_back_at_their_own_organisation_verifies_as_well(cast: Cast) -> None:
    row, client = at_desk(cast, sent(CHILD, PATROL)), sign_in(cast, cast.duty)
    assert _post(client, row, "verified").status_code == 302
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.get(pk=row.pk).verified_as == "police"
    assert "verified: " in words(client.get("/inbox/"))
    citizen = at_desk(cast, sent(NOTICE, CITIZEN))
    assert _post(client, citizen, "verified").status_code == 404


def test_an_exception_is_confirmed_by_another_than_who_works_on_it(cast: Cast) -> None:
    answers = {"age": "no", "override": "danger_to_life", "override_reason": "a knife", "name": "Zoraya", "you_phone": "35353535"}
    row, duty, other = at_desk(cast, sent(answers)), sign_in(cast, cast.duty), sign_in(cast, cast.coordinator)
    assert "Somebody takes it over" in _page(other, row)
    _post(duty, row, "take")
    _post(duty, row, "confirm")
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.get(pk=row.pk).confirmed_at is None
    _post(other, row, "confirm")
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.get(pk=row.pk).confirmed_by_id == cast.user(cast.coordinator).pk


def test_an_exception_becomes_no_case_before_it_is_confirmed(cast: Cast) -> None:
    answers = {"age": "no", "override": "danger_to_life", "override_reason": "a knife", "name": "Zoraya", "you_phone": "35353535"}
    row, client = at_desk(cast, sent(answers)), sign_in(cast, cast.coordinator)
    assert "A second person must confirm" in words(_post(client, row, "accept"))


def test_what_the_person_takes_back_shows_no_way_to_reach_her(cast: Cast) -> None:
    one = sent(AGREES)
    row, client = at_desk(cast, one), sign_in(cast, cast.coordinator)
    _page(client, row)
    outside.withdraw(opened(one), "person", clock.now())
    page = _page(client, row)
    assert "The person takes it back" in page
    assert "28282828" not in page
    assert _post(client, row, "identity").status_code == 404
    assert "has not agreed" in words(_post(client, row, "accept"))


def test_taken_back_after_it_became_a_case_the_agreement_is_ended_there(cast: Cast) -> None:
    one = sent(AGREES)
    row, client = at_desk(cast, one), sign_in(cast, cast.coordinator)
    assert _post(client, row, "accept").status_code == 302
    outside.withdraw(opened(one), "person", clock.now())
    assert "1 person took the agreement back" in words(client.get("/inbox/"))
    assert _post(sign_in(cast, cast.second_coordinator), row, "end").status_code == 404
    assert _post(client, row, "end").status_code == 302
    assert "took the agreement back" not in words(client.get("/inbox/"))


def test_struck_is_read_by_nobody(cast: Cast) -> None:
    one = sent({**AGREES, "note": "canary"})
    outside.withdraw(opened(one), "referrer", clock.now())
    page = _page(sign_in(cast, cast.duty), at_desk(cast, one))
    assert "Struck by its sender" in page
    assert "canary" not in page


def test_ten_thousand_without_a_sender_do_not_hide_who_can_be_rung(cast: Cast) -> None:
    """A flood of anonymous notices, each with danger now, against a nurse who left a number, after all of them."""
    with connection.cursor() as cursor:
        cursor.execute(FLOOD, [clock.now()])
    reachable = sent({"danger": "now", "age": "no", "presence": "alone", "consent": "yes", "you_phone": "35353535"})
    verified = at_desk(cast, sent({"danger": "now", "age": "yes", "you_phone": "35353536"}, PATROL))
    client = sign_in(cast, cast.duty)
    _post(client, verified, "verified")
    page = words(client.get("/inbox/"))
    shown = re.findall(r'/inbox/[0-9a-f-]{36}/">([^<]+)</a>', page)
    assert shown[:2] == [verified.reference, reachable.reference]
    assert len(shown) == 25


UNWILLING = {**CHILD, "child_view": "unwilling", "safe_contact": "phone", "safe_phone": "28282828"}


def test_perhaps_a_child_and_unwilling_arrives_sealed_until_the_age_is_settled(cast: Cast) -> None:
    row, client = at_desk(cast, sent(UNWILLING)), sign_in(cast, cast.coordinator)
    assert "28282828" not in _page(client, row)
    assert _post(client, row, "identity").status_code == 404
    assert "Settle first whether it is a child" in words(_post(client, row, "accept", agrees="on"))
    assert "Enter how the age was settled" in words(_post(client, row, "age", is_child="yes"))
    assert _post(client, row, "age", is_child="yes", age_reason="passport seen").status_code == 302
    page = _page(client, row)
    assert "28282828" in page
    assert "passport seen" in page
    assert "Minh" in words(_post(client, row, "identity"))


def test_an_adult_who_says_no_has_passed_nothing_on(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    row, client = at_desk(cast, sent(UNWILLING)), sign_in(cast, cast.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        assert _post(client, row, "age", is_child="no", age_reason="born 1990").status_code == 302
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.get(pk=row.pk).kind == "notice"
        gone = list(Part.objects.filter(kind__in=("identity", "contact")).values_list("pk", flat=True))
        assert len(gone) == 2
    assert all(vault.is_shredded(part) for part in gone)
    page = _page(client, row)
    assert "28282828" not in page
    assert "Notice without a name" in page
    assert "has not agreed" in words(_post(client, row, "accept"))


def test_what_is_added_after_the_answer_is_not_overlooked(cast: Cast) -> None:
    one = sent(AGREES)
    row, client = at_desk(cast, one), sign_in(cast, cast.duty)
    _post(client, row, "close", reason="advised", note="rang")
    assert "Something was added" not in words(client.get("/inbox/"))
    outside.add(opened(one), "family", {"children": "two"}, clock.now())
    assert "Something was added to 1 referral" in words(client.get("/inbox/"))
    assert row.reference in words(client.get("/inbox/?show=added"))


def _replaced(first: dict[str, Any], second: dict[str, Any], sender: outside.Sender = NURSE) -> outside.Sent:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    sent(first, sender, **form)
    return sent(second, sender, replace=True, **form)


def test_an_earlier_version_shows_no_name_and_no_number(cast: Cast) -> None:
    one = _replaced({**AGREES, "note": "before"}, {**AGREES, "note": "after"})
    page = _page(sign_in(cast, cast.duty), at_desk(cast, one))
    assert "before" in page
    assert "Zoraya" not in page
    locked = _page(sign_in(cast, cast.duty), at_desk(cast, _replaced({**LOCKED, "needs": ["sleep"]}, LOCKED)))
    assert "28282828" not in locked


def test_an_earlier_version_keeps_a_place_no_longer_than_the_place_itself(cast: Cast) -> None:
    tip = {"place_tip": "write", "place_tip_text": "the yellow house", "you_phone": "35353535"}
    page = _page(sign_in(cast, cast.duty), at_desk(cast, _replaced({**tip, "note": "before"}, tip, CITIZEN)))
    assert "before" in page
    assert "yellow" not in page


@pytest.mark.parametrize("card", ["name", "born", "citizenship", "gender", "comm", "talk_with", "place_unsafe"])
def test_what_was_added_of_identity_and_contact_closes_with_them(cast: Cast, card: str) -> None:
    one = sent(AGREES)
    row, client = at_desk(cast, one), sign_in(cast, cast.duty)
    outside.add(opened(one), card, {"text": "canary"}, clock.now())
    outside.add(opened(one), "form", {"text": "visible"}, clock.now())
    assert "canary" in _page(client, row)
    outside.withdraw(opened(one), "person", clock.now())
    page = _page(client, row)
    assert "canary" not in page
    assert "visible" in page


def test_every_card_of_identity_or_contact_is_among_those_that_close() -> None:
    closing = {card for card, section in SECTIONS.items() if section in (Section.IDENTITY, Section.CONTACT)}
    sql = FUNCTIONS[1].read_text(encoding="utf-8")
    assert {card for card in (*CARDS, VERSION) if f"'addition:{card}'" in sql} == {*closing, VERSION}
    assert {card for card, one in CARDS.items() if outside.Path.NOTICE in one.paths} | {"answer"} == NOTICE_CARDS


def test_a_second_version_closes_with_identity_and_contact_and_never_stands_with_what_was_seen(cast: Cast) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    one = sent(AGREES, **form)
    row, client = at_desk(cast, one), sign_in(cast, cast.coordinator)
    _page(client, row)
    second = {**AGREES, "name": "Canary", "safe_contact": "never", "safe_phone": "27272727", "note": "seen again"}
    for _time in range(2):
        sent(second, replace=True, **form)
    assert [card for card, _at, _state in outside.additions(opened(one))] == ["version"]
    page = _page(client, row)
    assert "Canary" in page
    assert "27272727" not in page
    with acting(cast.actor(cast.duty)):
        version = Part.objects.get(card="version").pk
    client.post(f"/inbox/{row.pk}/additions/{version}/", {"act": "take"})
    outside.withdraw(opened(one), "person", clock.now())
    assert "Canary" not in _page(client, row)
    assert _post(client, row, "accept", agrees="on").status_code == 302
    found = _written(cast)
    assert "seen again" in found[Section.ENCOUNTER]
    assert "Canary" not in found[Section.ENCOUNTER]
    assert "Canary" in found[Section.IDENTITY]


def test_an_adult_who_says_no_leaves_nothing_that_was_added_about_her(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    one = sent(UNWILLING)
    row, client = at_desk(cast, one), sign_in(cast, cast.coordinator)
    outside.add(opened(one), "name", {"text": "canary"}, clock.now())
    outside.add(opened(one), "own_words", {"text": "canary said so"}, clock.now())
    outside.add(opened(one), "form", {"text": "visible"}, clock.now())
    assert "canary" not in _page(client, row).replace("canary said so", "")
    with django_capture_on_commit_callbacks(execute=True):
        assert _post(client, row, "age", is_child="no", age_reason="born 1990").status_code == 302
    page = _page(client, row)
    assert "canary" not in page
    assert "visible" in page
    with acting(cast.actor(cast.duty)):
        gone = list(Part.objects.filter(card__in=("name", "own_words")).values_list("pk", flat=True))
    assert len(gone) == 2
    assert all(vault.is_shredded(part) for part in gone)


def test_taken_back_a_second_time_is_ended_a_second_time(cast: Cast) -> None:
    one = sent(AGREES)
    row, client = at_desk(cast, one), sign_in(cast, cast.coordinator)
    assert _post(client, row, "accept").status_code == 302
    for minutes in (2, 0):
        outside.withdraw(opened(one), "person", clock.now() - dt.timedelta(minutes=minutes))
        with acting(cast.actor(cast.coordinator)):
            Referral.objects.filter(pk=row.pk).update(answered_at=clock.now() - dt.timedelta(minutes=5))
        assert _post(client, row, "end").status_code == 302
    assert "took the agreement back" not in words(client.get("/inbox/"))
    assert _written(cast)[Section.CONSENT].count('"value":false') == 2


def _written(cast: Cast) -> dict[str, str]:
    """Give everything that the coordinator's cases hold, by section."""
    found: dict[str, str] = {}
    with acting(cast.actor(cast.coordinator)):
        for row in Entry.objects.all():
            field, sealed = ("facts", row.facts) if row.facts is not None else ("note", row.note)
            plain = vault.unseal(row.case_id, row.section, field, row.pk, bytes(sealed or b"")).decode()
            found[row.section] = found.get(row.section, "") + plain
    return found
