# SPDX-License-Identifier: EUPL-1.2
"""Coming back: to what was sent by reference and key, to what was saved by its code; whatever opens nothing looks the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.http import QueryDict
from django.test import Client

from tests.public.refer.walking import AGREES, CHILD, NOTICE, SELF, Walk, key, reference
from vejviser.access.context import acting
from vejviser.notices.models import Mail
from vejviser.public.refer import saying
from vejviser.public.refer.cards import card, read
from vejviser.public.refer.texts import words
from vejviser.referrals import outside, services
from vejviser.referrals.models import Part, Referral
from vejviser.referrals.outside import limits

if TYPE_CHECKING:
    from tests.cast import Cast

SAID = words("en")
LATER, SAVED = "/en/refer/later/", "/en/refer/saved/"

pytestmark = pytest.mark.usefixtures("database")


def sent(path: tuple[dict[str, Any], ...] = AGREES) -> tuple[str, str]:
    """Send a form, and give its reference and key."""
    walk = Walk()
    walk.to_check(*path)
    text = walk.send()
    return reference(text), key(text)


class Later:
    """Somebody who comes back with reference and key."""

    def __init__(self, pair: tuple[str, str]) -> None:
        self.client, self.token, self.text = Client(), "", ""
        self.post(reference=pair[0], key=pair[1])

    def post(self, **fields: Any) -> str:
        given = fields if "reference" in fields else {"token": self.token, **fields}
        answer = self.client.post(LATER, given)
        assert answer.status_code == 200
        self.text = answer.content.decode()
        found = re.search(r'name="token" value="([^"]+)"', self.text)
        self.token = found[1] if found else self.token
        return self.text


def test_reference_and_key_open_how_far_it_is_in_any_writing_and_nothing_that_was_sent() -> None:
    name, words_of_key = sent()
    text = Later((name.lower().replace("-", " "), words_of_key.upper().replace(" ", "-"))).text
    assert SAID["later"]["received"] in text
    for hidden in ("Zoraya", "28 28", "35 35", "Vietnamese", "debt that"):
        assert hidden not in text.partition("<h2>")[0]
    assert "Zoraya" not in text


def test_what_opens_nothing_looks_the_same_whatever_the_reason() -> None:
    name, words_of_key = sent()
    seen = set()
    for pair in ((name, "bada bada bada bada bada"), ("K7PM-3RWX-9DTE", words_of_key), ("", ""), ("x" * 500, "y" * 500)):
        text = Later(pair).text
        assert SAID["later"]["wrong"] in text
        seen.add(re.sub(r'value="[^"]*"', "", text))
    assert len(seen) == 1


def test_each_card_is_sent_by_itself_and_listed_without_its_content(cast: Cast) -> None:
    back = Later(sent(CHILD))
    assert 'id="card-unaccompanied"' in back.text
    assert 'id="card-suspects"' not in back.text
    back.post(go="add", card="born", born="about 15", source="person")
    assert SAID["later"]["added"] in back.text
    assert f"{card('born', 'en', '').title} ·" in back.text
    assert "about 15" not in back.text
    back.post(go="add", card="signs_how", **{"signs-debt": "seen", "signs-threats": "others", "signs-moved": "perhaps"})
    assert SAID["later"]["added"] in back.text
    with acting(cast.actor(cast.duty)):
        assert Part.objects.filter(kind=Part.Kind.ADDITION).count() == 2


def test_an_empty_card_and_one_that_is_not_offered_add_nothing_and_keep_what_was_typed() -> None:
    back = Later(sent(NOTICE))
    assert 'id="card-name"' not in back.text
    assert SAID["later"]["too_late"] in back.post(go="add", card="name", full_name="Zoraya")
    assert SAID["later"]["nothing"] in back.post(go="add", card="told", source="seen")
    text = back.post(go="add", card="when_where", when="x" * 2001, where="Aarhus")
    assert "at most" in text.lower()
    assert 'value="Aarhus"' in text


def test_cmm_asks_and_the_answer_goes_back_by_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "question", lambda _receipt: "Which exit?")
    monkeypatch.setattr(outside, "status", lambda _receipt: "needs_you")
    monkeypatch.setattr(outside, "cards", lambda _receipt: ("answer", "correct"))
    given: list[Any] = []
    monkeypatch.setattr(outside, "add", lambda _receipt, card, values, _now, **_once: given.append((card, values)))
    back = Later(sent())
    assert "Which exit?" in back.text
    back.post(go="add", card="answer", text="The north one.")
    assert given == [("answer", {"text": "The north one."})]


def test_taking_back_says_what_will_happen_asks_no_reason_and_happens_at_the_second_press(cast: Cast) -> None:
    back = Later(sent())
    text = back.post(go="withdraw", who="referrer")
    assert "it is struck out" in text
    assert "<textarea" not in text
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.get().withdrawn == ""
    back.post(go="open")
    assert SAID["later"]["received"] in back.text
    text = back.post(go="withdraw_yes", who="referrer")
    assert SAID["later"]["struck"].split(".")[0] in text
    with acting(cast.actor(cast.duty)):
        assert Referral.objects.get().withdrawn == "struck"


def test_the_wish_of_the_person_closes_what_says_who_she_is_and_the_page_promises_nothing_else() -> None:
    back = Later(sent())
    text = back.post(go="withdraw", who="person")
    assert SAID["later"]["withdraw_person_what"] in text
    assert "it is struck out" not in text
    assert SAID["later"]["closed_now"] in back.post(go="withdraw_yes", who="person")


def test_the_person_takes_back_her_own_with_one_button() -> None:
    back = Later(sent(SELF))
    assert SAID["later"]["withdraw_self"] in back.text
    assert SAID["later"]["withdraw_person"] not in back.text
    assert 'id="card-comm"' in back.text
    assert SAID["card_words"]["source"] not in back.text
    assert SAID["later"]["struck"].split(".")[0] in back.post(go="withdraw_yes", who="self")


def saved(mail: str = "") -> tuple[Walk, str]:
    """Save a form half filled in, and give its return code."""
    walk = Walk()
    walk.post("person", "now", **AGREES[0])
    walk.post("save", "person", **AGREES[1])
    assert SAID["save"]["not_sent"] in walk.main()
    walk.post("save", "save", mail=mail)
    found = re.search(r"\b([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})\b", walk.text)
    assert found
    return walk, found[1]


def test_a_saved_form_is_opened_by_its_code_with_everything_in_it_and_sent_once() -> None:
    walk, code = saved()
    assert re.search(r"Saved until \d\d:\d\d on \w+ \d+ \w+", walk.main())
    walk._take(walk.client.post(SAVED, {"code": code.lower()}))  # noqa: SLF001  the walk goes on from another address
    walk.post("check", "now", **AGREES[0])
    assert "Zoraya" in walk.main()
    walk.post("check", "needs", **AGREES[2])
    walk.send()
    assert SAID["sent"]["heading"] in walk.text
    assert SAID["save"]["wrong"] in walk.client.post(SAVED, {"code": code}).content.decode()


def test_saving_again_keeps_the_code_and_says_that_the_time_starts_anew() -> None:
    walk, code = saved()
    walk.post("now", "save")
    walk.post("save", "now", **AGREES[0])
    walk.post("save", "save", mail="")
    assert code in walk.text
    assert SAID["save"]["again"] in walk.main()


def test_with_a_work_address_a_mailed_number_is_needed_too() -> None:
    walk, code = saved("bo@klinik.example")
    text = walk.client.post(SAVED, {"code": code}).content.decode()
    assert SAID["save"]["number_mailed"] in text
    assert 'name="number"' in text
    number = Mail.objects.get(kind="address").link.rpartition("#")[2]
    wrong = walk.client.post(SAVED, {"code": code, "number": "000000" if number != "000000" else "111111"}).content.decode()
    assert SAID["save"]["wrong"] in wrong
    assert 'name="form"' in walk.client.post(SAVED, {"code": code, "number": number}).content.decode()


def test_an_odd_address_is_shown_back_once_and_then_taken() -> None:
    walk = Walk()
    walk.post("save", "now", **AGREES[0])
    walk.post("save", "save", mail="bo at work")
    assert saying.as_written("bo at work", "en") in walk.main()
    walk.post("save", "save", mail="bo at work", shown="bo at work")
    assert SAID["save"]["code"] in walk.main()


def test_wrong_used_and_unknown_codes_give_the_same_page() -> None:
    walk, code = saved()
    outside.forget_draft(code)
    seen = set()
    for one in (code, "AAAA-BBBB-CCCC-DDDD", "", "<b>"):
        text = walk.client.post(SAVED, {"code": one}).content.decode()
        assert SAID["save"]["wrong"] in text
        seen.add(re.sub(r'value="[^"]*"', "", text))
    assert len(seen) == 1


def test_codes_are_guessed_slowly_and_a_page_that_travels_on_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = sent()
    monkeypatch.setattr(limits, "LIMITS", {**limits.LIMITS, "code": limits.LIMITS["code"]._replace(times=1)})
    back = Later(pair)
    assert SAID["later"]["received"] in back.text
    back.post(go="open")
    assert SAID["later"]["received"] in back.text
    text = back.client.post(LATER, {"reference": pair[0], "key": pair[1], "token": "made-up"}).content.decode()
    assert "You can go on at" in text
    assert pair[0] in text
    assert "You can go on at" in back.client.post(SAVED, {"code": "AAAA"}).content.decode()


def test_what_is_no_address_by_its_length_is_said_and_nothing_is_lost() -> None:
    walk = Walk()
    walk.post("save", "now", **AGREES[0])
    for _time in range(2):
        walk.post("save", "save", mail=f"{'a' * 260}@b.dk", shown=f"{'a' * 260}@b.dk")
        assert "265" in walk.main()
        assert walk.token
    walk.post("save", "save", mail="")
    assert SAID["save"]["code"] in walk.main()


def test_a_card_that_arrives_again_is_added_once_and_the_next_one_is_another() -> None:
    back = Later(sent())
    token = back.token
    for _time in range(3):
        back.post(go="add", card="born", born="about 15", token=token)
    assert back.text.count(f"{card('born', 'en', '').title} ·") == 1
    back.post(go="add", card="born", born="about 15")
    assert back.text.count(f"{card('born', 'en', '').title} ·") == 2


def test_a_number_for_afterwards_keeps_all_its_digits_however_it_was_written() -> None:
    posted = QueryDict(mutable=True)
    posted["contact"] = "desk, 0612345678"
    assert read("stand_in", posted) == {"contact": "desk, 0612345678"}
    posted["words"] = "born 061234-5678"
    assert read("own_words", posted)["words"] == "born 061234-xxxx"


def test_a_refused_card_keeps_its_choices() -> None:
    back = Later(sent(CHILD))
    text = back.post(go="add", card="when_where", when="x" * 2001, where="Aarhus", source="others")
    assert 'id="when_where-source-others" value="others" checked' in text


def test_nobody_is_promised_that_it_is_struck_out_once_somebody_is_on_it(cast: Cast) -> None:
    pair = sent()
    with acting(cast.actor(cast.duty)) as actor:
        services.take_over(actor, Referral.objects.get(reference=pair[0]).pk)
    back = Later(pair)
    text = back.post(go="withdraw", who="referrer")
    assert SAID["later"]["withdraw_opened"] in text
    assert SAID["later"]["marked"] in back.post(go="withdraw_yes", who="referrer")
