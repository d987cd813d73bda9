# SPDX-License-Identifier: EUPL-1.2
"""Whoever enters facts gets what the rules say, nothing that was entered is kept or lost, and nobody can tell that it was asked."""

from __future__ import annotations

import datetime as dt
import gzip
import html
import logging
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.histories import TODAY, few, lives
from tests.pages import INLINE
from tests.public.test_frame import TELLING, shape
from vejviser.mechanisms import find
from vejviser.public.languages import SPOKEN
from vejviser.public.trying.examples import example_typed, goldens
from vejviser.public.trying.facts import Facts, facts_from
from vejviser.public.trying.questions import FOLDER, questions
from vejviser.public.trying.typed import typed_from
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from

if TYPE_CHECKING:
    from collections.abc import Mapping

DENMARK = find("denmark")
ASKED = questions("denmark")
FIRST_VISIT = 60_000
BEGUN = {
    "age": "adult",
    "day": "2027-03-25",
    "stay-0-at": "2027-03-04",
    "stay-0-legal": "false",
    "interview-0-at": "2027-03-08",
    "interview-0-by": "cmm",
    "interview-0-representative_present": "false",
    "identification-0-at": "2027-03-15",
    "identification-0-by": "dis",
    "identification-0-outcome": "identified",
    "reflection_period-0-at": "2027-03-17",
    "reflection_period-0-by": "dis",
}


def sent(data: Mapping[str, str], do: str = "show", language: str = "en", client: Client | None = None) -> Any:
    return (client or Client()).post(f"/{language}/trying/", {**data, "do": do})


def words(response: Any) -> str:
    """Give what the content of a page says: without tags, each run of spaces as one."""
    content = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", content))).strip()


def read(data: Mapping[str, str]) -> Facts:
    return facts_from(typed_from(data, ASKED), "denmark", ASKED.age_event, "en", dt.date(2027, 1, 1))


def test_facts_give_stage_last_days_rights_limits_steps_with_reasons_and_rules() -> None:
    said = words(sent(BEGUN))
    assert "Identified as a victim of trafficking." in said
    assert "Friday 16 April 2027" in said
    assert "Extensions can reach Thursday 15 July 2027 at most." in said
    assert "Duty to leave Denmark : ahead from Saturday 17 April 2027" in said
    assert "Psychological support : offered until Friday 16 April 2027" in said
    assert "The person cannot apply for the residence permit (witness)" in said
    assert "The person has no legal stay (Stay, 4 March 2027)" in said
    page = sent(BEGUN).content.decode()
    assert 'href="/en/mechanism/denmark/R37"' in page
    assert "<svg" in page


def test_what_is_not_entered_and_would_change_the_answer_is_asked() -> None:
    said = words(sent(BEGUN))
    assert "What is not entered and would change the answer" in said
    assert DENMARK.texts("en").get("facts.return_cooperation.ask") in said


def test_an_event_against_the_rules_is_said_with_its_rule_and_the_right_door() -> None:
    late = {"reflection_extension-0-at": "2027-03-20", "reflection_extension-0-until": "2027-09-01", "reflection_extension-0-by": "dis"}
    wishes = {"return_cooperation-0-at": "2027-03-18", "return_cooperation-0-value": "true"}
    said = words(sent({**BEGUN, **late, **wishes}))
    assert "Extension beyond the total limit" in said
    assert "may decide on a last day up to Thursday 15 July 2027" in said
    # It has no effect.
    assert "Friday 16 April 2027" in said


@pytest.mark.parametrize("written", ["17.3.2027", "17-03-2027", "17. 3. 2027", "2027-03-17"])
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    assert "Friday 16 April 2027" in words(sent({**BEGUN, "reflection_period-0-at": written}))


@pytest.mark.parametrize("written", ["3/4/2027", "17.3.27", "20270317", "17 March 2027", "17.3.2027 10:00"])
def test_a_day_that_could_be_two_is_none(written: str) -> None:
    assert "Write a day that exists" in words(sent({**BEGUN, "reflection_period-0-at": written}))


def test_what_lies_after_the_day_asked_about_does_not_count_and_is_said() -> None:
    said = words(sent({**BEGUN, "asylum_application-0-at": "2027-05-01"}))
    assert "Not counted yet" in said
    assert "Application for asylum, Saturday 1 May 2027" in said
    assert "on hold" not in said.split("Not counted yet")[0]


def test_an_age_that_nobody_knows_counts_as_a_child_and_a_date_of_birth_goes_before_the_choice() -> None:
    assert "Treated as a child." in words(sent({**BEGUN, "age": ""}))
    assert "Treated as an adult." in words(sent(BEGUN))
    assert "Treated as a child." in words(sent({**BEGUN, "age": "child"}))
    assert "Treated as a child." in words(sent({**BEGUN, "born": "2012-05-05"}))


def test_what_was_not_asked_is_not_shown_as_if_it_had_been_said() -> None:
    home = {"departure-0-at": "2027-03-20", "arrival-0-at": "2027-03-21"}
    page = sent({**BEGUN, **home}).content.decode()
    assert DENMARK.texts("en").get("clocks.return_programme.label") in page
    assert "ZZ" not in page
    assert "ZZ" not in sent({**BEGUN}, do="compare").content.decode()


def test_the_other_reading_of_the_rules_can_be_chosen() -> None:
    reasons = {"special_reasons-0-at": "2027-03-18", "special_reasons-0-value": "true"}
    assert "only in the other reading" in words(sent({**BEGUN, **reasons}))
    said = words(sent({**BEGUN, **reasons, "profile": "current"}))
    assert "Apply for an extension" in said
    assert "as found today" in said


@pytest.mark.parametrize("example", ASKED.examples, ids=lambda one: one.id)
def test_an_example_gives_the_answer_of_the_golden_case_on_that_day(example: Any) -> None:
    golden = goldens("denmark")[example.id]
    data = example_typed("denmark", ASKED, example.id)
    assert data is not None
    facts = read(data)
    assert facts.case is not None, facts.errors
    own = assess(facts.mechanism, facts.case, facts.moment)
    mechanism = find(f"denmark@{golden.profile('described')}")
    wanted = assess(mechanism, golden.history(mechanism), facts.moment)
    for part in ("stage", "status", "child", "clocks", "entitlements", "duties", "not_allowed", "next_steps", "flags"):
        assert getattr(own, part) == getattr(wanted, part), part
    assert sorted(one.id for one in own.violations) == sorted(one.id for one in wanted.violations)
    for language in SPOKEN:
        said = words(sent({"example": example.id}, do="example", language=language))
        assert golden.title(language) in said
        assert DENMARK.texts(language).get("words.not_a_decision") in said


def as_typed(raw: Mapping[str, Any]) -> dict[str, str]:
    """Give what somebody would type for a history, of each kind of event as many as there are rows."""
    found = {"born": str(raw["person"]["born"] or ""), "alone": "yes" if raw["person"]["unaccompanied"] else ""}
    lines, counts = {line.event: line for line in ASKED.lines}, dict[str, int]()
    for event in raw["events"]:
        line = lines.get(event["type"])
        number = counts[event["type"]] = counts.get(event["type"], -1) + 1
        if line is not None and number < 6:
            found[f"{line.event}-{number}-at"] = str(event["at"])[:10]
            for name in line.ask:
                if name in event:
                    value = event[name]
                    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                    found[f"{line.event}-{number}-{name}"] = text
    return found


@few
@given(lives(), st.integers(0, 300))
def test_whatever_is_typed_is_assessed_as_the_case_file_that_it_is(raw: dict[str, Any], later: int) -> None:
    first = min((str(event["at"])[:10] for event in raw["events"]), default="2025-01-01")
    day = dt.date.fromisoformat(first) + dt.timedelta(days=later)
    facts = facts_from(typed_from({**as_typed(raw), "day": day.isoformat()}, ASKED), "denmark", ASKED.age_event, "en", TODAY)
    assert facts.case is not None, facts.errors
    events = [{"type": one.type, "at": one.at.day.isoformat(), **plain(one.fields)} for one in facts.case.events]
    person = {"born": raw["person"]["born"], "citizenships": [], "gender": "", "unaccompanied": raw["person"]["unaccompanied"]}
    file = case_from({"case": facts.case.id, "mechanism": "denmark", "person": person, "events": events}, DENMARK.vocabulary, today=TODAY)
    own, same = assess(DENMARK, facts.case, facts.moment), assess(DENMARK, file, facts.moment)
    for part in ("stage", "status", "clocks", "entitlements", "duties", "not_allowed", "next_steps"):
        assert getattr(own, part) == getattr(same, part)


def plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in fields.items()}


WRONG = [
    ({"stay-0-at": "31.2.2027"}, "stay-0-at", "Write a day that exists"),
    ({"stay-0-at": "", "stay-0-until": "2027-05-01"}, "stay-0-at", "Write the day"),
    ({"day": "soon"}, "day", "Write a day that exists"),
    ({"day": "1066-10-14"}, "day", "Write a day"),
    ({"day": "2150-01-01"}, "day", "years 1990 to 2100"),
    ({"born": "2999-01-01"}, "born", "Write a day"),
    ({"born": "2190-01-01"}, "born", "nobody is born in the future"),
    ({"identification-0-by": "embassy"}, "identification-0-by", "Choose one of the answers"),
    ({"identification-0-outcome": ""}, "identification-0-outcome", "Choose one of the answers"),
    ({"profile": "tomorrow"}, "profile", "Choose one of the answers"),
    ({"referral-0-at": "2027-03-03", "referral-0-by": "ngo", "referral-0-consent": "override"}, "referral-0-basis", "without consent"),
    (
        {"referral-0-at": "2027-03-03", "referral-0-by": "ngo", "referral-0-consent": "given", "referral-0-basis": "child"},
        "referral-0-basis",
        "Leave this empty",
    ),
    ({"reflection_extension-0-at": "2027-03-20", "reflection_extension-0-by": "dis"}, "reflection_extension-0-until", "either"),
    (
        {"reflection_extension-0-at": "2027-03-20", "reflection_extension-0-by": "dis", "reflection_extension-0-days": "many"},
        "reflection_extension-0-days",
        "whole number from 1 to 999",
    ),
    ({f"work-{number}-at": "x" for number in range(6)}, "work-5-at", "Write a day that exists"),
]


@pytest.mark.parametrize(("changed", "name", "message"), WRONG)
@pytest.mark.parametrize("do", ["show", "compare"])
def test_what_cannot_be_used_is_named_with_what_is_allowed_and_everything_typed_stays(
    changed: dict[str, str], name: str, message: str, do: str
) -> None:
    response = sent({**BEGUN, **changed}, do=do)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'href="#{name}"' in page
    assert f'id="{name}"' in page
    assert message in words(response)
    for key, value in {**BEGUN, **changed}.items():
        tag = re.search(rf'<(input|select)[^>]*name="{key}"[^>]*>(?:(?:(?!</select>).)*</select>)?', page, re.DOTALL)
        assert tag, key
        if value and key not in ("age", "profile"):
            assert f'value="{html.escape(value)}"' in tag[0], (key, value)
    assert "What follows" not in words(response)


def test_any_script_in_any_input_is_shown_back_safely() -> None:
    typed = {
        **BEGUN,
        "stay-0-at": '"><script>alert(1)</script>',
        "identification-0-by": "<b>กขค</b>",
        "day": "٢٠٢٧-٠٣-٢٥",
        "what-0-ever": "x",
    }
    page = sent(typed).content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "กขค" in page
    assert not INLINE.search(page)


def test_one_more_row_is_added_and_nothing_typed_is_lost() -> None:
    page = sent(BEGUN, do="more:stay").content.decode()
    assert 'id="stay-0-at" name="stay-0-at" value="2027-03-04"' in page
    assert 'id="stay-1-at"' in page
    assert "What follows" not in page.partition("<form")[0]
    again = page
    for _time in range(8):
        data = dict(re.findall(r'name="([a-z_]+-\d-at)" value="([^"]*)"', again))
        again = sent({**BEGUN, **data}, do="more:stay").content.decode()
    assert 'id="stay-5-at"' in again
    assert 'id="stay-6-at"' not in again
    assert 'value="more:stay"' not in again


def test_no_button_makes_a_form_that_the_site_would_refuse() -> None:
    data, page, wide = dict(BEGUN), "", [line.event for line in ASKED.lines if len(line.ask) > 2]
    for event in wide:
        for _time in range(6):
            page = sent(data, do=f"more:{event}").content.decode()
            names = set(re.findall(r'<(?:input|select)[^>]*name="([^"]*)"', page))
            data = {**dict.fromkeys(names, ""), **{name: value for name, value in data.items() if name in names}}
            if f'value="more:{event}"' not in page:
                break
    assert 160 < len(data) < 190
    assert f'value="more:{wide[-1]}"' not in page
    assert sent(data).status_code == 200


def test_a_crowd_of_rows_is_refused_and_a_crowd_of_names_passed_over() -> None:
    many = {f"{line.event}-{number}-at": "2027-03-18" for line in list(ASKED.lines)[:12] for number in range(6)}
    assert "Too many rows" in words(sent({**BEGUN, **many}))
    assert sent({**BEGUN, **{f"x{number}": "1" for number in range(100)}}).status_code == 200
    assert sent({f"stay-{number}-at": "2027-01-01" for number in range(2000)}).status_code == 400


@pytest.mark.parametrize("do", ["show", "compare", "example", "more:stay", "change", "", "more:", "more:nothing"])
def test_nothing_of_the_facts_is_kept_written_down_or_in_an_address(do: str, caplog: pytest.LogCaptureFixture) -> None:
    client = Client()
    # Without a database at hand, a page that asks one fails; so does one that writes to the ledger.
    with caplog.at_level(logging.DEBUG):
        response = sent({**BEGUN, "born": "1998-07-14"}, do=do, client=client)
    assert response.status_code == 200
    assert not response.cookies
    assert not client.cookies
    assert "Location" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert not [record for record in caplog.records if "1998" in record.getMessage() or "2027" in record.getMessage()]
    page = response.content.decode()
    addresses = re.findall(r'(?:href|action|formaction|src)="([^"]*)"', page)
    assert not [one for one in addresses if "1998" in one or "2027-" in one or "?" in one]
    title = re.search(r"<title>(.*?)</title>", page)
    assert title is not None
    assert not TELLING.search(title[1])
    assert not INLINE.search(page)


def test_the_page_remembers_nothing_between_two_people() -> None:
    first = sent(BEGUN).content
    sent({**BEGUN, "born": "2012-02-02"})
    assert sent(BEGUN).content == first
    assert "2027-03-17" not in Client().get("/en/trying/").content.decode()


@pytest.mark.parametrize("language", SPOKEN)
def test_the_pages_are_light_and_whole_in_their_language(language: str) -> None:
    pages = [Client().get(f"/{language}/trying/"), sent(BEGUN, language=language), sent(BEGUN, do="compare", language=language)]
    for response in pages:
        assert len(gzip.compress(response.content)) < FIRST_VISIT
        said = words(response)
        assert not re.search(r"\b(?:events|values|facts|report|words)\.\w+\.\w+", said)
        assert not re.search(r"\{\w+\}", said)
    if language == "da":
        assert not re.search(r"\b(?:the|person cannot|until|offered)\b", " ".join(words(one) for one in pages))


def test_another_language_than_the_two_shows_english_and_says_where_there_is_more() -> None:
    response = Client(headers={"accept-language": "th"}).get("/trying/")
    assert "Try the rules" in words(response)
    assert 'href="/th/' in response.content.decode()


def test_the_ways_ahead_stand_side_by_side_with_their_days_and_may_be_changed() -> None:
    response = sent(BEGUN, do="compare")
    said, page = words(response), response.content.decode()
    for title in ("None of these", "Helping the police", "Asking for asylum", "Returning with help"):
        assert f"{title} " in said
    assert "This informs, and decides nothing." in said
    assert "as the source describes it" in said
    assert 'name="when-police-permit-residence_permit" value="2027-04-15"' in page
    # What was entered goes along, and nothing else does.
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))
    assert hidden == BEGUN
    moved = words(sent({**BEGUN, "when-police-permit-residence_permit": "2027-04-12"}, do="compare"))
    assert "first day Monday 12 April 2027, last day Tuesday 12 October 2027" in moved


@pytest.mark.parametrize(
    ("day", "message"),
    [("soon", "“soon” is no day"), ("2027-01-01", "2027-01-01 lies before the day asked about"), ("2099-01-01", "lies too far ahead")],
)
def test_a_supposed_day_that_cannot_be_used_is_named_and_the_proposed_one_stands(day: str, message: str) -> None:
    response = sent({**BEGUN, "when-police-permit-residence_permit": day}, do="compare")
    assert message in words(response)
    assert 'href="#when-police-permit-residence_permit"' in response.content.decode()
    assert "last day Friday 15 October 2027" in words(response)


def test_no_other_method_is_answered() -> None:
    assert Client().put("/trying/").status_code == 405


def test_both_languages_have_the_same_words() -> None:
    english, danish = (tomllib.loads((FOLDER / "texts" / f"{tag}.toml").read_text(encoding="utf-8")) for tag in ("en", "da"))
    assert shape(english) == shape(danish)


def test_every_kind_of_event_of_the_mechanism_can_be_entered_once() -> None:
    lines = [line.event for line in ASKED.lines]
    every = {event for profile in ("described", "current") for event in find(f"denmark@{profile}").events}
    assert sorted(lines) == sorted(every - {ASKED.age_event})
    for line in ASKED.lines:
        fields = find("denmark@current").events[line.event].fields
        asked = {*line.ask, *line.set, *line.null}
        assert asked <= set(fields), line.event
        assert {name for name, shape in fields.items() if not shape.optional and not shape.with_} <= asked, line.event
