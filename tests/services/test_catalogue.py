# SPDX-License-Identifier: EUPL-1.2
"""The services are what their sources say; a row that is wrong is refused with its field and without its value."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.services.rows import KINDS, kinds, offers
from vejviser.mechanisms import find
from vejviser.rules.pack import read_tables
from vejviser.rules.register_format import ConflictFile, RuleFile, SourceFile
from vejviser.services import register
from vejviser.services.catalogue import catalogue, checked
from vejviser.services.finding import is_act
from vejviser.services.freshness import asked_again, days_since, targets
from vejviser.services.problem import ServiceProblem

DESIGN = Path(__file__).resolve().parents[3] / "shared" / "design" / "services.md"
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "directory.md"
TODAY = dt.date(2026, 11, 27)


@pytest.mark.skipif(not DESIGN.exists(), reason="THE TABLE OF THE DESIGN IS NOT HERE: the taxonomy is not compared")
def test_the_taxonomy_is_the_table_of_the_design() -> None:
    table = DESIGN.read_text(encoding="utf-8").split("## 1. ")[1].split("## 2. ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if re.match(r"\| [a-z]+\.", line)]
    terms = catalogue().terms
    assert [term.id for term in terms] == [row[0] for row in rows]
    assert [term.en for term in terms] == [row[1] for row in rows]
    assert all(row[2].startswith(term.da) for term, row in zip(terms, rows, strict=True))
    assert all((term.right or "–") == row[3] for term, row in zip(terms, rows, strict=True) if row[3] != "same")
    assert all((" / ".join(term.answer_within) or "–") == row[5] for term, row in zip(terms, rows, strict=True))
    assert {term.id for term in terms if term.act} == {
        row[0] for row in rows if row[0].startswith("res.") or row[0] in ("ident.decision", "int.allocation")
    }


@pytest.mark.skipif(not DESIGN.exists(), reason="THE TABLE OF THE DESIGN IS NOT HERE: who offers what is not compared")
def test_every_organisation_of_the_design_stands_in_the_list() -> None:
    table = DESIGN.read_text(encoding="utf-8").split("## 9. ")[1].split("## 10. ")[0]
    ids = {name.strip() for line in table.splitlines()[4:] if line.startswith("| ") for name in line.split("|")[2].split(",")}
    # The body that appoints representatives is not named by the source (A45); it stands in a note of what CMM arranges.
    assert {one for one in ids if re.fullmatch(r"[a-z_]+", one)} - set(catalogue().organisations()) <= {"id"}


def test_every_row_rests_on_rules_and_sources_that_exist_and_was_checked() -> None:
    pack = find().pack
    known = {
        *read_tables(pack.folder, "rules.toml", "rules", RuleFile),
        *read_tables(pack.folder, "conflicts.toml", "conflicts", ConflictFile),
    }
    sources = set(read_tables(pack.folder, "sources.toml", "sources", SourceFile))
    for service in catalogue().services:
        assert set(service.rules) <= known, service.id
        assert service.organisation in pack.organisations
        assert service.source in sources
        assert {note.source for note in service.notes if note.source} <= sources
        assert service.checked <= TODAY
        contact = service.contact
        assert contact in (None, register.EMERGENCY) or register.contact_of(service, TODAY) is not None, service.id


def test_the_numbers_are_those_of_the_register_and_each_front_door_of_the_source_is_there() -> None:
    numbers = {register.number_of(service, TODAY) for service in catalogue().services}
    assert {"+4570202550", "+4522685782", "+4533914810", "+4532555622", "+4526161012", "+4521693414"} <= numbers
    assert {"+4533148888", "+4545154200", "+4545335394", "112"} <= numbers


@pytest.mark.parametrize("field", ["id", "organisation", "rules", "checked", "checked_by", "terms", "name", "description"])
def test_a_row_without_a_needed_field_is_refused(field: str) -> None:
    data = offers()
    del data["services"][0][field]
    with pytest.raises(ServiceProblem, match=r"services\[0\]"):
        checked(KINDS, data)


WRONG: list[tuple[str, Any]] = [
    ("id", "Not An Id"),
    ("rules", ["nonsense"]),
    ("terms", ["no.such"]),
    ("terms", ["contact.hotline", "contact.hotline"]),
    ("checked", "yesterday"),
    ("checked_by", "somebody"),
    ("name", {"en": "x", "da": " "}),
    ("colour", "red"),
    ("eligibility", {"genders": ["canary"]}),
    ("eligibility", {"languages": ["canary"]}),
    ("eligibility", {"stays": []}),
    ("eligibility", {"minimum_age": -1}),
    ("eligibility", {"minimum_age": 20, "maximum_age": 10}),
    ("eligibility", {"stay_days": 0}),
    ("notes", [{"profile": "current", "text": {"en": "x", "da": "x"}}]),
    ("notes", [{"profile": "current", "text": {"en": "x", "da": "x"}, "url": "http://canary.example"}]),
    ("notes", [{"profile": "canary", "text": {"en": "x", "da": "x"}, "source": "nrm_dk"}]),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_value_is_refused_with_its_field_and_without_itself(field: str, value: Any) -> None:
    data = offers()
    data["services"][0][field] = value
    with pytest.raises(ServiceProblem) as refused:
        checked(KINDS, data)
    assert refused.value.where.startswith("services[0]")
    assert "canary" not in str(refused.value)


def test_the_row_of_the_guide_is_accepted_as_it_stands_there() -> None:
    example = GUIDE.read_text(encoding="utf-8").partition("       [[services]]")[2].partition("   What is not known")[0]
    row = tomllib.loads("[[services]]" + example)["services"][0]
    everything = checked(KINDS, {"services": [row, *offers()["services"]]})
    assert everything.offering("psy.crisis")[0].id == "hopenow-talks"


def test_an_id_that_stands_twice_is_refused() -> None:
    data = offers()
    data["services"].insert(1, data["services"][0])
    with pytest.raises(ServiceProblem, match="twice"):
        checked(KINDS, data)


def test_exactly_one_row_arranges_what_nobody_is_named_for() -> None:
    for rows in ([row for row in offers()["services"] if not row.get("arranges")], [*offers()["services"], offers()["services"][-1]]):
        with pytest.raises(ServiceProblem):
            checked(KINDS, {"services": rows})


def test_a_retired_kind_keeps_its_row_with_its_successor_and_is_offered_by_nobody() -> None:
    data = kinds()
    retired = next(term for term in data["terms"] if term["id"] == "soc.money")
    retired |= {"until": dt.date(2026, 1, 31), "successor": "soc.basics"}
    everything = checked(data, offers())
    assert everything.term("soc.money").retired(dt.date(2026, 2, 1))
    assert not everything.term("soc.money").retired(dt.date(2026, 1, 31))
    assert everything.offering("soc.money") == ()
    rows = offers()
    rows["services"][0]["terms"] = ["soc.money"]
    with pytest.raises(ServiceProblem, match="retired"):
        checked(data, rows)


@pytest.mark.parametrize(
    "change", [{"until": dt.date(2026, 1, 1)}, {"successor": "soc.basics"}, {"until": dt.date(2026, 1, 1), "successor": "no.such"}]
)
def test_a_kind_is_retired_with_a_last_day_and_a_successor_that_exists(change: dict[str, Any]) -> None:
    data = kinds()
    data["terms"][0] |= change
    with pytest.raises(ServiceProblem, match="successor"):
        checked(data, offers())


def test_a_row_is_asked_again_after_the_target_and_not_before() -> None:
    limit = targets()["asked_again_after_days"]
    assert not asked_again(TODAY - dt.timedelta(days=limit), TODAY)
    assert asked_again(TODAY - dt.timedelta(days=limit + 1), TODAY)
    assert days_since(TODAY + dt.timedelta(days=1), TODAY) == 0


def test_interviews_by_contract_are_offered_while_the_contract_holds() -> None:
    support = next(service for service in catalogue().services if service.id == "hopenow-support")
    assert "ident.interview" in register.terms_on(support, TODAY)
    assert "ident.interview" in register.terms_on(support, dt.date(2021, 12, 31), "current")
    assert "ident.interview" not in register.terms_on(support, dt.date(2022, 1, 1), "current")
    # The centre interviews by its own right, not by a contract.
    own = next(service for service in catalogue().services if service.id == "cmm-coordination")
    assert "ident.interview" in register.terms_on(own, TODAY, "current")
    assert register.contracts("cmm") == ()


def test_what_the_source_has_and_today_has_not_is_known_to_be_stale() -> None:
    found = {service.id: register.stale(service, TODAY) for service in catalogue().services}
    assert found["cmm-hotline"] == ("mail",)
    assert found["nec-hotline"] == found["erin-return"] == ("phone", "mail")
    assert found["reden-support"] == ()
    assert not register.still_offers("nec", TODAY)
    assert register.still_offers("nec", dt.date(2021, 12, 31))
    assert register.successor("nec") == "nsk"


def test_what_authorities_decide_is_told_from_help() -> None:
    acts = {service.id for service in catalogue().services if is_act(catalogue(), service)}
    assert {"dis-stay", "siri-decision", "courts-decision", "police-permit"} <= acts
    assert not acts & {"cmm-hotline", "cmm-arranges", "reden-accommodation"}
