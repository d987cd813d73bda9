# SPDX-License-Identifier: EUPL-1.2
"""Coming back by reference and key: status, additions, withdrawal; what opens nothing cannot be told apart."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests.referrals.outside.filled import ADVICE, AGREES, CHILD, CITIZEN, NOTICE, NURSE, PATROL, SELF, at_desk, opened, sent
from vejviser.access.context import acting
from vejviser.referrals import content, outside, services
from vejviser.referrals.content import PART, unseal
from vejviser.referrals.models import Part, Referral
from vejviser.site import clock

if TYPE_CHECKING:
    from tests.cast import Cast

DAY = dt.timedelta(days=1)


@pytest.mark.usefixtures("database")
def test_a_key_opens_in_any_writing() -> None:
    one = sent(AGREES)
    key = " - ".join(word.upper() for word in one.key_words)
    found = outside.open_receipt(one.reference.lower().replace("-", " "), key, clock.now())
    assert found is not None
    assert (found.reference, found.path, outside.status(found)) == (one.reference, "agreed", "received")


@pytest.mark.usefixtures("database")
def test_wrong_unknown_and_expired_open_nothing_after_the_same_time() -> None:
    one, other = sent(AGREES), sent(AGREES)
    wrong = (
        (one.reference, " ".join(other.key_words), clock.now()),
        ("K7PM-3RWX-9DTE", " ".join(one.key_words), clock.now()),
        (one.reference, " ".join(one.key_words), one.valid_until),
        ("", "", clock.now()),
    )
    times = []
    for reference, key, now in wrong:
        began = time.perf_counter()
        assert outside.open_receipt(reference, key, now) is None
        times.append(time.perf_counter() - began)
    # One Argon2id each: none is answered without.
    assert min(times) > 0.2 * max(times)
    assert outside.open_receipt(one.reference, " ".join(one.key_words), one.valid_until - dt.timedelta(seconds=1)) is not None


def test_the_status_follows_the_desk_and_says_nothing_else(cast: Cast) -> None:
    one = sent(AGREES)
    with acting(cast.actor(cast.duty)) as actor:
        row = Referral.objects.get(reference=one.reference)
        Referral.objects.filter(pk=row.pk).update(opened_at=actor.now)
    assert outside.status(opened(one)) == "read"
    with acting(cast.actor(cast.duty)) as actor:
        services.take_over(actor, row.pk)
    assert outside.status(opened(one)) == "taken"
    with acting(cast.actor(cast.duty)) as actor:
        services.close(actor, row.pk, Referral.Reason.DECLINES, "rang twice")
    assert outside.status(opened(one)) == "closed"


@pytest.mark.usefixtures("database")
def test_the_copy_has_headings_and_no_answer() -> None:
    found = outside.sent_summary(opened(sent(AGREES)))
    assert {"name", "safe_phone", "language"} <= set(found)
    assert not {"Zoraya", "28282828", "vie"} & set(found)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("answers", "sender", "offered", "not_offered"),
    [
        (AGREES, NURSE, {"name", "health", "correct"}, {"suspects", "unaccompanied", "answer"}),
        (CHILD, PATROL, {"unaccompanied", "suspects", "belongings"}, {"health"}),
        (
            NOTICE,
            NURSE,
            {"form", "signs_how", "when_where", "others", "told", "stand_in", "correct"},
            {"name", "born", "own_words", "family"},
        ),
        (NOTICE, CITIZEN, {"correct", "form"}, {"name", "stand_in", "others"}),
        (ADVICE, NURSE, {"stand_in", "correct"}, {"form", "name"}),
        ({"safe_contact": "via_me"}, SELF, {"name", "comm", "talk_with", "correct"}, {"form", "asked_before", "health"}),
    ],
)
def test_cards_fit_role_and_path(answers: dict[str, Any], sender: outside.Sender, offered: set[str], not_offered: set[str]) -> None:
    found = set(outside.cards(opened(sent(answers, sender))))
    assert offered <= found
    assert not not_offered & found


def test_an_addition_waits_sealed_and_is_listed_without_content(cast: Cast) -> None:
    one = sent(AGREES)
    outside.add(opened(one), "own_words", {"text": "he said 010190-1234", "told": ["seen", ""]}, clock.now())
    assert [(card, state) for card, _at, state in outside.additions(opened(one))] == [("own_words", "waiting")]
    with acting(cast.actor(cast.duty)):
        part = Part.objects.get(kind="addition")
        assert b"he said" not in bytes(part.content or b"")
        assert unseal(part.pk, PART, part.content) == {"text": "he said 010190-xxxx", "told": ["seen"]}


@pytest.mark.usefixtures("database")
def test_a_card_that_is_not_offered_is_empty_or_too_long_is_not_taken() -> None:
    receipt = opened(sent(NOTICE, CITIZEN))
    for card, values in (("name", {"text": "Mai"}), ("nonsense", {"text": "x"}), ("correct", {"text": " "})):
        with pytest.raises(outside.NotOffered):
            outside.add(receipt, card, values, clock.now())
    with pytest.raises(outside.TextTooLong, match=r"correct\.text"):
        outside.add(receipt, "correct", {"text": "x" * 10_001}, clock.now())
    assert outside.additions(receipt) == []


def test_taken_back_before_it_was_opened_it_is_struck(cast: Cast) -> None:
    one, now = sent(AGREES), clock.now()
    done = outside.withdraw(opened(one), "referrer", now)
    assert (done.what, done.destroyed_at, done.seen_by) == ("struck", now + DAY, ())
    row = at_desk(cast, one)
    assert (row.state, row.reason, row.withdrawn) == ("declined", "error", "struck")
    with acting(cast.actor(cast.duty)):
        assert not Part.objects.filter(kind__in=("identity", "contact")).exists()
    again = opened(one)
    assert outside.status(again) == "closed"
    assert outside.cards(again) == ()
    assert outside.withdraw(again, "referrer", now).what == "struck"


def _read(cast: Cast, one: outside.Sent) -> None:
    with acting(cast.actor(cast.duty)) as actor:
        Referral.objects.filter(reference=one.reference).update(opened_at=actor.now)


def test_taken_back_after_it_was_opened_it_is_marked_and_stays(cast: Cast) -> None:
    one = sent(AGREES)
    _read(cast, one)
    done = outside.withdraw(opened(one), "referrer", clock.now())
    assert (done.what, done.seen_by) == ("marked", ("cmm",))
    row = at_desk(cast, one)
    assert (row.state, row.withdrawn, row.is_closed) == ("received", "referrer", False)
    assert outside.status(opened(one)) == "read"


def test_what_the_person_takes_back_is_closed_at_once_and_the_sender_is_not_told(cast: Cast) -> None:
    one = sent(AGREES)
    _read(cast, one)
    before = outside.status(opened(one))
    assert outside.withdraw(opened(one), "person", clock.now()).what == "closed"
    assert at_desk(cast, one).is_closed
    with acting(cast.actor(cast.duty)):
        assert not Part.objects.filter(kind__in=("identity", "contact")).exists()
        assert Part.objects.filter(kind="referrer").exists()
    assert outside.status(opened(one)) == before


def test_a_childs_wish_is_kept_and_ends_nothing(cast: Cast) -> None:
    one = sent(CHILD)
    _read(cast, one)
    assert outside.withdraw(opened(one), "person", clock.now()).what == "stays"
    row = at_desk(cast, one)
    assert (row.withdrawn, row.is_closed) == ("person", False)


def test_on_the_own_path_the_sender_is_the_person(cast: Cast) -> None:
    one = sent({"safe_contact": "phone", "safe_phone": "28282828", "name": "Z"}, SELF)
    _read(cast, one)
    assert outside.withdraw(opened(one), "referrer", clock.now()).what == "closed"
    assert at_desk(cast, one).withdrawn == "person"


def test_a_childs_wish_strikes_nothing_before_it_was_opened_either(cast: Cast) -> None:
    one = sent(CHILD)
    assert outside.withdraw(opened(one), "person", clock.now()).what == "stays"
    row = at_desk(cast, one)
    assert (row.state, row.withdrawn, row.is_closed) == ("received", "person", False)


def test_what_another_person_took_back_before_it_was_opened_reaches_the_desk_without_name(cast: Cast) -> None:
    one = sent(AGREES)
    assert outside.withdraw(opened(one), "person", clock.now()).what == "closed"
    assert at_desk(cast, one).state == "received"
    with acting(cast.actor(cast.duty)):
        assert not Part.objects.filter(kind__in=("identity", "contact")).exists()


def test_on_the_own_path_what_nobody_opened_is_struck(cast: Cast) -> None:
    one = sent({"safe_contact": "phone", "safe_phone": "28282828"}, SELF)
    assert outside.withdraw(opened(one), "person", clock.now()).what == "struck"
    assert at_desk(cast, one).withdrawn == "struck"


def test_a_card_that_was_left_and_destroyed_does_not_come_back(cast: Cast) -> None:
    one, once = sent(AGREES), uuid.uuid4()
    outside.add(opened(one), "own_words", {"text": "said"}, clock.now(), once=once)
    with acting(cast.actor(cast.duty)):
        part = Part.objects.get(card="own_words").pk
    content.destroy([part])
    outside.add(opened(one), "own_words", {"text": "said"}, clock.now(), once=once)
    assert len(outside.additions(opened(one))) == 1
