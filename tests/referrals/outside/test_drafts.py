# SPDX-License-Identifier: EUPL-1.2
"""Save and come back: one instant for text, reminder and deletion, and one answer for whatever opens nothing."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from tests.referrals.outside.filled import AGREES
from vejviser.notices.models import Mail
from vejviser.referrals import outside
from vejviser.site import clock

SECOND = dt.timedelta(seconds=1)
WORK = "bo@hospital.example"

pytestmark = pytest.mark.usefixtures("database")


def test_a_form_is_saved_and_opened_by_its_code_in_any_writing() -> None:
    now = clock.now()
    saved = outside.save_draft(AGREES, now=now)
    assert [len(group) for group in saved.code.split("-")] == [4, 4, 4, 4]
    found = outside.open_draft(saved.code.lower().replace("-", " "), now)
    assert found == outside.DraftOpened(AGREES, saved.until)
    assert saved.until == now + dt.timedelta(hours=72)


def test_it_opens_up_to_the_very_instant_that_the_page_named_and_not_at_it() -> None:
    saved = outside.save_draft(AGREES, now=clock.now())
    assert outside.open_draft(saved.code, saved.until - SECOND) is not None
    assert outside.open_draft(saved.code, saved.until) is None


def test_saving_again_keeps_the_code_and_starts_the_time_anew() -> None:
    now = clock.now()
    first = outside.save_draft({"note": "one"}, now=now)
    later = now + dt.timedelta(hours=10)
    second = outside.save_draft({"note": "two"}, now=later, code=first.code)
    assert (second.code, second.until) == (first.code, later + dt.timedelta(hours=72))
    assert outside.open_draft(first.code, first.until) == outside.DraftOpened({"note": "two"}, second.until)


def test_an_expired_or_unknown_code_is_not_saved_under_again() -> None:
    saved = outside.save_draft(AGREES, now=clock.now())
    assert outside.save_draft(AGREES, now=saved.until, code=saved.code).code != saved.code
    assert outside.save_draft(AGREES, now=clock.now(), code="AAAA-BBBB-CCCC-DDDD").code != "AAAA-BBBB-CCCC-DDDD"


def test_wrong_expired_sent_and_unknown_codes_cannot_be_told_apart() -> None:
    now = clock.now()
    saved, gone = outside.save_draft(AGREES, now=now), outside.save_draft(AGREES, now=now)
    outside.forget_draft(gone.code)
    wrong = saved.code[:-1] + ("A" if saved.code[-1] != "A" else "B")
    times = []
    for code, at in ((wrong, now), (saved.code, saved.until), (gone.code, now), ("K7PM-3RWX-9DTE-K7PM", now), ("", now)):
        began = time.perf_counter()
        assert outside.open_draft(code, at) is None
        times.append(time.perf_counter() - began)
    assert min(times) > 0.2 * max(times)


def test_with_an_address_the_code_alone_mails_a_number_that_opens_it_once() -> None:
    now = clock.now()
    saved = outside.save_draft(AGREES, now=now, mail=WORK)
    mailed = outside.open_draft(saved.code, now)
    assert mailed == outside.NumberMailed(now + dt.timedelta(minutes=10))
    number = Mail.objects.get(kind="address").link.rpartition("#")[2]
    assert len(number) == 6
    assert outside.open_draft(saved.code, now, "000000" if number != "000000" else "000001") is None
    assert outside.open_draft(saved.code, now + dt.timedelta(minutes=10), number) is None
    assert outside.open_draft(saved.code, now, number) == outside.DraftOpened(AGREES, saved.until)
    assert outside.open_draft(saved.code, now, number) is None


def test_five_wrong_numbers_end_a_number() -> None:
    now = clock.now()
    saved = outside.save_draft(AGREES, now=now, mail=WORK)
    outside.open_draft(saved.code, now)
    number = Mail.objects.get(kind="address").link.rpartition("#")[2]
    for _ in range(5):
        outside.open_draft(saved.code, now, "no")
    assert outside.open_draft(saved.code, now, number) is None


def test_asking_again_sends_no_second_number_while_one_is_valid() -> None:
    now = clock.now()
    saved = outside.save_draft(AGREES, now=now, mail=WORK)
    assert outside.open_draft(saved.code, now) == outside.open_draft(saved.code, now + SECOND)
    assert Mail.objects.filter(kind="address").count() == 1


def test_one_reminder_waits_for_24_hours_before_and_only_with_an_address() -> None:
    now = clock.now()
    outside.save_draft(AGREES, now=now)
    assert not Mail.objects.exists()
    saved = outside.save_draft(AGREES, now=now, mail=WORK)
    mail = Mail.objects.get()
    assert (mail.kind, mail.send_after, mail.link, mail.to) == ("reminder", saved.until - dt.timedelta(hours=24), "", WORK)
    again = outside.save_draft(AGREES, now=now + SECOND, mail=WORK, code=saved.code)
    assert Mail.objects.get().send_after == again.until - dt.timedelta(hours=24)


@pytest.mark.parametrize("how", ["opened", "sent"])
def test_the_reminder_is_not_sent_once_the_form_was_opened_or_sent(how: str) -> None:
    now = clock.now()
    saved = outside.save_draft(AGREES, now=now, mail=WORK)
    if how == "sent":
        outside.forget_draft(saved.code)
    else:
        outside.open_draft(saved.code, now)
        outside.open_draft(saved.code, now, Mail.objects.get(kind="address").link.rpartition("#")[2])
    assert not Mail.objects.filter(kind="reminder").exists()
