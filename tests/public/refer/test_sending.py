# SPDX-License-Identifier: EUPL-1.2
"""Sending from the page: once, whatever the line does; the page after it; the copy; and no name in a notice, anywhere."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.public.refer.walking import AGREES, CHILD, CITIZEN, NOTICE, PATHS, SELF, Walk, key, reference
from tests.referrals.outside.filled import everything_of
from vejviser.access.context import acting
from vejviser.ledger import services as ledger
from vejviser.notices.models import Mail
from vejviser.public.refer.copying import FILE_NAME, copy_of
from vejviser.public.refer.questions import QUESTIONS
from vejviser.public.refer.sent import SentToken
from vejviser.public.refer.texts import there, words
from vejviser.referrals import outside
from vejviser.referrals.models import Referral
from vejviser.referrals.outside import limits
from vejviser.site import clock

if TYPE_CHECKING:
    from tests.cast import Cast

SAID = words("en")
CANARY = "Qzvxwelda"


def rows(cast: Cast) -> list[Referral]:
    with acting(cast.actor(cast.duty)):
        return list(Referral.objects.all())


def kept(cast: Cast, text: str) -> dict[str, Any]:
    """Give what the desk has of the referral on a page."""
    receipt = outside.open_receipt(reference(text), key(text), clock.now())
    assert receipt is not None
    found: dict[str, Any] = {}
    # The content stands first; what was added or replaced stands behind it and does not count instead of it.
    for part in reversed(json.loads(everything_of(cast, receipt))):  # type: ignore[arg-type]
        found |= part
    return found


def test_what_was_answered_reaches_the_desk(cast: Cast) -> None:
    walk = Walk()
    walk.to_check(*AGREES)
    found = kept(cast, walk.send())
    (row,) = rows(cast)
    assert (row.role, row.path, row.sender_id) == ("police", "agreed", None)
    assert found["name"] == "Zoraya"
    assert found["safe_phone"] == "+45 28 28 28 28"
    assert found["language"] == "vie"


@pytest.mark.parametrize("path", PATHS)
def test_the_same_form_again_gives_the_same_page_and_one_referral(cast: Cast, path: str) -> None:
    walk = Walk()
    walk.to_check(*PATHS[path])
    token = walk.token
    first = walk.send()
    walk.post("send", token=token)
    assert (reference(walk.text), key(walk.text)) == (reference(first), key(first))
    assert len(rows(cast)) == 1


def test_a_form_sent_twice_with_other_answers_shows_both_and_asks_which_counts(cast: Cast) -> None:
    walk = Walk()
    walk.to_check(*AGREES)
    token = walk.token
    first = walk.send()
    walk.post("check", "person", token=token, **{**AGREES[1], "name": "Xenia"})
    walk.send()
    assert SAID["sent"]["differs_heading"] in walk.text
    assert "Zoraya" in walk.main()
    assert "Xenia" in walk.main()
    tokens = re.findall(r'name="form" value="([^"]+)"', walk.text)
    walk.post("first_counts", "", token=tokens[0])
    assert reference(walk.text) == reference(first)
    assert kept(cast, walk.text)["name"] == "Zoraya"
    walk.post("new_counts", "", token=tokens[1])
    assert reference(walk.text) == reference(first)
    assert kept(cast, walk.text)["name"] == "Xenia"
    assert len(rows(cast)) == 1


def test_no_word_of_a_notice_says_who_the_person_is(cast: Cast, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A canary in every box about the person, typed while there seemed to be a basis, on each path that has none in the end."""
    caplog.set_level(logging.DEBUG)
    written: list[Any] = []
    record = ledger.record_system

    def watched(*said: Any, **named: Any) -> None:
        written.append((said, named))
        record(*said, **named)

    monkeypatch.setattr(ledger, "record_system", watched)
    boxes = {one.id: f"{CANARY}{one.id}" for one in QUESTIONS if one.is_typed and one.screen == "person" and one.id != "language_other"}
    ends = (
        {"role": "citizen", "age": "no", "presence": "alone", "consent": "no"},
        {"role": "police", "age": "no", "presence": "overheard", "consent": "yes"},
        {"role": "health", "presence": "absent", "consent": "yes", "override": "none"},
        {"role": "ngo", "age": "no", "presence": "alone", "consent": "yes", "needs": ["advice"]},
    )
    for end in ends:
        walk = Walk()
        person = {**AGREES[1], **boxes, "language": "vie"}
        walk.to_check({"role": "police", "age": "no"}, {**person, "override_reason": ""}, {"you_phone": "35353535"})
        walk.post("person", "now", **end)
        walk.post("needs", "person", **{**person, **{name: end[name] for name in ("presence", "consent", "override") if name in end}})
        walk.post("check", "needs", signs=["debt"], you_phone="35353535", needs=end.get("needs", ["talk"]))
        assert CANARY not in walk.main(), end
        walk.send()
        assert SAID["sent"]["heading"] in walk.text
        assert CANARY not in json.dumps(kept(cast, walk.text), ensure_ascii=False)
        assert CANARY not in walk.text
    assert written
    assert CANARY not in str(written)
    assert CANARY not in str([(mail.to, mail.link) for mail in Mail.objects.all()])
    assert CANARY not in caplog.text


@pytest.mark.usefixtures("database")
def test_the_page_after_sending_says_when_somebody_calls_and_who_does_not_is_told_so() -> None:
    walk = Walk()
    walk.to_check(*CITIZEN)
    walk.send()
    assert "You left no number" in walk.main()
    walk = Walk()
    walk.to_check(*AGREES)
    walk.send()
    assert "CMM aims to ring by" in walk.main()
    walk = Walk()
    walk.to_check(*SELF)
    walk.send()
    assert SAID["sent"]["dont_self"][1] in walk.main()


@pytest.mark.usefixtures("database")
def test_the_pages_own_script_is_told_that_it_is_kept_and_then_shows_the_page() -> None:
    walk = Walk()
    walk.to_check(*CHILD)
    token = walk.token
    answer = walk.client.post("/en/refer/", {"form": token, "screen": "check", "go": "send", "quiet": "1"})
    walk.post("sent", sent=answer.json()["sent"])
    assert SAID["sent"]["heading"] in walk.text
    walk.post("sent", sent=answer.json()["sent"][:-8])
    assert walk.answer.headers["Location"] == "/en/refer/later/"


@pytest.mark.usefixtures("database")
def test_a_work_address_is_proven_by_a_button_behind_the_link_and_only_when_asked(cast: Cast) -> None:
    walk = Walk()
    walk.to_check(CHILD[0], CHILD[1], {**CHILD[2], "you_mail": "bo@klinik.example"})
    walk.send()
    assert not Mail.objects.filter(to="bo@klinik.example").exists()
    sealed = re.search(r'name="sent" value="([^"]+)"', walk.text)
    assert sealed
    walk.post("proof", sent=sealed[1])
    assert "The link is on its way" in walk.main()
    link = Mail.objects.get(to="bo@klinik.example").link
    token = link.removeprefix("refer/address/").rstrip("/")
    for _program in range(2):
        opened = walk.client.get(f"/en/{link}").content.decode()
        assert SAID["address"]["lead"] in opened
        assert opened.count(token) == 1, "a link of the page carries the token on"
    address = "/en/refer/address/"
    assert SAID["address"]["done"] in walk.client.post(address, {"token": token}).content.decode()
    wrong = walk.client.post(address, {"token": token}).content.decode()
    unknown = walk.client.post(address, {"token": "nonsense"}).content.decode()
    assert SAID["address"]["wrong"] in wrong
    assert wrong.replace(token, "") == unknown.replace("nonsense", "")
    assert SAID["address"]["wrong"] in walk.client.get(address).content.decode()
    assert len(rows(cast)) == 1


@pytest.mark.usefixtures("database")
def test_the_copy_is_one_page_with_headings_only() -> None:
    walk = Walk()
    walk.to_check(AGREES[0], AGREES[1], {**AGREES[2], "note": "Hidden words"})
    walk.send()
    sealed = re.search(r'name="sent" value="([^"]+)"', walk.text)
    assert sealed
    answer = walk.client.post("/en/refer/copy/", {"sent": sealed[1]})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert FILE_NAME in answer.headers["Content-Disposition"]
    assert answer.content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", answer.content)) == 1
    assert walk.client.post("/en/refer/copy/", {"sent": "x"}).status_code == 302


@pytest.mark.parametrize("language", there())
def test_the_copy_is_set_in_every_language_on_one_page_however_much_was_answered(language: str) -> None:
    token = SentToken(
        reference="K7PM-3RWX-9DTE",
        key_words=("bada", "bado", "badu", "bagi", "bago"),
        call_sign=(0, 1),
        received_at="2027-01-14T21:10:00+00:00",
        answer_by="2027-01-15T08:30:00+00:00",
        urgency="now",
        path="child",
        valid_until="2027-02-13T21:10:00+00:00",
        danger=True,
        role="police",
        headings=tuple(question.id for question in QUESTIONS if question.id != "held_when"),
        mail="",
        reachable=True,
    )
    made = copy_of(token, language)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1


def test_what_fills_in_a_field_that_nobody_sees_is_stopped_once_and_a_person_loses_nothing_by_it(cast: Cast) -> None:
    walk = Walk()
    assert 'name="more_about_you"' in walk.text
    walk.to_check(*AGREES)
    walk.post("send", more_about_you="https://casino.example")
    assert SAID["check"]["again"] in walk.main()
    assert "Zoraya" in walk.main()
    assert 'name="more_about_you"' not in walk.text
    with acting(cast.actor(cast.duty)):
        assert not Referral.objects.exists()
    walk.send()
    assert SAID["sent"]["heading"] in walk.main()
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.count() == 1


@pytest.mark.usefixtures("database")
def test_a_flood_from_one_network_slows_that_network_only_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vejviser.referrals.outside.limits.LIMITS", {**limits.LIMITS, "send": limits.LIMITS["send"]._replace(times=2)})
    for _sent in range(2):
        walk = Walk()
        walk.to_check(*NOTICE)
        walk.send()
        assert SAID["sent"]["heading"] in walk.text
    walk = Walk()
    walk.to_check(*NOTICE)
    walk.send()
    assert "You can go on at" in walk.main()
    assert "Works at night." in walk.main()
    assert "tel:112" in walk.text
    elsewhere = Walk(network="198.51.100.9")
    elsewhere.to_check(*NOTICE)
    elsewhere.send()
    assert SAID["sent"]["heading"] in elsewhere.text


def test_the_first_counts_also_where_the_second_was_sent_in_another_role(cast: Cast) -> None:
    walk = Walk()
    walk.to_check(*AGREES)
    token = walk.token
    first = walk.send()
    walk.post("check", "now", token=token, role="citizen")
    walk.send()
    tokens = re.findall(r'name="form" value="([^"]+)"', walk.text)
    walk.post("first_counts", "", token=tokens[0])
    assert (reference(walk.text), key(walk.text)) == (reference(first), key(first))
    assert kept(cast, walk.text)["name"] == "Zoraya"


def test_who_left_only_a_number_for_afterwards_is_not_told_that_nobody_rings(cast: Cast) -> None:
    walk = Walk()
    walk.to_check(CHILD[0], CHILD[1], {"you_stand_in": "35353535"})
    walk.send()
    assert "CMM aims to ring by" in walk.main()
    assert "You left no number" not in walk.main()
    assert len(rows(cast)) == 1
