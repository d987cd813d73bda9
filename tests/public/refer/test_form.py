# SPDX-License-Identifier: EUPL-1.2
"""The form, step by step: one address, nothing kept before sending, nothing typed lost, and nobody's name without a basis."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest

from tests.pages import INLINE
from tests.public.refer.walking import AGREES, CHILD, NEXT, NOTICE, PATHS, SELF, Walk
from vejviser.public.refer import saying
from vejviser.public.refer.texts import words
from vejviser.public.whom import whom_to_reach

SAID = words("en")
AT = dt.datetime(2027, 1, 14, 21, 10, tzinfo=dt.UTC)

pytestmark = pytest.mark.usefixtures("database")


def errors(walk: Walk) -> list[str]:
    """Give the questions that the summary of errors leads to."""
    return re.findall(r'<li><a href="#(\w+)">', walk.main())


@pytest.mark.parametrize("path", PATHS)
def test_every_path_leads_over_three_screens_and_a_check_to_its_reference(path: str) -> None:
    walk = Walk()
    seen = [walk.text]
    for screen, filled in zip(NEXT, PATHS[path], strict=True):
        walk.post(NEXT[screen], screen, **filled)
        seen.append(walk.text)
    assert SAID["check"]["sees"] in walk.text
    walk.send()
    seen.append(walk.text)
    assert SAID["sent"]["heading"] in walk.text
    for text in seen:
        assert len(text.encode()) < 60_000
        assert not INLINE.search(text)
        assert whom_to_reach("en").first.address in text
        assert set(re.findall(r'(?<!form)action="([^"]*)"', text)) <= {"/en/refer/", "/en/refer/copy/", "/en/refer/later/"}
    assert walk.answer.headers["Cache-Control"] == "no-store"
    assert not walk.client.cookies


@pytest.mark.parametrize("language", ["da", "en", "th"])
def test_the_form_speaks_the_readers_language_or_marks_english_words(language: str) -> None:
    walk = Walk(language)
    own = words(language)["page"]["heading"]
    assert own in walk.text
    if own == SAID["page"]["heading"] and language != "en":
        assert 'lang="en" dir="ltr"' in walk.text


def test_the_role_of_a_link_is_known_and_not_asked() -> None:
    walk = Walk(role="health")
    assert 'name="role"' not in walk.main()
    assert SAID["roles"]["health"] in walk.main()
    walk.post("person", "now", role="police", age="no")
    walk.post("check", "needs", signs=["gut"], you_phone="35353535")
    walk.send()
    assert SAID["sent"]["heading"] in walk.text
    assert Walk().client.get("/en/refer/for/anybody/").status_code == 404


def test_back_and_forth_keeps_every_answer() -> None:
    walk = Walk()
    walk.to_check(*AGREES)
    for screen, filled in zip(NEXT, AGREES, strict=True):
        walk.post(screen)
        for name, value in filled.items():
            for one in value if isinstance(value, list) else [value]:
                assert re.search(rf'name="{name}"[^>]*value="{one}"[^>]*(checked|data-length)', walk.text), (name, one)
        walk.post("check", screen, **filled)
    assert SAID["check"]["path_agreed"] in walk.main()


def test_consent_is_asked_before_any_name_and_never_of_a_child_or_the_person() -> None:
    walk = Walk()
    walk.post("person", "now", role="health", age="no")
    main = walk.main()
    assert main.index('name="consent"') < main.index('name="name"')
    assert SAID["questions"]["consent"]["could_not"] in main
    for filled in (CHILD[0], SELF[0]):
        walk = Walk()
        walk.post("person", "now", **filled)
        assert 'name="consent"' not in walk.main()
        assert 'name="override"' not in walk.main()


def test_an_open_age_is_no_way_round_consent() -> None:
    walk = Walk()
    walk.post("person", "now", role="health")
    assert 'name="consent"' in walk.main()
    walk.post("needs", "person", presence="overheard", name="Zoraya", safe_contact="phone", safe_phone="28282828")
    walk.post("check", "needs", signs=["gut"], you_phone="35353535")
    assert "Zoraya" not in walk.main()
    assert SAID["check"]["path_notice"] in walk.main()


def test_what_an_answer_changed_leaves_out_is_said_with_its_reason() -> None:
    walk = Walk()
    walk.to_check(*AGREES)
    walk.post("person")
    walk.post("check", "person", **{**AGREES[1], "consent": "no"})
    main = walk.main()
    assert "Zoraya" not in main
    assert "28 28 28 28" not in main
    assert f"{SAID['questions']['name']['ask']} – {SAID['check']['why_notice']}" in main


def test_the_check_page_shows_a_telephone_number_as_it_was_read_and_questions_an_odd_one() -> None:
    walk = Walk()
    main = walk.to_check(AGREES[0], {**AGREES[1], "safe_phone": "12"}, {**AGREES[2], "you_mail": "bo at work"})
    assert "+45 35 35 35 35" in main
    assert saying.as_written("12", "en") in main
    assert saying.as_written("bo at work", "en") in main
    walk.send()
    assert SAID["sent"]["heading"] in walk.text


def test_finds_are_offered_for_removal_without_a_basis_and_only_marked_with_one() -> None:
    walk = Walk()
    note = "She is called Anna Berg, 22 33 44 55, anna@x.dk"
    walk.to_check(NOTICE[0], NOTICE[1], {**NOTICE[2], "note": note})
    for found in ("Anna Berg", "22 33 44 55", "anna@x.dk"):
        assert SAID["check"]["remove"].format(found=found) in walk.main()
    while "remove:" in walk.text:
        walk.post(re.search(r'value="(remove:[^"]+)"', walk.text)[1])  # type: ignore[index]
    assert not re.search("Anna|22 33|anna@", walk.main())
    assert "She is called …" in walk.main()
    walk = Walk()
    walk.to_check(AGREES[0], AGREES[1], {**AGREES[2], "note": note})
    assert "remove:" not in walk.text
    assert SAID["check"]["finds_basis"] in walk.main()


def test_send_now_shows_such_finds_before_they_leave() -> None:
    walk = Walk()
    walk.post("person", "now", **NOTICE[0])
    walk.post("needs", "person", **NOTICE[1])
    walk.post("ring", "needs", **{**NOTICE[2], "note": "called Anna"})
    assert SAID["check"]["finds_notice"] in walk.main()


def test_a_bare_alarm_needs_two_answers_and_a_number() -> None:
    walk = Walk(role="health")
    walk.post("ring", "now", danger="now", age="yes")
    assert errors(walk) == ["ring"]
    assert 'id="danger-now" value="now" checked' in walk.text
    walk.post("ring", "now", danger="now", age="yes", ring="35353535")
    assert SAID["sent"]["heading"] in walk.text
    assert SAID["sent"]["municipality"] in walk.main()
    assert 'href="tel:112"' in walk.main()
    assert SAID["sent"]["next_now"] in walk.main()


def test_nothing_at_all_is_not_sent_and_says_what_is_missing() -> None:
    walk = Walk()
    walk.post("ring", "now", role="citizen")
    assert SAID["errors"]["nothing"] in walk.main()
    walk = Walk(role="police")
    walk.to_check({}, {}, {"signs": ["gut"]})
    walk.send()
    assert errors(walk) == ["you_phone"]
    assert walk.main().count(SAID["errors"]["reach"]) == 2
    assert 'value="gut" checked' in walk.text


def test_an_exception_needs_its_reason_and_keeps_what_was_typed() -> None:
    walk = Walk()
    person = {"presence": "overheard", "override": "danger_to_life", "name": "Zoraya", "safe_contact": "via_me"}
    walk.to_check({"role": "police", "age": "no"}, person, {"you_phone": "35353535"})
    walk.send()
    assert errors(walk) == ["override_reason"]
    assert 'value="Zoraya"' in walk.text
    walk.post("check", "person", **person, override_reason="He is on his way here.")
    assert SAID["check"]["path_exception"] in walk.main()
    walk.send()
    assert SAID["sent"]["heading"] in walk.text


def test_a_text_that_is_far_too_long_is_refused_by_the_name_of_its_question_and_kept() -> None:
    walk = Walk()
    long = "æ" * 3001
    walk.to_check(NOTICE[0], NOTICE[1], {**NOTICE[2], "note": long})
    assert errors(walk) == ["note"]
    assert long in walk.text
    whole = "".join(chr(0x4E00 + place % 20_000) for place in range(25_000))
    for _again in range(2):
        walk.post("check", "needs", **{**NOTICE[2], "note": whole})
        assert errors(walk) == ["note"]
        assert whole in walk.text
    walk.post("check", "needs", **{**NOTICE[2], "note": "æ" * 312})
    assert SAID["check"]["long"].format(length=312, limit=300) in walk.main()


def test_a_page_that_lay_open_for_too_long_or_was_changed_asks_to_look_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vejviser.site.clock.now", lambda: AT)
    walk = Walk()
    walk.to_check(*AGREES)
    monkeypatch.setattr("vejviser.site.clock.now", lambda: AT + dt.timedelta(hours=3))
    walk.send()
    assert SAID["check"]["again"] in walk.main()
    assert "Zoraya" in walk.main()
    walk.send()
    assert SAID["sent"]["heading"] in walk.text
    walk = Walk()
    walk.post("person", "now", token="A" * 80, role="police", age="no", danger="soon")
    assert SAID["check"]["again"] in walk.main()
    assert 'id="danger-soon" value="soon" checked' in walk.text


def test_the_time_of_meeting_can_be_changed_but_not_to_the_future() -> None:
    walk = Walk()
    walk.to_check(*AGREES)
    assert SAID["check"]["met_now"] in walk.main()
    walk.post("check", met_at="1.2. 22:10")
    assert re.search(r"Met: \w+ 1 February 22:10", walk.main())
    walk.post("send", met_at="31.12.2099 10:00")
    assert "met_at" in errors(walk)
    assert 'value="31.12.2099 10:00"' in walk.text
    walk.post("send", met_at="")
    assert SAID["sent"]["heading"] in walk.text


def test_a_person_who_may_be_watched_gets_a_short_page() -> None:
    walk = Walk(role="self")
    walk.post("person", "now", age="no")
    walk.post("check", "person", presence="overheard", safe_contact="phone", safe_phone="28282828", name="Zoraya")
    assert "Zoraya" not in walk.main()
    walk.post("person")
    assert SAID["watched"]["heading"] in walk.main()
    assert re.search(r'class="button" name="go" value="check"', walk.text)
    walk.post("ring", "person", presence="overheard", safe_contact="phone", safe_phone="28282828")
    assert SAID["sent"]["heading"] in walk.text


def test_the_person_is_you_and_saving_is_not_offered_to_her() -> None:
    walk = Walk(role="self")
    walk.post("person", "now")
    assert SAID["questions"]["presence"]["self_ask"] in walk.main()
    assert 'value="save"' not in walk.text
    assert SAID["page"]["start_again"] in walk.main()
    walk.post("save", "person")
    assert SAID["save"]["code"] not in walk.main()


@pytest.mark.parametrize(("language", "code"), [("en", "English"), ("da", "Dansk")])
def test_the_language_of_the_page_that_the_person_chose_is_taken_over(language: str, code: str) -> None:
    walk = Walk(language, role="self")
    walk.to_check(*({**part} for part in SELF))
    assert code in walk.main()


def test_advice_alone_sends_nothing_about_the_person() -> None:
    walk = Walk()
    walk.to_check(AGREES[0], AGREES[1], {"needs": ["advice"], "note": "How do I ask?", "you_phone": "35353535"})
    main = walk.main()
    assert "Zoraya" not in main
    assert SAID["check"]["path_consultation"] in main
    assert SAID["check"]["why_consultation"] in main


@pytest.mark.parametrize("role", ["citizen", "self", "health"])
def test_only_those_who_may_name_an_exception_are_asked(role: str) -> None:
    walk = Walk()
    walk.post("person", "now", role=role, age="no")
    asked: Any = 'name="override"' in walk.main()
    assert asked is (role == "health")
    assert 'value="legal_duty"' not in walk.text


def test_a_citizen_may_write_a_place_and_is_shown_the_number_of_the_police() -> None:
    walk = Walk()
    walk.to_check({"role": "citizen"}, {}, {"place_tip": "write", "place_tip_text": "The old mill"})
    assert "The old mill" in walk.main()
    walk.post("needs")
    assert SAID["emergency"]["tip"] in walk.main()
    walk.send()
    assert SAID["sent"]["next"] in walk.text


def test_hostile_fields_are_answered_with_a_page() -> None:
    walk = Walk()
    for go in ("", "now", "sent", "proof", "remove:note:0:9", "remove:", "x" * 500, "first_counts", "new_counts"):
        for screen in ("now", "elsewhere", ""):
            answer = walk.client.post("/en/refer/", {"form": "x", "screen": screen, "go": go, "name": "<script>alert(1)</script>"})
            assert answer.status_code in (200, 302), go
            assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("role", ["police", "citizen", "self"])
def test_no_two_things_on_a_screen_have_the_same_name_for_the_browser(role: str) -> None:
    walk = Walk(role=role)
    for screen in ("now", "person", "needs"):
        ids = re.findall(r' id="([^"]+)"', walk.text)
        assert len(ids) == len(set(ids)), {one for one in ids if ids.count(one) > 1}
        walk.post(NEXT[screen], screen)


def test_nobody_is_told_that_cmm_rings_who_left_no_way_to() -> None:
    walk = Walk()
    walk.to_check(*PATHS["citizen"])
    assert SAID["check"]["path_notice"] in walk.main()
    assert SAID["check"]["notice_ring"] not in walk.main()
    walk.post("check", "needs", **PATHS["citizen"][2], you_phone="35353535")
    assert SAID["check"]["notice_ring"] in walk.main()


def test_the_number_to_call_later_is_who_answers_then_and_not_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vejviser.site.clock.now", lambda: AT)
    walk = Walk()
    walk.to_check(*AGREES)
    walk.send()
    morning = whom_to_reach("en", dt.datetime(2027, 1, 15, 8, 45, tzinfo=dt.UTC)).first
    assert morning.id == "cmm_hotline"
    assert SAID["sent"]["next_call"].format(number=saying.apart(morning.shown)) in walk.main()
    assert whom_to_reach("en").first.id == "police_hotline"


def test_a_number_that_only_stands_in_its_field_never_overrules_how_the_person_wants_to_be_reached() -> None:
    walk = Walk()
    walk.post("person", "now", role="self", age="no", ring="28282828")
    walk.post("needs", "person", presence="alone", safe_contact="phone", safe_phone="27272727", ring="28282828")
    assert "28282828" not in walk.text
    walk.post("person", "needs", needs="talk")
    assert 'id="ring" name="ring" value="27272727"' in walk.text
    walk.post("needs", "person", presence="alone", safe_contact="never", safe_phone="27272727", ring="27272727")
    walk.post("check", "needs", needs="talk")
    assert SAID["questions"]["safe_contact"]["choices"]["never"] in walk.main()
    assert "27 27 27 27" not in walk.main()


@pytest.mark.parametrize("role", ["self", "citizen"])
def test_a_number_to_ring_that_was_taken_away_is_not_kept(role: str) -> None:
    walk = Walk()
    walk.post("person", "now", role=role, ring="28282828")
    walk.post("now", "person")
    walk.post("person", "now", role=role, ring="")
    assert "28282828" not in walk.text
    walk.post("check", "needs", needs="talk")
    assert "28 28 28 28" not in walk.main()


def test_a_text_that_is_far_too_long_is_not_searched_before_it_is_refused() -> None:
    walk = Walk()
    started = time.monotonic()
    walk.post("remove:note:0:1", "needs", note="a" * 200_000)
    assert time.monotonic() - started < 5
    assert errors(walk) == ["note"]
