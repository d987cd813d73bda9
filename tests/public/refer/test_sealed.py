# SPDX-License-Identifier: EUPL-1.2
"""What travels in the page is readable by the server alone, and good for two hours."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from vejviser.public.refer.answers import to_send
from vejviser.public.refer.sealed import GOOD_FOR, Form, seal, seal_form, unseal, unseal_form

AT = dt.datetime(2027, 1, 14, 21, 10, tzinfo=dt.UTC)


def form() -> Form:
    return Form(answers={"name": "Zoraya Quibbel", "needs": ["sleep"]}, role="police", role_known=True)


def test_a_form_comes_back_as_it_was_and_shows_nothing_to_who_reads_the_page() -> None:
    wanted = form()
    token = seal_form(wanted)
    assert unseal_form(token) == (wanted, False)
    assert b"Zoraya" not in base64.urlsafe_b64decode(token)
    assert seal_form(wanted) != token


@runs(max_examples=60, deadline=None)
@given(st.data())
def test_a_token_that_was_changed_anywhere_opens_nothing(data: st.DataObject) -> None:
    raw = bytearray(base64.urlsafe_b64decode(seal_form(form())))
    # The length of a token is not always the same, the place is drawn as a share of it.
    place = int(data.draw(st.floats(0, 0.999)) * len(raw))
    raw[place] ^= data.draw(st.integers(1, 255))
    assert unseal_form(base64.urlsafe_b64encode(bytes(raw)).decode()) is None


@pytest.mark.parametrize("token", ["", "å", "====", "abc", "A" * 40])
def test_what_was_not_made_here_opens_nothing(token: str) -> None:
    assert unseal_form(token) is None


def test_a_token_of_one_kind_does_not_open_as_another() -> None:
    assert unseal("sent", seal("later", {"reference": "x"})) is None


def test_a_page_is_old_after_two_hours_and_its_answers_are_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vejviser.site.clock.now", lambda: AT)
    token = seal_form(form())
    for later, old in ((GOOD_FOR, False), (GOOD_FOR + dt.timedelta(seconds=1), True)):
        monkeypatch.setattr("vejviser.site.clock.now", lambda later=later: AT + later)
        opened = unseal_form(token)
        assert opened is not None
        assert opened[1] is old
        assert opened[0].answers["name"] == "Zoraya Quibbel"


def test_a_page_made_before_the_key_was_changed_is_still_read(settings: Any) -> None:
    token, before = seal_form(form()), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 8, [before]
    assert unseal_form(token) is not None
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal_form(token) is None


def test_tomorrow_is_the_same_day_on_a_page_that_is_sent_after_midnight(monkeypatch: pytest.MonkeyPatch) -> None:
    evening = dt.datetime(2026, 1, 14, 22, 50, tzinfo=dt.UTC)
    monkeypatch.setattr("vejviser.site.clock.now", lambda: evening)
    token = seal_form(Form({"held": "held", "held_until": "tomorrow"}, "police"))
    for minutes in (5, 20):
        monkeypatch.setattr("vejviser.site.clock.now", lambda minutes=minutes: evening + dt.timedelta(minutes=minutes))
        opened = unseal_form(token)
        assert opened is not None
        assert to_send(opened[0].answers, "police")["held_until"] == "2026-01-15"
