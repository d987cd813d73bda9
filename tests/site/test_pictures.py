# SPDX-License-Identifier: EUPL-1.2
"""The pictures of the documents are made from the demonstration by `VEJVISER_PICTURES=1 pytest tests/site/test_pictures.py`."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typst
from django.conf import settings

from tests import database as test_database
from tests import running_site
from tests.attack.world import fill, routes
from tests.site.pictures_table import PICTURES, Picture, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from pytest_django import DjangoDbBlocker

    from tests.running_site import Site
    from vejviser.site.postgres import Cluster

# A Tuesday morning, so that the days of the pictures move only when somebody chooses another one here.
MORNING = "2026-11-24T09:12:00+01:00"
SOON = "2027-02-28"
TALLEST = 1600
NAMED = re.compile(r"screens/([\w-]+)\.png")


def test_every_picture_that_the_documents_name_exists_and_no_other(project_folder: Path) -> None:
    documents = [project_folder / "README.md", *sorted((project_folder / "docs").rglob("*.md"))]
    named = {name for document in documents for name in NAMED.findall(document.read_text(encoding="utf-8"))}
    assert named == set(PICTURES)
    assert {found.stem for found in (project_folder / "docs" / "screens").iterdir()} == named


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_an_address_that_exists(name: str) -> None:
    assert PICTURES[name].address in routes()


@pytest.fixture
def demonstration(cluster: Cluster, clone_name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Serve the demonstration on that morning, and give its address."""
    from vejviser.demonstration import demo  # noqa: PLC0415  only once Django is set up

    name, clock = f"vejviser_pictures_{test_database.worker()}", Path(settings.HOME) / "clock"
    test_database.clone(cluster, name)
    clock.write_text(MORNING, encoding="ascii")
    try:
        with django_db_blocker.unblock():
            test_database.connect_django(cluster, name)
            demo.load()
            with running_site.serving(cluster, name) as site:
                yield site.address
            test_database.connect_django(cluster, clone_name)
            cluster.drop_database(name)
    finally:
        clock.unlink()


@pytest.mark.browser
@pytest.mark.skipif(os.environ.get("VEJVISER_PICTURES") != "1", reason="VEJVISER_PICTURES=1 makes the pictures anew")
def test_the_pictures_are_made(demonstration: str, browser: Browser, project_folder: Path) -> None:
    folder = project_folder / "docs" / "screens"
    ids = ids_shown()
    for old in folder.glob("*.png"):
        old.unlink()
    for name, picture in PICTURES.items():
        context = browser.new_context(base_url=demonstration, viewport={"width": picture.width, "height": 800}, reduced_motion="reduce")
        page = context.new_page()
        if picture.who:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(picture), "url": demonstration}])
        else:
            page.set_extra_http_headers({"Accept-Language": picture.language})
        (folder / f"{name}.png").write_bytes(taken(page, fill(picture.address, {**ids, "language": picture.language}), picture))
        context.close()


def taken(page: Page, address: str, picture: Picture) -> bytes:
    """Open an address, do the steps of a picture, and give it as PNG."""
    answer = page.context.request.get(address, headers={"Accept-Language": picture.language})
    assert answer.status == 200, address
    if answer.headers["content-type"].startswith("application/pdf"):
        return first_sheet(answer.body(), picture.width)
    page.goto(address)
    for step in picture.steps:
        for field, value in step.typed:
            type_into(page, field, value)
        form = page.locator("main form[method=post]")
        found = form.get_by_role("button", name=step.press) if step.press else form.locator("button:not([type=button])")
        if step.gives_file:
            with page.expect_download() as brought:
                found.first.click()
            return first_sheet(brought.value.path().read_bytes(), picture.width)
        with page.expect_navigation():
            found.first.click()
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": picture.width, "height": height})


def first_sheet(document: bytes, width: int) -> bytes:
    """Draw the first sheet of a PDF, so many pixels wide, as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sheet.pdf").write_bytes(document)
        source = f'#set page(width: {width}pt, height: auto, margin: 0pt)\n#image("/sheet.pdf", page: 1, width: {width}pt)'
        (Path(folder) / "sheet.typ").write_text(source, encoding="utf-8")
        drawn = typst.compile(str(Path(folder) / "sheet.typ"), root=folder, format="png", ppi=72.0)
    assert isinstance(drawn, bytes)
    return drawn


def test_the_first_sheet_of_a_document_is_drawn_as_wide_as_asked() -> None:
    made = typst.compile(b"#set page(width: 400pt, height: 200pt)\n= One\n#pagebreak()\n= Two", format="pdf")
    assert isinstance(made, bytes)
    drawn = first_sheet(made, 320)
    assert drawn.startswith(b"\x89PNG")
    assert (int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])) == (320, 160)


@pytest.mark.browser
def test_a_picture_follows_the_steps_of_a_form_without_a_session(browser: Browser, site_server: Site) -> None:
    context = browser.new_context(base_url=site_server.address, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.set_extra_http_headers({"Accept-Language": "en"})
    drawn = taken(page, "/directory/", Picture("/directory/", "", "en", 320, then=(Step((("need", ""),)), Step())))
    assert drawn.startswith(b"\x89PNG")
    assert int.from_bytes(drawn[16:20]) == 320
    context.close()


def type_into(page: Page, field: str, value: str) -> None:
    """Fill a field, or choose or tick the answer that has the value."""
    found = page.locator(f"main form [name={field}]")
    if found.first.evaluate("e => e.tagName") == "SELECT":
        found.first.select_option(value)
        return
    if found.first.get_attribute("type") in {"checkbox", "radio"}:
        page.locator(f"label[for='{page.locator(f'main form [name={field}][value={value}]').get_attribute('id')}']").click()
    else:
        found.first.fill(value)


def session_of(picture: Picture) -> str:
    """Give the session of somebody of the demonstration who has proved both factors and reads that language."""
    from django.test import Client  # noqa: PLC0415  only once Django is set up

    from vejviser.accounts import sessions  # noqa: PLC0415
    from vejviser.accounts.models import User  # noqa: PLC0415

    user = User.objects.get(email=picture.who)
    User.objects.filter(pk=user.pk).update(language=picture.language)
    client = Client()
    client.force_login(user)
    session = client.session
    sessions.begin(session)
    sessions.prove_second_factor(session, user)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def ids_shown() -> dict[str, str]:
    """Give what stands in the addresses: the case of the coordinator with most to do among those where a period ends soon."""
    from django.db import connections  # noqa: PLC0415  only once Django is set up

    from tests.site.pictures_table import COORDINATOR  # noqa: PLC0415

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT day.case_id FROM cases_deadline day JOIN access_assignment held USING (case_id) JOIN accounts_user person ON "
            "person.id = held.user_id WHERE person.email = %s AND day.kind LIKE 'clock:%%' AND day.day > %s AND day.day <= %s "
            "ORDER BY (SELECT count(*) FROM cases_deskline line WHERE line.case_id = day.case_id) DESC, day.day LIMIT 1",
            [COORDINATOR, MORNING[:10], SOON],
        )
        case = cursor.fetchone()
        cursor.execute("SELECT id FROM directory_organisation WHERE register_id = 'cmm' AND unit = ''")
        organisation = cursor.fetchone()
        cursor.execute("SELECT id FROM referrals_referral WHERE role = 'health' AND kind = 'referral' LIMIT 1")
        referral = cursor.fetchone()
    ids = {"case_id": str(case[0]), "organisation": str(organisation[0]), "referral_id": str(referral[0])}
    return {**ids, "kind": "offer", "mechanism": "denmark", "key": "R27"}
