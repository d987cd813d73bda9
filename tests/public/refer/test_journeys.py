# SPDX-License-Identifier: EUPL-1.2
"""Every path in a browser at the size of a small telephone: by keyboard and by thumb, with scripts and without, in both directions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error as PlaywrightError

from tests.pages import assert_accessible, assert_usable_by_keyboard
from tests.public.refer.driving import choose, fill, press, tab_to
from tests.public.refer.walking import AGREES, CHILD, CITIZEN, NOTICE, SELF
from vejviser.public.languages import direction
from vejviser.public.refer.texts import there, words
from vejviser.referrals.models import Referral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

    from tests.running_site import Site

PHONE, NARROW = {"width": 360, "height": 640}, {"width": 320, "height": 640}
EXCEPTION = (
    {"role": "police", "danger": "soon", "age": "no"},
    {"presence": "overheard", "override": "danger_to_life", "override_reason": "He is near.", "name": "Zoraya", "safe_contact": "via_me"},
    {"needs": ["protect"], "held": "held", "held_until": "tomorrow", "you_phone": "35353535"},
)
CONTACT_ONLY = (
    {"role": "municipality", "age": "no"},
    {"presence": "alone", "consent": "contact_only", "safe_contact": "phone", "safe_phone": "28282828", "safe_if_other": "hang_up"},
    {"needs": ["sleep"], "shelter_with": ["children"], "shelter_children": "2", "you_phone": "35353535"},
)
ADVICE: tuple[dict[str, Any], ...] = ({"role": "other_pro"}, {}, {"needs": ["advice"], "note": "How do I ask?", "you_phone": "35353535"})
WATCHED = ({"role": "self"}, {"presence": "overheard", "safe_contact": "phone", "safe_phone": "28282828"})
PATHS: dict[str, tuple[dict[str, Any], ...]] = {
    "agreed": AGREES,
    "contact only": CONTACT_ONLY,
    "child": CHILD,
    "exception": EXCEPTION,
    "notice": NOTICE,
    "advice": ADVICE,
    "citizen": CITIZEN,
    "self": SELF,
    "watched": WATCHED,
}
RIGHT_TO_LEFT = [(path, "ar") for path in ("self", "agreed") if "ar" in there()]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def phone(request: pytest.FixtureRequest, browser: Browser, site_server: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site_server.address, java_script_enabled=request.param, viewport=PHONE)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def unscripted(browser: Browser, site_server: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site_server.address, java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(browser: Browser, site_server: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site_server.address, viewport=PHONE)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def go(page: Page, path: str, language: str, *, keyboard: bool = False, look: bool = False) -> list[str]:
    """Go along a path to the page after sending; with `look` every page is looked at by axe and at 320 px. Gives its addresses."""
    page.goto(f"/{language}/refer/")
    addresses = []
    for place, filled in enumerate(PATHS[path]):
        fill(page, filled, keyboard=keyboard)
        addresses.append(page.url)
        if look:
            _look(page)
        press(page, ("person", "needs", "check")[place], keyboard=keyboard)
    if look:
        _look(page)
    press(page, "send", keyboard=keyboard)
    page.wait_for_selector(".refer-keys")
    if look:
        _look(page)
    return [*addresses, page.url]


def _look(page: Page) -> None:
    assert_accessible(page)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert fits(page), "wider than 320 px"
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]


def assert_sent(page: Page, addresses: list[str], language: str) -> None:
    assert page.locator("h1").inner_text() == words(language)["sent"]["heading"]
    assert len(set(addresses)) == 1
    assert not page.context.cookies()
    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", page.locator(".refer-keys").inner_text())


def _again(page: Page) -> None:
    """Let the browser ask once more, from the page on which it says that it could not."""
    page.wait_for_url("chrome-error://**", wait_until="commit")
    page.wait_for_timeout(200)
    page.reload()


@pytest.mark.parametrize("path", PATHS)
def test_every_path_is_sent_without_scripts_and_leaves_nothing_behind(unscripted: Page, path: str) -> None:
    assert_sent(unscripted, go(unscripted, path, "da"), "da")


@pytest.mark.parametrize("path", PATHS)
def test_every_path_is_gone_by_the_keyboard_alone(scripted: Page, path: str) -> None:
    assert_sent(scripted, go(scripted, path, "en", keyboard=True), "en")


@pytest.mark.parametrize(("path", "language"), [("agreed", "en"), ("exception", "da"), *RIGHT_TO_LEFT])
def test_every_page_of_a_path_is_accessible_and_fits(scripted: Page, path: str, language: str) -> None:
    told: list[str] = []
    scripted.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    go(scripted, path, language, look=True)
    assert scripted.locator("html").get_attribute("dir") == direction(language)
    assert told == []
    assert scripted.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_a_question_opens_only_under_the_answer_that_it_belongs_to(phone: Page) -> None:
    phone.goto("/en/refer/for/police/")
    assert not phone.locator(".if-danger-now").is_visible()
    choose(phone, "danger", "now", keyboard=False)
    assert phone.locator(".if-danger-now a").get_attribute("href") == "tel:112"
    assert phone.locator(".if-danger-now").is_visible()
    press(phone, "person", keyboard=False)
    shown = {name: phone.locator(f"#q-{name}") for name in ("consent", "name", "override", "override_reason", "safe_contact", "safe_phone")}
    assert not any(one.is_visible() for one in shown.values())
    choose(phone, "presence", "alone", keyboard=False)
    assert [name for name, one in shown.items() if one.is_visible()] == ["consent"]
    choose(phone, "consent", "yes", keyboard=False)
    choose(phone, "safe_contact", "phone", keyboard=False)
    assert [name for name, one in shown.items() if one.is_visible()] == ["consent", "name", "safe_contact", "safe_phone"]
    choose(phone, "consent", "no", keyboard=False)
    assert [name for name, one in shown.items() if one.is_visible()] == ["consent", "override"]
    choose(phone, "override", "danger_to_life", keyboard=False)
    assert shown["override_reason"].is_visible()
    assert shown["name"].is_visible()
    choose(phone, "presence", "overheard", keyboard=False)
    assert phone.locator(".if-could-not").is_visible()
    assert not shown["consent"].is_visible()


def test_the_form_turns_to_you_as_soon_as_the_role_is_chosen(phone: Page) -> None:
    phone.goto("/en/refer/")
    said = words("en")["questions"]["danger"]
    assert said["ask"] in phone.locator("#q-danger").inner_text()
    choose(phone, "role", "self", keyboard=False)
    phone.locator("#q-danger .said-other").first.wait_for(state="hidden")
    assert phone.locator("#q-danger .said-self").first.is_visible()


def test_a_second_tap_clears_a_choice_and_without_scripts_a_button_does(phone: Page, request: pytest.FixtureRequest) -> None:
    phone.goto("/en/refer/")
    choose(phone, "danger", "now", keyboard=False)
    none = phone.locator("label[for=danger-unanswered]")
    if "no scripts" in request.node.name:
        assert none.is_visible()
        none.click()
    else:
        assert not none.is_visible()
        choose(phone, "danger", "now", keyboard=False)
    assert not phone.locator("#danger-now").is_checked()


def test_another_language_keeps_what_was_answered_and_enter_changes_no_language(phone: Page) -> None:
    phone.goto("/en/refer/")
    fill(phone, AGREES[0], keyboard=False)
    press(phone, "person", keyboard=False)
    fill(phone, AGREES[1], keyboard=False)
    with phone.expect_navigation():
        phone.locator(".tongues button[lang=uk]").click()
    assert phone.url.endswith("/uk/refer/")
    assert phone.locator("html").get_attribute("lang") == "uk"
    assert phone.locator("#name").input_value() == AGREES[1]["name"]
    with phone.expect_navigation():
        phone.locator("#name").press("Enter")
    assert phone.locator("html").get_attribute("lang") == "uk"
    assert phone.locator("#needs").count() == 1


def test_errors_take_the_focus_and_lead_to_their_question(scripted: Page) -> None:
    scripted.goto("/en/refer/for/police/")
    choose(scripted, "age", "no", keyboard=False)
    press(scripted, "person", keyboard=False)
    press(scripted, "needs", keyboard=False)
    press(scripted, "check", keyboard=False)
    scripted.locator("button[value=send]").click()
    scripted.wait_for_selector(".refer-error")
    assert scripted.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert_accessible(scripted)
    scripted.keyboard.press("Tab")
    scripted.keyboard.press("Enter")
    assert scripted.evaluate("document.activeElement.id") == "you_phone"


def test_buttons_are_as_high_as_a_thumb_and_no_field_opens_the_keyboard_by_itself(scripted: Page) -> None:
    scripted.goto("/da/refer/for/health/")
    for step in ("person", "needs", "check"):
        low = scripted.evaluate(
            "() => [...document.querySelectorAll('.refer button, .choices label')]"
            ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 48).map(e => e.outerHTML.slice(0, 80))"
        )
        assert low == []
        assert scripted.locator("select").count() == 0
        assert scripted.evaluate("document.activeElement === document.body")
        press(scripted, step, keyboard=False)


def test_a_line_that_breaks_after_sending_makes_one_referral(scripted: Page, owner_connection: object) -> None:
    assert owner_connection
    broken: list[str] = []

    def break_once(route: Route) -> None:
        if route.request.method == "POST" and "quiet=1" in (route.request.post_data or "") and len(broken) < 2:
            route.fetch()
            broken.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    scripted.clock.install()
    scripted.route("**/refer/", break_once)
    scripted.goto("/en/refer/for/police/")
    choose(scripted, "danger", "now", keyboard=False)
    scripted.locator(".refer-ring summary").click()
    scripted.locator("#ring").fill("35353535")
    scripted.locator("button[value=ring]").click()
    for _wait in range(40):
        scripted.clock.run_for(1000)
        scripted.wait_for_timeout(50)
        if scripted.locator(".refer-keys").count():
            break
    assert scripted.locator(".refer-keys").count() == 1
    assert len(broken) == 2
    assert Referral.unguarded.using("owner").count() == 1


def test_without_scripts_the_browser_sends_again_and_it_is_one_referral(unscripted: Page, owner_connection: object) -> None:
    assert owner_connection
    page, broken = unscripted, list[str]()

    def break_once(route: Route) -> None:
        if "go=ring" in (route.request.post_data or "") and not broken:
            route.fetch()
            broken.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/refer/", break_once)
    page.goto("/en/refer/for/police/")
    page.locator(".refer-ring summary").click()
    page.locator("#ring").fill("35353535")
    page.locator("button[value=ring]").click()
    _again(page)
    assert broken
    page.wait_for_selector(".refer-keys")
    assert Referral.unguarded.using("owner").count() == 1


def test_a_line_that_stays_broken_says_not_sent_and_keeps_everything(scripted: Page) -> None:
    scripted.clock.install()
    scripted.goto("/en/refer/for/police/")
    scripted.locator(".refer-ring summary").click()
    scripted.locator("#ring").fill("35353535")
    tries: list[str] = []

    def cut(route: Route) -> None:
        tries.append(route.request.url)
        route.abort("internetdisconnected")

    scripted.route("**/refer/", cut)
    scripted.locator("button[value=ring]").click()
    for _wait in range(40):
        scripted.clock.run_for(1000)
        scripted.wait_for_timeout(30)
        if scripted.locator("#not-sent").count():
            break
    assert scripted.locator("#not-sent").inner_text().startswith("Not sent. Try again, or call \u2066+45")
    assert scripted.evaluate("document.activeElement.id") == "not-sent"
    assert scripted.locator("#ring").input_value() == "35353535"
    assert len(tries) == 4


def test_back_on_the_page_and_back_of_the_browser_show_the_earlier_screen_with_its_answers(scripted: Page) -> None:
    scripted.goto("/en/")
    scripted.goto("/en/refer/for/health/")
    choose(scripted, "age", "no", keyboard=False)
    press(scripted, "person", keyboard=False)
    choose(scripted, "presence", "absent", keyboard=False)
    press(scripted, "needs", keyboard=False)
    press(scripted, "person", keyboard=False)
    assert scripted.locator("#presence-absent").is_checked()
    press(scripted, "now", keyboard=False)
    assert scripted.locator("#age-no").is_checked()
    press(scripted, "person", keyboard=False)
    # The browser keeps no page that was sent to it, says so, and asks for it again when its reader wants it.
    with pytest.raises(PlaywrightError, match="ERR_CACHE_MISS"):
        scripted.go_back()
    _again(scripted)
    scripted.wait_for_selector("#age-no")
    assert scripted.locator("#age-no").is_checked()


@pytest.mark.parametrize("language", ["da", "ar"] if "ar" in there() else ["da"])
def test_what_comes_after_sending_is_accessible_usable_by_keyboard_and_printed_without_buttons(scripted: Page, language: str) -> None:
    go(scripted, "agreed", language)
    assert_usable_by_keyboard(scripted)
    scripted.emulate_media(media="print")
    assert not scripted.locator(".refer-actions button").first.is_visible()
    assert scripted.locator(".refer-keys").is_visible()
    scripted.emulate_media(media="screen")
    tab_to(scripted, ".refer-actions form:nth-child(2) button")
    scripted.keyboard.press("Enter")
    scripted.wait_for_selector(".refer-status")
    scripted.locator("#card-signs_how summary").click()
    scripted.locator("#card-family summary").click()
    _look(scripted)
    scripted.locator("button[value=person]").click()
    scripted.wait_for_selector("button[value=withdraw_yes]")
    _look(scripted)
    scripted.locator("button[value=withdraw_yes]").click()
    scripted.wait_for_selector(".lead")
    _look(scripted)


def test_saving_and_coming_back_by_code_is_accessible(scripted: Page) -> None:
    scripted.goto("/da/refer/for/health/")
    choose(scripted, "age", "yes", keyboard=False)
    press(scripted, "save", keyboard=False)
    _look(scripted)
    press(scripted, "save", keyboard=False)
    _look(scripted)
    code = scripted.locator(".refer-keys strong").inner_text()
    scripted.goto("/da/refer/saved/#123456")
    assert not scripted.url.endswith("123456")
    scripted.locator("#code").fill(code)
    scripted.locator("main button").click()
    scripted.wait_for_selector("#age-yes")
    assert scripted.locator("#age-yes").is_checked()
