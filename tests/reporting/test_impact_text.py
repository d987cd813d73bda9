# SPDX-License-Identifier: EUPL-1.2
"""Who maintains the law reads what a change of it does in words: labels instead of ids, days with their weekday, two languages."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from vejviser.bulk import differences as differences_module
from vejviser.bulk.impact import impact
from vejviser.bulk.impact_answers import Change, ChangedCase, Impact
from vejviser.example_cases import stream
from vejviser.mechanisms import SHIPPED, find
from vejviser.reporting.impact_text import impact_text
from vejviser.reporting.impact_words import kind_of
from vejviser.reporting.words import Words
from vejviser.rules.mechanism import load

if TYPE_CHECKING:
    from pathlib import Path

    from vejviser.rules.mechanism import Mechanism

TODAY = dt.date(2027, 12, 31)
# What a field of a day is called where the day is set, no longer set or changed.
DAYS = ("start", "last day", "cap", "end", "beginning", "day to act by")
IDENTIFIED = {"type": "identification", "at": "2027-01-11", "by": "dis", "outcome": "identified"}
REFLECTION = {"type": "reflection_period", "at": "2027-01-12", "by": "dis"}


@pytest.fixture
def longer(tmp_path: Path) -> Mechanism:
    """Give the Danish mechanism with a reflection period of 45 days."""
    folder = shutil.copytree(SHIPPED / "denmark", tmp_path / "denmark")
    path = folder / "parameters.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count('{ value = 30, source = "nrm_dk"') == 1
    path.write_text(text.replace('{ value = 30, source = "nrm_dk"', '{ value = 45, source = "nrm_dk"'), encoding="utf-8")
    return load(folder)


def adult(name: str, *events: dict[str, Any]) -> dict[str, Any]:
    person = {"born": "1995-05-02", "citizenships": ["BR"], "gender": "female", "unaccompanied": False}
    first: tuple[dict[str, Any], ...] = (
        {"type": "encounter", "at": "2027-01-04", "by": "police"},
        {"type": "stay", "at": "2027-01-04", "legal": False},
        {"type": "interview", "at": "2027-01-08", "by": "cmm", "representative_present": False, "interpreter": None},
    )
    return {"case": name, "mechanism": "denmark", "person": person, "events": [*first, *events]}


def lines_of(cases: list[dict[str, Any]]) -> list[bytes]:
    return [json.dumps(case).encode() for case in cases]


def compare(old: Mechanism, new: Mechanism, cases: list[dict[str, Any]], as_of: str = "2027-01-25") -> Impact:
    return impact(old, new, lines_of(cases), old.zone.moment(as_of), today=TODAY)


def text_of(found: Impact, new: Mechanism, language: str = "en") -> str:
    return impact_text(found, Words(new, language, dt.date(2027, 1, 25)))


def test_people_read_the_counts_the_labels_and_both_days(longer: Mechanism) -> None:
    lines = [*lines_of([adult("X1", IDENTIFIED, REFLECTION), adult("X2")]), b"{"]
    found = impact(find("denmark"), longer, lines, longer.zone.moment("2027-01-25"), today=TODAY)
    text = text_of(found, longer)
    assert text.startswith(
        "What changes for open cases: from denmark 1.0.0 (described) to denmark 1.0.0 (described), as of Monday 25 January 2027\n"
    )
    assert "3 lines read: 2 open, 0 closed, 1 refused\n1 open case of 2 (50.0%) would be answered otherwise." in text
    assert "    1  period, Reflection period (reflection): last day later\n" in text
    days = "from Thursday 11 February 2027 to Friday 26 February 2027"
    assert f"X1 (line 1)\n  period, Reflection period: last day later: {days}\n" in text
    assert "Refused\n  line 3: $: not JSON" in text
    assert "X2" not in text


def test_people_read_it_in_danish(longer: Mechanism) -> None:
    lines = [*lines_of([adult("X1", IDENTIFIED, REFLECTION), adult("X2")]), b"{"]
    text = text_of(impact(find("denmark"), longer, lines, longer.zone.moment("2027-01-25"), today=TODAY), longer, "da")
    assert "3 linjer læst: 2 åbne, 0 afsluttede, 1 afviste\n1 åben sag af 2 (50,0 pct.) ville få et andet svar." in text
    assert "    1  periode, Refleksionsperiode (udrejsefrist) (reflection): senere sidste dag\n" in text
    assert ": senere sidste dag: fra torsdag den 11. februar 2027 til fredag den 26. februar 2027\n" in text
    assert "Afvist\n  linje 3: $: not JSON" in text


def test_large_numbers_are_written_as_the_language_does() -> None:
    denmark = find("denmark")
    found = msgspec.structs.replace(compare(denmark, denmark, [adult("X1")]), read=12_345, open=12_000, changed=1_500)
    assert "12,345 lines read: 12,000 open" in text_of(found, denmark)
    assert "1,500 open cases of 12,000 (12.5%)" in text_of(found, denmark)
    assert "1.500 åbne sager af 12.000 (12,5 pct.)" in text_of(found, denmark, "da")


def test_people_read_which_event_is_now_against_the_rules() -> None:
    held = {"type": "interview", "at": "2027-01-09", "by": "hopenow", "representative_present": False, "interpreter": None}
    new = find("denmark@current")
    text = text_of(compare(find("denmark"), new, [adult("X1", held)]), new)
    assert "\n  against the rules, Interview held by somebody who may not hold it: added (event 3)\n" in text
    assert text.count("interviewer_not_allowed") == 1
    assert "authority, Danish Agency for International Recruitment and Integration (SIRI): may no longer decide\n" in text


def with_changes(*changes: Change) -> Impact:
    denmark = find("denmark")
    found = compare(denmark, denmark, [adult("X1")])
    case = ChangedCase(1, "X1", changes)
    return msgspec.structs.replace(found, changed=1, kinds={change.kind: 1 for change in changes}, changes=(case,))


@pytest.mark.parametrize(
    ("change", "en", "da"),
    [
        (
            Change("status", "", "identified to presumed", "identified", "presumed"),
            "status: from identified as a victim of trafficking to not yet decided",
            "status: fra vurderet som offer til ikke afklaret",
        ),
        (
            Change("outcome", "", "none to identified", None, "identified"),
            "outcome of the identification: from no decision to identified as a victim of trafficking",
            "resultat af vurderingen: fra ingen afgørelse til vurderet som offer",
        ),
        (Change("child", "", "yes to no", "yes", "no"), "treated as a child: from yes to no", "behandles som barn: fra ja til nej"),
        (
            Change("stage", "", "return to proceedings", "return", "proceedings"),
            "stage: from return to criminal case",
            "hvor i forløbet: fra hjemrejse til straffesag",
        ),
        (
            Change("clock", "return_programme", "state running to ended", "running", "ended"),
            "period, Return programme: state from running to over",
            "periode, Reintegrationsforløb: tilstand fra løber til udløbet",
        ),
        (
            Change("authority", "courts", "mode possible to competent", "possible", "competent"),
            "authority, Danish courts: role from may also decide to decides",
            "myndighed, domstolene: rolle fra kan også til kompetent",
        ),
        (
            Change("next step", "plan_return", "actors changed", "cmm, person", "iom"),
            "others act: from Danish Centre against Human Trafficking (CMM), the person to International Organization for Migration (IOM)",
            "andre skal handle: fra Center mod Menneskehandel (CMM), personen selv til Den Internationale Organisation for Migration (IOM)",
        ),
        (
            Change("clock", "reflection", "cap now set", None, "2027-05-12"),
            "limit of extensions now known: Wednesday 12 May 2027",
            "grænsen for forlængelser er nu kendt: onsdag den 12. maj 2027",
        ),
        (
            Change("case file", "", "now accepted", "$.case: is missing", "accepted"),
            "case file: now accepted ($.case: is missing)",
            "sagsfil: bruges nu ($.case: is missing)",
        ),
        (Change("flag", "A99", "added", None, "A99"), "please note, A99: added", "bemærk, A99: kommer til"),
    ],
    ids=lambda value: value.kind if isinstance(value, Change) else "",
)
def test_values_are_shown_with_their_labels(change: Change, en: str, da: str) -> None:
    for language, said in (("en", en), ("da", da)):
        line = text_of(with_changes(change), find("denmark"), language).splitlines()[-1]
        assert line.startswith("  ")
        assert line.endswith(said), line


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_kind_of_change_that_can_be_found_has_its_words(language: str) -> None:
    texts = find("denmark").texts(language)
    kinds = [
        kind_of(kind)
        for kind in compare(
            find("denmark"), find("denmark@current"), [dict(case) for case in stream(600, random_state=41)], "2024-09-15T12:00"
        ).kinds
    ]
    subjects = {kind.subject for kind in kinds} | {section.subject for section in differences_module.SECTIONS.values()} | {"case file"}
    fields = [field for section in differences_module.SECTIONS.values() for field in section.fields.values()]
    whats = {"now accepted", "no longer accepted", "wording changed", "rules changed", "actors changed"}
    whats |= {f"{field.moves} {way}" for field in fields if field.moves != field.noun or field.noun in DAYS for way in ("later", "earlier")}
    whats |= {f"{field.noun} {how}" for field in fields if field.noun in DAYS for how in ("now set", "no longer set", "changed")}
    whats |= {kind.what for kind in kinds if " to " not in kind.what or "to act by" in kind.what}
    needed = [f"subject.{name}" for name in subjects] + [f"what.{name}" for name in whats]
    assert [name for name in needed if texts.find(f"report.impact.{name.replace(' ', '_')}") is None] == []


def test_people_are_told_when_nothing_changes() -> None:
    denmark = find("denmark")
    found = compare(denmark, denmark, [adult("X1")])
    assert text_of(found, denmark).endswith("1 line read: 1 open, 0 closed, 0 refused\nNo open case changes.\n")
    assert text_of(found, denmark, "da").endswith("1 linje læst: 1 åbne, 0 afsluttede, 0 afviste\nIngen åben sag ændrer sig.\n")
