# SPDX-License-Identifier: EUPL-1.2
"""A record of another directory becomes a row without a place, or is refused without a word of what stood in it."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.services.rows import KINDS, offers
from vejviser.public.directory.hsds import services as exported
from vejviser.services.catalogue import catalogue, checked
from vejviser.services.from_hsds import main, proposed_row, written
from vejviser.services.problem import ServiceProblem

EXAMPLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "hsds" / "3.1-dev" / "examples" / "service_full.json"
DAY = dt.date(2026, 11, 27)
NAMED = [service for service in catalogue().services if not service.arranges]


def shelter() -> dict[str, Any]:
    one = next(service for service in NAMED if service.confidential)
    return copy.deepcopy(exported.service(one, DAY))


@pytest.mark.parametrize("service", NAMED, ids=lambda service: service.id)
def test_what_this_directory_tells_it_can_take_in_again(service: Any) -> None:
    row = proposed_row(exported.service(service, DAY), service.organisation, service.rules, "2026-11-24")
    assert row["name"] == {"en": service.name.en, "da": service.name.da}
    assert tuple(row["terms"]) == service.terms
    assert row.get("confidential", False) == service.confidential
    assert row["eligibility"].get("maximum_age") == service.eligibility.maximum_age
    read = tomllib.loads(written(row))["services"][0]
    # Nothing known of for whom it is leaves no line.
    assert {"eligibility": {}, **read} == {**row, "checked": dt.date(2026, 11, 24)}
    read["id"] = "taken-in"
    assert checked(KINDS, {"services": [read, *offers()["services"]]}).services[0].id == "taken-in"


PLACES: list[tuple[str, Any]] = [
    ("service_at_locations", [{"location": {"location_type": "physical", "name": "canary"}}]),
    ("service_at_locations", [{"location": {"location_type": "virtual", "addresses": [{"address_1": "canary"}]}}]),
    ("service_at_locations", [{"location": {"location_type": "virtual", "latitude": 55.1}}]),
    ("service_at_locations", [{"location": {"location_type": "virtual", "transportation": "canary"}}]),
    ("contacts", [{"name": "x", "address": "canary"}]),
    ("organization", {"locations": [{"name": "canary"}]}),
    ("schedules", [{"schedule_link": "https://canary.example"}]),
    ("description", "Come to Kanarievej 12."),
    ("name", "Kanariehuset, 2100 Kanarieby"),
    ("alternate_name", "Kanarievej 12"),
]


@pytest.mark.parametrize(("field", "value"), PLACES)
def test_a_record_that_tells_a_place_is_refused_and_the_place_is_not_said_again(field: str, value: Any) -> None:
    with pytest.raises(ServiceProblem) as refused:
        proposed_row({**shelter(), field: value}, "reden_international", ["R70"], "2026-11-24")
    assert "anari" not in str(refused.value)
    assert "55.1" not in str(refused.value)


@pytest.mark.skipif(not EXAMPLE.exists(), reason="THE EXAMPLES OF HSDS ARE NOT HERE: no foreign record is tried")
def test_the_example_of_the_standard_with_its_address_is_refused() -> None:
    with pytest.raises(ServiceProblem):
        proposed_row(json.loads(EXAMPLE.read_text(encoding="utf-8")), "hopenow", ["R72"], "2026-11-24")


@pytest.mark.parametrize("record", [None, [], "x", {}, {"name": "x"}, {"name": "x", "description": "y"}, {"name": 1, "description": "y"}])
def test_what_is_no_service_or_of_no_kind_is_refused(record: Any) -> None:
    with pytest.raises(ServiceProblem, match=r"^record"):
        proposed_row(record, "hopenow", ["R72"], "2026-11-24")


def test_the_program_prints_a_row_or_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "record.json"
    file.write_text(json.dumps(shelter()), encoding="utf-8")
    assert main([str(file), "reden_international", "R70"]) == 0
    assert tomllib.loads(capsys.readouterr().out)["services"][0]["confidential"] is True
    assert main([str(file)]) == 2
    assert "ORGANISATION" in capsys.readouterr().err
    for text in (json.dumps({**shelter(), "description": "Kanarievej 12"}), "{canary"):
        file.write_text(text, encoding="utf-8")
        assert main([str(file), "reden_international", "R70"]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err
        assert "anari" not in said.err
        assert "canary" not in said.err
