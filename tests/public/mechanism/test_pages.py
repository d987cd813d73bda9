# SPDX-License-Identifier: EUPL-1.2
"""Whoever reads an answer can look up every rule behind it, at an address that stays, in words, with its source."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import re
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.pages import assert_accessible, assert_usable_by_keyboard
from tests.public.test_frame import TELLING, shape
from vejviser import mechanisms
from vejviser.public.languages import SPOKEN
from vejviser.public.mechanism import overview as whole
from vejviser.public.mechanism.shelf import FOLDER, shelf
from vejviser.public.remembering import forget
from vejviser.rules.pack import read_pack, read_tables
from vejviser.rules.register_format import ConflictFile, RuleFile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.running_site import Site
    from vejviser.public.mechanism.shelf import Shelf
    from vejviser.rules.pack_format import TableFile

PACK = read_pack(mechanisms.find().pack.folder)
RULES = list(read_tables(PACK.folder, "rules.toml", "rules", RuleFile))
QUESTIONS = list(read_tables(PACK.folder, "conflicts.toml", "conflicts", ConflictFile))
ASSUMPTIONS = [f"K{number}" for number in range(1, 21)]
LISTS = ("", "rules/", "questions/", "periods/", "numbers/", "differences/", "sources/")
ADDRESSES = [f"/mechanism/denmark/{part}" for part in LISTS]
ADDRESSES += [f"/mechanism/denmark/tables/{table.name}/" for table in PACK.tables]
ENTRIES = [f"/mechanism/denmark/{key}" for key in (*RULES, *QUESTIONS, *ASSUMPTIONS)]
NAMES_OF_PROFILES = {"described": "as described", "current": "today"}
PLACEHOLDER = re.compile(r"\{\w+\}")
FIRST_VISIT = 60_000


def shown(path: str, language: str = "en") -> str:
    """Give the content of a page, without what stands around it."""
    response = Client().get(f"/{language}{path}")
    assert response.status_code == 200, path
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("path", [*ADDRESSES, *ENTRIES])
def test_every_address_answers_in_both_languages_without_a_hole_in_its_words(path: str, language: str) -> None:
    text = shown(path, language)
    assert not PLACEHOLDER.search(text), PLACEHOLDER.search(text)
    # A text that is missing shows its path.
    assert not re.search(r">\s*\w+\.\w+\.\w+\s*<", text)
    assert "None" not in text
    assert "`" not in text


@pytest.mark.parametrize("path", [*ADDRESSES, *ENTRIES])
def test_every_link_leads_somewhere_and_every_place_that_it_names_is_there(path: str) -> None:
    client = Client()
    for address, anchor in sorted(set(re.findall(r'href="(/en/mechanism/[^"#]*)(?:#([^"]+))?"', shown(path)))):
        assert address in KNOWN or client.get(address).status_code == 200, address
        KNOWN.add(address)
        if anchor:
            if address not in ANCHORS:
                ANCHORS[address] = set(re.findall(r'id="([^"]+)"', client.get(address).content.decode()))
            assert anchor in ANCHORS[address], (path, address, anchor)


KNOWN: set[str] = set()
ANCHORS: dict[str, set[str]] = {}


@pytest.mark.parametrize("path", ["R0", "R77", "A99", "K21", "r27", "Q1", "R27/"])
def test_a_number_that_nothing_has_is_the_absent_page(path: str) -> None:
    assert Client().get(f"/mechanism/denmark/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/mechanism/atlantis/", "/mechanism/atlantis/R27", "/mechanism/denmark/tables/nothing/"])
def test_a_mechanism_or_table_that_is_not_there_is_the_absent_page(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_a_rule_shows_its_text_source_numbers_questions_and_where_it_is_used() -> None:
    text, words = shown("/mechanism/denmark/R27"), mechanisms.find().texts("en")
    assert words.get("rules.R27.title") in text
    assert "as described in the regional mechanism of the Baltic Sea States, Available assistance" in text
    assert "120 days" in text
    assert "100 days" in text
    assert 'href="/en/mechanism/denmark/tables/check_reflection_extension/#' in text
    assert 'href="/en/mechanism/denmark/R26"' in text


@pytest.mark.parametrize("table", PACK.tables, ids=lambda table: table.name)
def test_a_table_shows_every_row_of_both_profiles_with_its_rules(table: TableFile) -> None:
    name, text = table.name, shown(f"/mechanism/denmark/tables/{table.name}/")
    for profile in PACK.mechanism.profiles:
        compiled = mechanisms.find(f"denmark@{profile}").tables.get(name)
        for row in compiled.rows if compiled else ():
            assert f'id="{row.id}"' in text
            assert all(f">{rule}<" in text for rule in row.rules)


def test_the_numbers_of_rules_questions_and_assumptions_are_whole() -> None:
    assert [f"R{number}" for number in range(1, 77)] == RULES
    assert sorted(QUESTIONS, key=lambda key: int(key[1:])) == [f"A{number}" for number in range(1, 58)]


@pytest.mark.parametrize("language", SPOKEN)
def test_nothing_of_the_pack_is_missing_on_the_pages(language: str) -> None:
    numbers, periods = shown("/mechanism/denmark/numbers/", language), shown("/mechanism/denmark/periods/", language)
    texts, overview = mechanisms.find().texts(language), shown("/mechanism/denmark/", language)
    for name, parameter in PACK.parameters.items():
        lines = re.findall(rf'<div id="{name}(?:-\d+)?"><dt>.*?</div>', numbers, re.DOTALL)
        assert len(lines) == len(parameter.values), name
        for value in parameter.values:
            assert any(f"<strong>{value.value} " in line for line in lines), name
    for clock in PACK.clocks:
        assert f'id="{clock.id}"' in periods
        assert texts.get(f"clocks.{clock.id}.label") in periods.replace("&#x27;", "'")
    for table in PACK.tables:
        page = shown(f"/mechanism/denmark/tables/{table.name}/", language).replace("&#x27;", "'").replace("&quot;", '"')
        assert f"/tables/{table.name}/" in overview
        assert {row.id for row in table.rule} <= set(re.findall(r'<li id="([^"]+)"', page))
        for row in table.rule:
            if table.gives == "violations":
                assert texts.get(f"violations.{row.then['id']}.label").casefold() in page.casefold(), row.then["id"]
    for impossible in PACK.never:
        assert impossible.why in overview.replace("&#x27;", "'")


def test_a_long_table_begins_with_its_rows_in_short() -> None:
    text = shown("/mechanism/denmark/tables/entitlements/")
    contents = text.partition('class="mechanism-contents"')[2].partition("</ol>")[0]
    rows = re.findall(r'<li id="([^"]+)"', text)
    assert re.findall(r'href="#([^"]+)"', contents) == rows
    assert len(rows) > 6


def test_the_order_of_rows_is_the_one_in_which_they_are_tried() -> None:
    for profile in PACK.mechanism.profiles:
        for table in mechanisms.find(f"denmark@{profile}").tables.values():
            if table.hit == "first":
                found = re.findall(r'<li id="([^"]+)">', shown(f"/mechanism/denmark/tables/{table.name}/"))
                own = [row.id for row in table.rows]
                assert [row for row in found if row in own] == own


def test_what_one_profile_alone_has_is_named_and_stands_among_the_differences() -> None:
    text = shown("/mechanism/denmark/differences/")
    for table in PACK.tables:
        for row in table.rule:
            if row.profiles:
                assert f"nly in “{NAMES_OF_PROFILES[row.profiles[0]]}”" in shown(f"/mechanism/denmark/tables/{table.name}/")
                assert f"/tables/{table.name}/" in text
    assert "12 months" in text
    assert "6 months" in text


def test_the_map_holds_every_rule_once_and_leads_only_to_measures_and_periods_that_exist() -> None:
    measures = whole.measures(the_shelf())
    assert len(measures) == 7
    assert sorted(link.key for measure in measures for link in measure.rules) == sorted(RULES)
    assert {target for measure in measures for target in measure.leads_to} <= {measure.id for measure in measures}
    text = shown("/mechanism/")
    assert text.count('class="map-box"') == 7
    assert text.count('class="map-arrow"') == sum(len(measure.leads_to) for measure in measures)


def the_shelf() -> Shelf:
    found = shelf("denmark", "en", dt.date(2026, 11, 24))
    assert found is not None
    return found


def test_every_working_assumption_that_a_row_or_a_treatment_names_can_be_read() -> None:
    named = set(re.findall(r"\bK[0-9]+\b", " ".join(path.read_text(encoding="utf-8") for path in PACK.folder.rglob("*.toml"))))
    assert named <= set(the_shelf().assumptions) == set(ASSUMPTIONS)


def test_the_check_is_really_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert the_shelf().said["check_none"].split(".")[1].strip()[:20] in shown("/mechanism/")
    monkeypatch.setattr(whole, "check_mechanism", lambda _folder, *, year: [f"a hole in {year}"])
    whole.findings.cache_clear()
    forget()
    assert "a hole in 20" in shown("/mechanism/")
    whole.findings.cache_clear()


def test_the_files_are_those_that_are_used_and_the_archive_is_always_the_same() -> None:
    first, second = (Client().get("/mechanism/denmark/mechanism.zip") for _ in range(2))
    assert first.content == second.content
    with zipfile.ZipFile(io.BytesIO(first.content)) as packed:
        assert {f"denmark/{path.relative_to(PACK.folder)}" for path in PACK.folder.rglob("*.toml")} == set(packed.namelist())
        assert packed.read("denmark/rules.toml") == (PACK.folder / "rules.toml").read_bytes()


@pytest.mark.parametrize("path", ADDRESSES)
def test_titles_tell_nothing_and_a_page_is_light(path: str) -> None:
    response = Client().get(f"/da{path}")
    title = re.search(r"<title>(.*?)</title>", response.content.decode())
    assert title is not None
    assert not TELLING.search(title[1])
    assert len(gzip.compress(response.content)) < FIRST_VISIT
    assert not response.cookies


def test_both_languages_have_the_same_words() -> None:
    english, danish = (tomllib.loads((FOLDER / "texts" / f"{tag}.toml").read_text(encoding="utf-8")) for tag in ("en", "da"))
    assert shape(english) == shape(danish)


LOOKED_AT = (
    *ADDRESSES[:7],
    "/mechanism/denmark/tables/entitlements/",
    "/mechanism/denmark/R27",
    "/mechanism/denmark/A1",
    "/mechanism/denmark/K3",
)


@pytest.mark.parametrize("path", LOOKED_AT)
def test_pages_are_accessible_narrow_and_wide_and_usable_with_the_keyboard(browser: Browser, site_server: Site, path: str) -> None:
    context = browser.new_context(base_url=site_server.address)
    page = context.new_page()
    for language, width in (("da", 320), ("en", 1280)):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"/{language}{path}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
    assert_usable_by_keyboard(page)
    context.close()
