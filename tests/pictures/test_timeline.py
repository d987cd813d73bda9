# SPDX-License-Identifier: EUPL-1.2
"""What a judge can rely on when a timeline lies on the table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.pictures.reading import DENMARK, SVG, a_case, description, texts, written
from vejviser.pictures import draw_timeline

if TYPE_CHECKING:
    from vejviser.rules.case_file import Case

BEGINNING = (
    {"type": "stay", "at": "2027-01-04", "legal": False},
    {"type": "encounter", "at": "2027-01-04T22:10", "by": "police", "note": "red <coat> & a scar"},
    {"type": "referral", "at": "2027-01-05", "by": "police", "to": "cmm", "consent": "given"},
    {"type": "interview", "at": "2027-01-06", "by": "cmm", "representative_present": False, "interpreter": "en"},
    {"type": "identification", "at": "2027-01-10", "by": "dis", "outcome": "identified", "reason": "told in confidence"},
    {"type": "reflection_period", "at": "2027-01-11", "by": "dis"},
)
WITNESS = (
    {"type": "proceedings", "at": "2027-01-12", "status": "opened"},
    {"type": "police_collaboration", "at": "2027-01-12", "value": True},
    {"type": "residence_permit_application", "at": "2027-01-13", "by": "police"},
    {"type": "residence_permit", "at": "2027-02-05", "by": "dis"},
)
IN_THE_PICTURE_AND_ITS_KEY = 2
TOO_LATE = {"type": "reflection_extension", "at": "2027-02-20", "by": "dis", "until": "2027-03-20"}
ASYLUM = {"type": "asylum_application", "at": "2027-01-20"}


def drawn(case: Case, as_of: str, language: str = "en") -> str:
    return draw_timeline(DENMARK, case, DENMARK.zone.moment(as_of), language)


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314  the picture was drawn by the program under test


def fills(svg: str) -> list[str]:
    return [element.get("fill", "") for element in root(svg).iter()]


def dashed(svg: str) -> int:
    """How many dashed outlines a picture has."""
    return sum(element.get("fill") == "none" and element.get("stroke-dasharray") == "6 4" for element in root(svg).iter(f"{SVG}rect"))


def test_the_picture_is_well_formed_and_says_what_it_is_to_those_who_cannot_see_it() -> None:
    svg = drawn(a_case(*BEGINNING), "2027-01-20", "da")
    picture = root(svg)
    assert picture.tag == f"{SVG}svg"
    assert (picture.get("role"), picture.get("lang")) == ("img", "da")
    assert (picture.get("viewBox") or "").startswith("0 0 1200 ")
    assert picture.findtext(f"{SVG}title") == "Sag T1: tidslinje"
    assert "sidste dag ons. 10. feb. 2027" in description(svg)


def test_the_heading_names_the_case_the_law_and_the_day_with_its_weekday() -> None:
    heading = texts(drawn(a_case(*BEGINNING), "2027-01-20"))[:3]
    assert heading[0] == "Case T1: timeline"
    assert "denmark 1.0.0" in heading[1]
    assert "as known on Wednesday 20 January 2027" in heading[1]
    assert heading[2] == "Status: identified · Legal stay: no legal stay · Stage: reflection period"


def test_a_running_period_shows_its_last_day_with_the_weekday_and_the_days_left() -> None:
    assert "last day Wed 10 Feb 2027 (21 days left)" in texts(drawn(a_case(*BEGINNING), "2027-01-20"))


def test_the_furthest_day_that_extensions_can_reach_is_drawn_dashed_and_written() -> None:
    svg = drawn(a_case(*BEGINNING), "2027-01-20")
    assert "at most to Tue 11 May 2027" in texts(svg)
    assert dashed(svg) == IN_THE_PICTURE_AND_ITS_KEY


def test_a_limit_that_can_no_longer_be_reached_is_not_promised() -> None:
    assert "limit of extensions Tue 11 May 2027, not used" in texts(drawn(a_case(*BEGINNING), "2027-02-11"))
    assert "limit of extensions Tue 11 May 2027, not used" in texts(drawn(a_case(*BEGINNING, *WITNESS), "2027-02-08"))


def test_a_period_at_its_limit_says_so_and_has_nothing_dashed_after_it() -> None:
    cooperates = {"type": "return_cooperation", "at": "2027-01-15", "value": True}
    full = {"type": "reflection_extension", "at": "2027-01-20", "by": "dis", "until": "2027-05-11"}
    svg = drawn(a_case(*BEGINNING, cooperates, full), "2027-02-11")
    assert "last day Tue 11 May 2027, no extension beyond this day (89 days left)" in texts(svg)
    assert "extended Wed 20 Jan 2027" in texts(svg)
    assert dashed(svg) == 0


def test_a_period_replaced_by_a_residence_permit_is_hatched_from_that_day_and_says_so() -> None:
    svg = drawn(a_case(*BEGINNING, *WITNESS), "2027-02-08")
    assert fills(svg).count("url(#superseded)") == IN_THE_PICTURE_AND_ITS_KEY
    assert "superseded by residence permit (witness) from Fri 5 Feb 2027" in texts(svg)
    assert "url(#superseded)" not in fills(drawn(a_case(*BEGINNING, *WITNESS), "2027-02-04"))


def test_a_renewal_is_marked_and_moves_the_last_day() -> None:
    renewed = {"type": "residence_permit", "at": "2027-07-20", "by": "dis"}
    found = texts(drawn(a_case(*BEGINNING, *WITNESS, renewed), "2027-07-21"))
    assert "renewed Tue 20 Jul 2027" in found
    assert "last day Sat 5 Feb 2028 (199 days left)" in found


def test_a_gap_between_two_permits_stays_visible_with_its_first_and_last_day() -> None:
    late = {"type": "residence_permit", "at": "2027-08-10", "by": "dis"}
    found = texts(drawn(a_case(*BEGINNING, *WITNESS, late), "2027-08-11"))
    assert "gap: not in force from Fri 6 Aug 2027 to Mon 9 Aug 2027" in found
    assert {"from Fri 5 Feb 2027", "last day Thu 5 Aug 2027", "from Tue 10 Aug 2027"} <= set(found)


def test_a_duty_stands_on_its_day_with_its_state_and_a_held_one_has_a_pattern_of_its_own() -> None:
    ahead, held = drawn(a_case(*BEGINNING), "2027-01-25"), drawn(a_case(*BEGINNING, ASYLUM), "2027-01-25")
    assert "Duty to leave Denmark from Thu 11 Feb 2027: ahead" in texts(ahead)
    assert "Duty to leave Denmark from Thu 11 Feb 2027: on hold (asylum case)" in texts(held)
    assert fills(held).count("url(#held)") == IN_THE_PICTURE_AND_ITS_KEY
    assert "url(#held)" not in fills(ahead)


def test_an_event_against_the_rules_is_named_on_its_day_and_in_the_list() -> None:
    found = texts(drawn(a_case(*BEGINNING, TOO_LATE), "2027-02-21"))
    assert "7: Extension after the last day" in found
    assert "Extension after the last day" in found
    assert "against the rules" in found


def test_every_known_event_is_numbered_in_order_of_time_with_day_kind_and_actor() -> None:
    svg = drawn(a_case(*BEGINNING), "2027-01-20")
    assert "2. Mon 4 Jan 2027 at 22:10: First contact – Police." in description(svg)
    assert [number for number in texts(svg) if re.fullmatch(r"[1-6]", number)].count("6") >= 2


def test_what_happened_after_the_day_of_the_picture_is_not_in_it() -> None:
    svg = drawn(a_case(*BEGINNING, *WITNESS), "2027-01-09")
    assert "2027-01-10" not in svg
    assert "Reflection period" not in written(svg)
    assert "Status: not yet decided · Legal stay: no legal stay · Stage: identification" in texts(svg)


def test_what_was_recorded_later_can_be_left_out() -> None:
    late = {**ASYLUM, "recorded": "2027-01-30"}
    case, as_of = a_case(*BEGINNING, late), DENMARK.zone.moment("2027-01-25")
    assert "Application for asylum" in texts(draw_timeline(DENMARK, case, as_of))
    assert "Application for asylum" not in texts(draw_timeline(DENMARK, case, as_of, known_at=as_of))


def test_the_line_of_the_day_is_labelled() -> None:
    svg = drawn(a_case(*BEGINNING), "2027-01-20")
    assert "as known on Wed 20 Jan 2027" in texts(svg)
    upright = [line for line in root(svg).iter(f"{SVG}line") if line.get("stroke-dasharray") and line.get("x1") == line.get("x2")]
    assert len(upright) == 1


def test_what_follows_if_nothing_new_is_recorded_is_set_apart_from_what_is_known() -> None:
    svg = drawn(a_case(*BEGINNING), "2027-01-20")
    assert "return from Thu 11 Feb 2027" in description(svg)
    assert description(svg).count("(if nothing new is recorded)") == 4
    assert "if nothing new is recorded" in texts(svg)


def test_childhood_is_cut_at_the_edges_and_still_says_its_last_day() -> None:
    svg = drawn(a_case(*BEGINNING[:2], born="2012-06-01"), "2027-01-06")
    found = texts(svg)
    assert any(text.startswith("last day Fri 31 May 2030") for text in found)
    assert "goes on beyond the picture" in found
    assert "2029" not in found


def test_a_case_without_events_gives_a_picture_that_says_so() -> None:
    assert "No event is known on this day." in texts(drawn(a_case(), "2027-01-20"))
    assert "Ingen hændelse er kendt på denne dag." in texts(drawn(a_case(), "2027-01-20", "da"))


def test_the_danish_picture_speaks_danish() -> None:
    found = written(drawn(a_case(*BEGINNING, *WITNESS, TOO_LATE), "2027-02-21", "da"))
    for words in (
        "Hændelser",
        "afløst af opholdstilladelse (vidne) fra fre. 5. feb. 2027",
        "grænse for forlængelse tir. 11. maj 2027, ikke udnyttet",
        "søn. 10. jan. 2027",
    ):
        assert words in found
    assert not re.search(r"\b(last day|Events|from|timeline\.)", found)


@pytest.mark.parametrize("name", ['A&B <i>"x"</i>', "nul\x00 bell\x07", "]]> & &amp;", "ÆØÅ \U0001d504", "W" * 300])
def test_any_case_id_is_written_as_it_is_and_breaks_nothing(name: str) -> None:
    svg = drawn(a_case(*BEGINNING, name=name), "2027-01-20")
    legible = re.sub("[\x00-\x08]", "\ufffd", name)
    assert root(svg).findtext(f"{SVG}title") == f"Case {legible}: timeline"
    assert not list(root(svg).iter(f"{SVG}i"))


def test_free_text_of_the_file_stays_out_of_the_picture() -> None:
    svg = drawn(a_case(*BEGINNING), "2027-01-20")
    assert "scar" not in svg
    assert "confidence" not in svg


def test_the_picture_stands_alone_and_nothing_in_it_runs_or_is_fetched() -> None:
    svg = drawn(a_case(*BEGINNING, *WITNESS, TOO_LATE), "2027-02-21")
    names = {element.tag.removeprefix(SVG) for element in root(svg).iter()}
    assert not names & {"script", "style", "image", "use", "a", "foreignObject", "link"}
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {"#superseded", "#held", "#unknown"}
    assert "href" not in svg


def test_the_same_case_gives_the_same_bytes() -> None:
    first, second = (drawn(a_case(*BEGINNING, *WITNESS), "2027-02-21") for _ in range(2))
    assert first == second
