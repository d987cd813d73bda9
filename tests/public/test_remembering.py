# SPDX-License-Identifier: EUPL-1.2
"""A page that says the same to everybody is made once in a minute; what somebody asked for is never given to somebody else."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest
from django.test import Client

from vejviser.public import remembering


def at(monkeypatch: pytest.MonkeyPatch, instant: str) -> None:
    monkeypatch.setattr("vejviser.site.clock.now", lambda: dt.datetime.fromisoformat(instant))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses whose pages were really made."""
    found: list[str] = []
    real = remembering.remembered

    def counted(key: remembering.Key | None) -> object:
        answer = real(key)
        if answer is None:
            found.append(key.path if key else "")
        return answer

    monkeypatch.setattr("vejviser.public.pages.remembered", counted)
    return found


def test_a_page_is_made_once_in_a_minute_and_says_the_right_number_in_the_next(monkeypatch: pytest.MonkeyPatch, made: list[str]) -> None:
    at(monkeypatch, "2026-11-27T14:59:59+00:00")
    first, second = Client().get("/en/"), Client().get("/en/")
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)
    assert "+4570202550" in first.content.decode()
    assert made == ["/en/"]
    at(monkeypatch, "2026-11-27T15:00:00+00:00")
    assert 'class="whom-number"><a href="tel:+4522685782"' in Client().get("/en/").content.decode()
    assert made == ["/en/", "/en/"]


def test_languages_and_packing_are_remembered_apart(made: list[str]) -> None:
    danish = Client().get("/rights/", headers={"Accept-Language": "da"})
    thai = Client().get("/rights/", headers={"Accept-Language": "th"})
    packed = Client().get("/rights/", headers={"Accept-Language": "th", "Accept-Encoding": "gzip"})
    assert (danish.headers["Content-Language"], thai.headers["Content-Language"]) == ("da", "th")
    assert gzip.decompress(packed.content) == thai.content
    assert len(made) == 3


@pytest.mark.parametrize("address", ["/en/refer/", "/en/trying/"])
def test_a_form_is_made_for_each_who_opens_it(made: list[str], address: str) -> None:
    Client().get(address)
    Client().get(address)
    assert made == ["", ""]


def test_what_was_looked_for_is_never_given_to_somebody_else() -> None:
    everything = Client().get("/en/directory/").content
    found = Client().post("/en/directory/", {"need": "acc.women"}).content
    assert found != everything
    assert Client().get("/en/directory/").content == everything


def test_an_absent_page_is_not_remembered(made: list[str]) -> None:
    for _time in range(2):
        assert Client().get("/en/mechanism/denmark/R999").status_code == 404
    assert len(made) == 2
