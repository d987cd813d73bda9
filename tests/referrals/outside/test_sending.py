# SPDX-License-Identifier: EUPL-1.2
"""Sending without an account: once, whatever the line does, and never more than the path lets go."""

from __future__ import annotations

import threading
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, connections, transaction

from tests.referrals.outside.filled import ADVICE, AGREES, CHILD, CITIZEN, NOTICE, NURSE, PATROL, SELF, at_desk, everything_of, opened, sent
from vejviser.access.context import acting
from vejviser.referrals import outside, writing
from vejviser.referrals.models import Part, Referral
from vejviser.referrals.outside import asking
from vejviser.site import clock
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.cast import Cast


def test_what_is_sent_reaches_the_inbox_with_role_urgency_and_answer_time(cast: Cast) -> None:
    one = sent(CHILD)
    row = at_desk(cast, one)
    assert (row.to, row.sender_id, row.role, row.kind, row.path) == ("cmm", None, "health", "referral", "child")
    assert (row.urgency, row.urgency, row.answer_by) == ("now", one.urgency, one.answer_by)
    assert one.danger == "soon"
    assert (one.valid_until - one.received_at).days == 30


@pytest.mark.parametrize(
    ("answers", "sender", "kind", "path"),
    [
        (AGREES, NURSE, "referral", "agreed"),
        (NOTICE, CITIZEN, "notice", "notice"),
        (ADVICE, NURSE, "consultation", "consultation"),
        ({"safe_contact": "via_me"}, SELF, "referral", "self_referral"),
        ({"age": "no", "override": "legal_duty", "override_reason": "law", "you_phone": "1", "name": "Z"}, PATROL, "referral", "exception"),
    ],
)
def test_every_kind_lands_in_the_inbox(cast: Cast, answers: dict[str, Any], sender: outside.Sender, kind: str, path: str) -> None:
    row = at_desk(cast, sent(answers, sender))
    assert (row.kind, row.path) == (kind, path)


def test_the_same_form_again_is_one_referral_and_the_same_answer(cast: Cast) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    first = sent(AGREES, **form)
    assert sent(dict(reversed(AGREES.items())), **form) == first
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.count() == 1


def test_eight_at_once_are_one_referral_and_the_same_answer(owner_connection: BaseDatabaseWrapper) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new(), "now": clock.now()}
    answers: list[outside.Sent] = []

    def send() -> None:
        answers.append(sent(AGREES, **form))
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len(set(answers)) == 1
    with owner_connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM referrals_referral), (SELECT count(*) FROM referrals_receipt)")
        assert cursor.fetchone() == (1, 1)


@pytest.mark.usefixtures("database")
def test_other_answers_under_the_same_form_are_shown_and_not_taken() -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    one = sent(AGREES, **form)
    with pytest.raises(outside.SendingDiffers) as differs:
        sent({**AGREES, "note": "more"}, **form)
    assert differs.value.answers == {**AGREES}
    assert (differs.value.received_at, differs.value.may_replace) == (one.received_at, True)


def test_who_does_not_know_the_secret_learns_nothing_of_a_sending(cast: Cast) -> None:
    number = uuid.uuid4()
    sent(AGREES, sending=number)
    sent({**AGREES, "name": "Other"}, sending=number)
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.count() == 2


def test_the_new_version_counts_and_the_earlier_stays_marked(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    first = sent(AGREES, **form)
    with django_capture_on_commit_callbacks(execute=True):
        second = sent({**AGREES, "needs": ["sleep"]}, replace=True, **form)
    assert (second.reference, second.urgency) == (first.reference, "tonight")
    assert at_desk(cast, first).urgency == "tonight"
    with acting(cast.actor(cast.duty)):
        kinds = sorted(Part.objects.values_list("kind", flat=True))
    assert kinds == ["contact", "earlier", "identity", "referrer"]
    assert sent({**AGREES, "needs": ["sleep"]}, **form) == second


def test_a_name_that_is_taken_back_before_anybody_looked_is_gone(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    one = sent(AGREES, **form)
    with acting(cast.actor(cast.duty)):
        before = list(Part.objects.filter(kind="identity").values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        sent({**AGREES, "consent": "no"}, replace=True, **form)
    assert at_desk(cast, one).kind == "notice"
    found = everything_of(cast, one)
    assert "Zoraya" not in found
    assert "28282828" not in found
    assert all(vault.is_shredded(part) for part in before)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("answers", [{}, {"danger": "now"}, {"age": "yes", "area": "sjaelland", "name": "Z"}])
def test_what_nobody_could_act_on_is_not_sent(answers: dict[str, Any]) -> None:
    with pytest.raises(outside.NothingToSend):
        sent(answers)


@pytest.mark.usefixtures("database")
def test_a_bare_alarm_is_two_answers_and_a_number() -> None:
    assert sent({"danger": "now", "age": "yes", "you_phone": "35353535"}).urgency == "now"


def test_an_exception_needs_its_reason(cast: Cast) -> None:
    answers = {"age": "no", "override": "danger_to_life", "you_phone": "35353535"}
    with pytest.raises(outside.ReasonMissing):
        sent(answers)
    row = at_desk(cast, sent({**answers, "override_reason": "he has her passport and a knife"}))
    assert row.confirm_by is not None
    assert row.confirmed_at is None


def test_only_contact_means_no_name(cast: Cast) -> None:
    found = everything_of(cast, sent({**AGREES, "consent": "contact_only"}))
    assert "Zoraya" not in found
    assert "28282828" in found


def test_a_notice_whose_own_words_may_identify_is_marked(cast: Cast) -> None:
    assert at_desk(cast, sent({**NOTICE, "note": "she is called Mai"}, CITIZEN)).may_identify
    assert not at_desk(cast, sent(NOTICE, CITIZEN)).may_identify


def test_a_sending_is_in_the_ledger_of_the_same_transaction(owner_connection: BaseDatabaseWrapper) -> None:
    sent(NOTICE, CITIZEN)
    with owner_connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry WHERE action = 'referral:send' AND actor IS NULL")
        assert cursor.fetchone() == (1,)


@pytest.mark.usefixtures("committing_database")
def test_the_answer_is_given_only_after_the_commit() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        sent(NOTICE, CITIZEN)


def test_nobody_signed_in_sends_through_this_door(cast: Cast) -> None:
    with acting(cast.actor(cast.patrol)), pytest.raises(RuntimeError):
        sent(NOTICE, CITIZEN)
    assert connection.vendor == "postgresql"
    assert opened(sent(NOTICE, CITIZEN)).role == "citizen"


def test_opened_in_the_moment_of_replacing_nothing_is_lost_of_either(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    one = sent(AGREES, **form)
    asked = asking.row

    def opening_first(name: str, *arguments: Any) -> Any:
        if name == "replace":
            with acting(cast.actor(cast.duty)):
                Referral.objects.update(opened_at=clock.now())
        return asked(name, *arguments)

    monkeypatch.setattr(asking, "row", opening_first)
    with django_capture_on_commit_callbacks(execute=True):
        sent({**AGREES, "name": "Maria"}, replace=True, **form)
    found = everything_of(cast, one)
    assert "Zoraya" in found
    assert "35353535" in found
    assert "Maria" in found


def test_a_version_that_is_added_is_added_once_however_often_it_arrives(cast: Cast) -> None:
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    one = sent(AGREES, **form)
    with acting(cast.actor(cast.duty)):
        Referral.objects.update(opened_at=clock.now())
    for _time in range(3):
        assert sent({**AGREES, "needs": ["sleep"]}, replace=True, **form).reference == one.reference
    assert [card for card, _at, _state in outside.additions(opened(one))] == ["version"]


@pytest.mark.parametrize("is_opened", [False, True])
def test_who_says_that_the_first_counts_is_told_once_more_what_opens_it(cast: Cast, is_opened: bool) -> None:  # noqa: FBT001
    form: dict[str, Any] = {"sending": uuid.uuid4(), "secret": outside.Secret.new()}
    one = sent(AGREES, **form)
    if is_opened:
        with acting(cast.actor(cast.duty)):
            Referral.objects.update(opened_at=clock.now())
    with pytest.raises(outside.SendingDiffers):
        sent(NOTICE, outside.Sender("citizen"), **form)
    found = outside.first_sent(form["sending"], form["secret"], clock.now())
    assert found is not None
    assert found[0] == one
    assert found[1].role == "health"
    assert outside.first_sent(form["sending"], outside.Secret.new(), clock.now()) is None


def test_a_day_in_words_of_a_notice_is_looked_through_like_every_own_word() -> None:
    assert writing.may_identify({"held_until": "until Friday, called Maria"})
    assert not writing.may_identify({"held_until": "2027-01-15"})
