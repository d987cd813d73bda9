# SPDX-License-Identifier: EUPL-1.2
"""Other systems read the directory by the standard of directories, learn of no place, and put no need into an address."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import replace
from referencing import Registry, Resource

from vejviser.public.directory.hsds import services as exported
from vejviser.public.directory.hsds.identifiers import identifier
from vejviser.public.directory.hsds.records import KINDS
from vejviser.services.catalogue import catalogue
from vejviser.services.eligibility import VOCABULARY, Eligibility
from vejviser.services.refused_words import looks_like_a_place

SCHEMAS = Path(__file__).resolve().parents[4] / "shared" / "data" / "hsds" / "3.1-dev" / "schema"
NAMES = {
    "organizations": "organization",
    "services": "service",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
# The standard's own examples have these two, its schemas do not name them.
BESIDE_THE_SCHEMA = {"organization": {"services"}, "service_at_location": {"service"}}
TODAY = dt.date(2026, 11, 27)
needs_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="THE SCHEMAS OF HSDS ARE NOT HERE: nothing is validated")


def download() -> dict[str, Any]:
    return dict(Client().get("/hsds/download.json").json())


def validator(name: str) -> Draft202012Validator:
    files: dict[str, Any] = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    registry: Registry[Any] = Registry().with_resources(
        (file, Resource.from_contents({"$schema": dialect, **one})) for file, one in files.items()
    )
    return Draft202012Validator({"$ref": f"{name}.json"}, registry=registry, format_checker=FormatChecker())


def allowed(name: str) -> set[str]:
    return set(json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))["properties"]) | BESIDE_THE_SCHEMA.get(name, set())


@needs_schemas
@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_valid_by_the_standard_and_has_no_field_that_it_does_not_know(kind: str) -> None:
    check, everything = validator(NAMES[kind]), download()[kind]
    assert everything
    for record in everything:
        check.validate(record)
        assert set(record) <= allowed(NAMES[kind])
    # The check would see a record that is not valid.
    assert list(check.iter_errors({**everything[0], "id": "no uuid"}))


@needs_schemas
def test_nested_records_are_valid_too_and_name_no_field_of_their_own() -> None:
    for record in download()["services"]:
        for field, name in (("phones", "phone"), ("schedules", "schedule"), ("service_areas", "service_area"), ("attributes", "attribute")):
            for nested in record.get(field, ()):
                validator_of(name).validate(nested)
                assert set(nested) <= allowed(name)


_VALIDATORS: dict[str, Draft202012Validator] = {}


def validator_of(name: str) -> Draft202012Validator:
    return _VALIDATORS.setdefault(name, validator(name))


@needs_schemas
def test_a_row_in_which_everything_is_known_is_valid_too() -> None:
    known: dict[str, Any] = {name: VOCABULARY[name] for name in ("genders", "stays", "statuses", "forms", "access", "areas", "needs")}
    known |= {name: VOCABULARY[name][-1] for name in ("child_alone", "interpretation", "children_along", "pregnant", "pets", "care")}
    full = Eligibility(
        minimum_age=18,
        maximum_age=99,
        languages=("eng", "tha"),
        refers=("anyone",),
        cost="free",
        **known,
    )
    for one in catalogue().services:
        record = exported.service(replace(one, eligibility=full), TODAY)
        validator_of("service").validate(record)
        assert [language["code"] for language in record["languages"]] == ["eng", "tha"]
        assert record["minimum_age"] == 18
        assert record["cost_options"][0]["amount"] == 0
        assert len(record["service_areas"]) == 5
        told = {attribute["label"] for attribute in record["attributes"]}
        assert ("Eligibility: care" in told) == (not one.confidential)
        assert ("Eligibility: forms" in told) == (not one.confidential)
        assert "Eligibility: genders" in told


def test_a_place_that_takes_nobody_for_a_time_says_so_and_not_why() -> None:
    one = next(service for service in catalogue().services if service.confidential)
    record = exported.service(replace(one, paused=True), TODAY)
    assert record["status"] == "temporarily closed"
    assert {name for name, value in record.items() if value != exported.service(one, TODAY)[name]} == {"status"}


def test_ids_stay_and_are_unique() -> None:
    assert identifier("service", "cmm-hotline") == "3a7bfbad-41e5-512d-84ef-ea1a77ef7c86"
    for kind in KINDS:
        ids = [record["id"] for record in download()[kind]]
        assert len(set(ids)) == len(ids)


def test_nothing_is_told_of_a_place_of_capacity_or_of_what_stood_there_before() -> None:
    text = Client().get("/hsds/download.json").content.decode()
    for field in (
        "latitude",
        "address_1",
        "postal_code",
        "addresses",
        "capacities",
        "physical",
        "previous_value",
        "metadata",
        "transportation",
    ):
        assert f'"{field}' not in text
    for record in download()["services"]:
        made = {"attributes", "schedules", "organization", "eligibility_description"}
        for value in strings({name: inner for name, inner in record.items() if name not in made}):
            assert not looks_like_a_place(value), value
        doors = [door["location"] for door in record["service_at_locations"]]
        assert all(set(door) == {"id", "location_type", "name"} and door["location_type"] == "virtual" for door in doors)


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def test_a_stale_contact_is_noted_and_not_told_as_one_of_today() -> None:
    records = {record["id"]: record for record in download()["services"]}
    nec, cmm = records[identifier("service", "nec-hotline")], records[identifier("service", "cmm-hotline")]
    assert "phones" not in nec
    assert "email" not in nec
    assert nec["status"] == "inactive"
    assert {"Contact: phone", "Contact: mail"} <= {one["label"] for one in nec["attributes"]}
    assert cmm["email"] == "cmm@sbst.dk"
    assert cmm["phones"][0]["number"] == "+4570202550"
    assert "socialstyrelsen" not in json.dumps(records)


def test_unknown_hours_are_said_to_be_unknown_and_known_ones_are_told() -> None:
    for record in download()["services"]:
        hours = next(one["value"] for one in record["attributes"] if one["label"] == "Hours")
        assert (hours == "known") == ("schedules" in record)


def test_an_organisation_has_its_other_names_its_id_its_contracts_and_its_successor() -> None:
    found = {record["organization_identifiers"][0]["identifier"]: record for record in download()["organizations"]}
    assert "Center mod Menneskehandel (CMM)" in found["cmm"]["alternate_name"]
    told = {one["label"]: one["value"] for one in found["nec"]["attributes"]}
    assert told["Successor"].startswith("nsk: ")
    assert "no role" in told["Today"]
    contract = {one["label"]: one["value"] for one in found["hopenow"]["attributes"]}
    assert contract["Contract (current)"] == "from open to 2021-12-31"
    assert found["hopenow"]["programs"]
    assert "programs" not in found["cmm"]


def test_sentences_stand_in_both_languages_and_are_made() -> None:
    record = next(one for one in download()["services"] if one["id"] == identifier("service", "municipality-children"))
    assert record["eligibility_description"] == "Aged 17 or younger. / Til og med 17 år."
    assert record["maximum_age"] == 17


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_lists_have_the_pages_of_the_standard_by_get_and_by_post(kind: str, method: str) -> None:
    def page(**wishes: object) -> dict[str, Any]:
        return dict(getattr(Client(), method)(f"/hsds/{kind}", wishes).json())

    first = page(per_page=2)
    assert first["first_page"]
    assert first["size"] == len(first["contents"]) == min(2, first["total_items"])
    pages = range(1, first["total_pages"] + 1)
    seen = [one["id"] for number in pages for one in page(per_page=2, page=number)["contents"]]
    assert len(set(seen)) == len(seen) == first["total_items"]
    beyond = page(page=99999)
    assert beyond["empty"]
    assert beyond["last_page"]
    assert page(page="x", per_page=-1)["page_number"] == 1
    assert not any(isinstance(value, list) for one in first["contents"] for value in one.values())
    assert page(full="true", per_page=500)["contents"] == download()[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_each_record_has_an_address_and_gives_the_same(kind: str) -> None:
    for record in download()[kind][:3]:
        assert Client().get(f"/hsds/{kind}/{record['id']}").json() == record
    assert Client().get(f"/hsds/{kind}/00000000-0000-5000-8000-000000000000").status_code == 404


@pytest.mark.parametrize("field", ["search", "taxonomy_term_id", "organization_id", "parent_id"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_tells_a_need_is_refused_in_an_address(field: str, method: str) -> None:
    answer = getattr(Client(), method)(f"/hsds/services?{field}=canary")
    assert answer.status_code == 400
    assert answer.json()["field"] == field
    assert "POST" in answer.json()["message"]
    assert "canary" not in answer.content.decode()


@pytest.mark.parametrize("field", ["postcode", "proximity"])
def test_nobody_can_ask_what_is_near(field: str) -> None:
    assert Client().get(f"/hsds/services?{field}=2100").status_code == 400
    assert Client().post("/hsds/services", {field: "2100"}).status_code == 400


def posted(kind: str, **wishes: object) -> list[str]:
    answer = Client().post(f"/hsds/{kind}", {"per_page": 500, "full": "true", **wishes})
    assert answer.status_code == 200, answer.content
    return [str(one["id"]) for one in answer.json()["contents"]]


def test_a_search_in_the_body_finds_by_word_kind_organisation_and_date() -> None:
    reden = identifier("service", "reden-accommodation")
    assert posted("services", taxonomy_term_id=identifier("taxonomy_term", "acc.women/en")) == [reden]
    assert posted("services", taxonomy_term_id=identifier("taxonomy_term", "acc.women/da")) == [reden]
    own = posted("services", organization_id=identifier("organization", "reden_international"))
    assert set(own) == {reden, identifier("service", "reden-support")}
    assert posted("services", search="trafficked WOMEN") == [reden]
    assert posted("services", search="nothing of the kind") == []
    assert posted("services", modified_after="2100-01-01") == []
    assert len(posted("services", modified_after="2020-01-01T00:00:00Z")) == len(catalogue().services)
    assert len(posted("taxonomy_terms", top_only="true")) == 2 * len(catalogue().groups)
    group = identifier("taxonomy_term", "accommodation/en")
    assert len(posted("taxonomy_terms", parent_id=group)) == sum(term.group == "accommodation" for term in catalogue().terms)


@pytest.mark.parametrize("wishes", [{"colour": "red"}, {"modified_after": "soon"}])
def test_what_cannot_be_read_is_refused_with_its_field_or_what_is_allowed(wishes: dict[str, str]) -> None:
    answer = Client().post("/hsds/services", wishes)
    assert answer.status_code == 400
    assert "Allowed:" in answer.json()["message"]
    assert "red" not in answer.json()["message"].split()


def test_other_shapes_of_the_standard_are_there() -> None:
    about = Client().get("/hsds/").json()
    assert about["version"] == "3.1"
    assert about["profile"].startswith("https://")
    assert about["openapi_url"].startswith("https://")
    lines = Client().get("/hsds/services?format=ndjson").content.decode().splitlines()
    assert len([json.loads(line) for line in lines]) == len(catalogue().services)
    least = Client().get("/hsds/services?minimal=true&per_page=500").json()["contents"]
    assert all(set(one) == {"id", "last_modified"} for one in least)
    whole = Client().get("/hsds/organizations?full_service=true").json()["contents"][0]
    assert "phones" in whole["services"][0]


def test_the_data_may_be_read_from_anywhere_and_not_written() -> None:
    answer = Client().get("/hsds/services")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    for method in ("put", "delete", "patch"):
        assert getattr(Client(), method)("/hsds/services").status_code == 405
    assert Client().get("/hsds/cases").status_code == 404
