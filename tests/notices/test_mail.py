# SPDX-License-Identifier: EUPL-1.2
"""Mail says nothing: not by its words, not by its size, not by its hour, and not by how often it comes."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from vejviser.notices import outbox
from vejviser.notices.mail_text import SIZE, MailTooLong, message_of, size_of
from vejviser.notices.models import Mail
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.notices.conftest import Night
    from tests.notices.post_office import PostOffice

LATER = dt.timedelta(minutes=31)


def test_every_mail_arrives_with_the_same_number_of_bytes(night: Night, post_office: PostOffice, at: Callable[[dt.datetime], None]) -> None:
    outbox.queue(Mail.Kind.NEWS, "ida@cmm.example")
    outbox.queue(Mail.Kind.NEWS, "a.very.long.name.indeed@some-organisation-with-a-long-name.example")
    outbox.queue(Mail.Kind.INVITATION, "new@police.example", "invitation/" + "x" * 86)
    at(clock.now() + LATER)
    assert night("--once")["sent"] == 3
    assert {len(arrived) for arrived in post_office.arrived} == {SIZE}


def test_the_words_of_all_mail_are_the_same_and_name_nobody(
    night: Night, post_office: PostOffice, at: Callable[[dt.datetime], None]
) -> None:
    outbox.queue(Mail.Kind.NEWS, "one@cmm.example")
    outbox.queue(Mail.Kind.INVITATION, "two@dis.example", "invitation/secret-of-one-time")
    at(clock.now() + LATER)
    night("--once")
    texts = [email.message_from_bytes(raw, policy=email.policy.default) for raw in post_office.arrived]
    words = {re.sub(r"http\S+", "ADDRESS", str(one.get_content())).split().__str__() for one in texts}
    assert len(words) == 1
    assert {one["Subject"] for one in texts} == {"Vejviser"}
    everything = b"".join(post_office.arrived).decode().lower()
    assert not [word for word in ("cmm.example/", "politi", "sag ", "case", "deadline", "frist", "referral") if word in everything]


def test_a_sender_killed_after_handing_over_sends_the_same_message_again(
    night: Night, post_office: PostOffice, at: Callable[[dt.datetime], None]
) -> None:
    outbox.queue(Mail.Kind.NEWS, "ida@cmm.example")
    due = clock.now() + LATER
    at(due)
    with night.start("--once") as sender:
        post_office.kills = sender.pid
        assert sender.wait(60) == -9
    post_office.kills = None
    assert Mail.objects.get().sent_at is None
    at(due + outbox.CLAIM_HOLDS + dt.timedelta(seconds=1))
    assert night("--once")["sent"] == 1
    first, second = (email.message_from_bytes(raw) for raw in post_office.arrived)
    assert first["Message-ID"] == second["Message-ID"]
    assert post_office.arrived[0] == post_office.arrived[1]


def test_after_three_failures_a_mail_waits_for_somebody_to_phone(
    night: Night, post_office: PostOffice, at: Callable[[dt.datetime], None]
) -> None:
    outbox.queue(Mail.Kind.NEWS, "ida@cmm.example")
    post_office.refuses, now = True, clock.now() + LATER
    for _ in range(3):
        at(now)
        night("--once")
        now += dt.timedelta(hours=1)
    mail = Mail.objects.get()
    assert (mail.failed, mail.attempts) == (True, 3)
    post_office.refuses = False
    at(now)
    assert night("--once")["sent"] == 0
    outbox.try_again(mail.id)
    assert night("--once")["sent"] == 1


def test_the_link_of_an_invitation_is_forgotten_once_it_is_sent(
    night: Night, post_office: PostOffice, at: Callable[[dt.datetime], None]
) -> None:
    outbox.queue(Mail.Kind.INVITATION, "new@police.example", "invitation/secret")
    at(clock.now() + LATER)
    night("--once")
    assert post_office.arrived
    assert Mail.objects.get().link == ""


@pytest.mark.usefixtures("committing_database")
def test_mail_of_a_transaction_that_fails_is_never_sent() -> None:
    with transaction.atomic():
        outbox.queue(Mail.Kind.NEWS, "ida@cmm.example")
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


@pytest.mark.usefixtures("database")
def test_the_moment_of_sending_is_spread_over_half_an_hour() -> None:
    waits = {mail.send_after - mail.made_at for mail in (outbox.queue(Mail.Kind.NEWS, "ida@cmm.example") for _ in range(50))}
    assert len(waits) > 25
    assert dt.timedelta(0) <= min(waits)
    assert max(waits) <= outbox.LONGEST_WAIT


@pytest.mark.usefixtures("database")
def test_two_mails_for_one_occasion_are_one() -> None:
    outbox.queue_once("night 2027-01-01", ["a@cmm.example", "a@cmm.example"])
    outbox.queue_once("night 2027-01-01", ["a@cmm.example", "b@cmm.example"])
    assert Mail.objects.count() == 2


@pytest.mark.usefixtures("database")
def test_a_link_that_would_make_a_mail_larger_is_refused_when_it_is_queued() -> None:
    with pytest.raises(MailTooLong):
        outbox.queue(Mail.Kind.INVITATION, "new@police.example", "invitation/" + "x" * 900)


def test_a_mail_is_the_same_bytes_each_time_it_is_made() -> None:
    mail = Mail(id=uuid.uuid4(), to="æ@kommune.example", kind=Mail.Kind.NEWS, made_at=clock.now())
    assert message_of(mail).message().as_bytes() == message_of(mail).message().as_bytes()
    assert size_of(message_of(mail)) == SIZE
