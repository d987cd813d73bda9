# SPDX-License-Identifier: EUPL-1.2
"""Driving the contact form in a browser: by the keyboard alone, or by pressing what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

_MOST_TABS: Final = 250
_AT = "selector => !!document.activeElement && document.activeElement.matches(selector)"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _press in range(_MOST_TABS):
        if page.evaluate(_AT, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def choose(page: Page, question: str, code: str, *, keyboard: bool) -> None:
    """Choose one answer."""
    wanted = f"#{question}-{code}"
    if not keyboard:
        page.locator(f"label[for={question}-{code}]").click()
        return
    if page.locator(wanted).get_attribute("type") == "checkbox":
        tab_to(page, wanted)
        page.keyboard.press("Space")
        return
    tab_to(page, f"[name={question}]")
    page.keyboard.press("Space")
    for _press in range(20):
        if page.evaluate(_AT, wanted):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows do not reach {wanted}")


def fill(page: Page, answers: Mapping[str, Any], *, keyboard: bool) -> None:
    """Answer the questions of a screen in the order given."""
    for question, value in answers.items():
        if page.locator(f"[name={question}][type=radio], [name={question}][type=checkbox]").count():
            for code in value if isinstance(value, list) else [value]:
                choose(page, question, code, keyboard=keyboard)
        elif keyboard:
            tab_to(page, f"#{question}")
            page.keyboard.type(value)
        else:
            page.locator(f"#{question}").fill(value)


def press(page: Page, step: str, *, keyboard: bool) -> None:
    """Press the button of a step, and wait for the page that it leads to."""
    selector = f"main button[name=go][value={step}]"
    if not keyboard:
        with page.expect_navigation():
            page.locator(selector).last.click()
        return
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
