# SPDX-License-Identifier: EUPL-1.2
"""The directory finds without telling what was looked for, shows front doors only, and speaks the standard of directories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from tests.pages import assert_accessible
from vejviser.public.directory.hsds_views import KINDS
from vejviser.public.directory.texts import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.running_site import Site

SCHEMAS = Path(__file__).resolve().parents[4] / "shared" / "data" / "hsds" / "3.1-dev" / "schema"
NAMES = {"organizations": "organization", "services": "service", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}


def test_both_languages_hold_the_same_words() -> None:
    assert set(words("en")) == set(words("da"))
    assert set(words("en")["whoms"]) == set(words("da")["whoms"])


def test_what_is_looked_for_is_neither_in_the_address_nor_read_from_it() -> None:
    everything, asked = Client().get("/en/directory/"), Client().get("/en/directory/?need=acc.women")
    assert everything.content.count(b"<article") == asked.content.count(b"<article") > 10
    found = Client().post("/en/directory/", {"need": "acc.women"})
    assert found.content.count(b"<article") == 1
    assert b"Reden International" in found.content
    assert not found.cookies


def test_a_choice_that_is_not_there_is_no_choice() -> None:
    answer = Client().post("/en/directory/", {"need": "<script>", "whom": "x" * 5000})
    assert answer.status_code == 200
    assert b"<script>" not in answer.content
    assert answer.content.count(b"<article") > 10


@pytest.mark.parametrize("language", ["da", "en"])
def test_where_nobody_fits_the_page_says_whom_to_call(language: str) -> None:
    text = Client().post(f"/{language}/directory/", {"need": "med.forensic"}).content.decode()
    assert words(language)["empty"] in text
    assert 'href="tel:' in text.partition(words(language)["empty"])[2].partition("</p>")[0]


def test_every_organisation_has_its_page_and_no_other_name_has() -> None:
    assert Client().get("/da/directory/reden-international/").status_code == 200
    assert Client().get("/da/directory/nobody/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_the_lists_have_the_pages_of_the_standard(kind: str) -> None:
    first = Client().get(f"/hsds/{kind}?per_page=2").json()
    assert first["first_page"]
    assert first["size"] == len(first["contents"]) == min(2, first["total_items"])
    seen = [
        one["id"]
        for page in range(1, first["total_pages"] + 1)
        for one in Client().get(f"/hsds/{kind}?per_page=2&page={page}").json()["contents"]
    ]
    assert len(set(seen)) == len(seen) == first["total_items"]
    beyond = Client().get(f"/hsds/{kind}?page=99999").json()
    assert beyond["empty"]
    assert beyond["last_page"]
    assert Client().get(f"/hsds/{kind}?page=x&per_page=-1").json()["page_number"] == 1


def test_the_data_may_be_read_from_anywhere_and_not_written() -> None:
    answer = Client().get("/hsds/services")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert Client().post("/hsds/services").status_code == 405
    assert Client().get("/hsds/cases").status_code == 404


@pytest.mark.skipif(not SCHEMAS.exists(), reason="THE SCHEMAS OF HSDS ARE NOT HERE: nothing is validated")
@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_valid_by_the_standard(kind: str) -> None:
    files: dict[str, Any] = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents({"$schema": dialect, **one})) for name, one in files.items()
    )
    check = Draft202012Validator({"$ref": f"{NAMES[kind]}.json"}, registry=registry, format_checker=FormatChecker())
    everything = Client().get("/hsds/download.json").json()[kind]
    assert everything
    for record in everything:
        check.validate(record)
        assert Client().get(f"/hsds/{kind}/{record['id']}").json() == record
        # The check would see a record that is not valid, and a field that the standard does not have.
        assert set(record) <= set(files[f"{NAMES[kind]}.json"]["properties"])
        assert list(check.iter_errors({**record, "id": "no uuid"}))


def test_the_data_hold_no_place_at_all() -> None:
    text = Client().get("/hsds/download.json").content.decode()
    for field in ("latitude", "address_1", "postal_code", "addresses", "capacities", "physical", "previous_value"):
        assert field not in text


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_filter_works_with_the_keyboard_alone_and_without_scripts(
    browser: Browser, site_server: Site, language: str, width: int
) -> None:
    context = browser.new_context(base_url=site_server.address, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"/{language}/directory/")
    page.locator("#need").focus()
    page.keyboard.type(words(language)["any"][:1])
    page.locator("#need").select_option("acc.men")
    page.locator("button[type=submit]").focus()
    with page.expect_navigation() as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 200
    assert page.locator("article").count() == 1
    assert page.locator("#need").input_value() == "acc.men"
    assert page.url == f"{site_server.address}/{language}/directory/"
    assert_accessible(page)
    page.locator("article + p a").click()
    assert page.url.endswith("/directory/hoerhuset/")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
