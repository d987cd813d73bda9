# SPDX-License-Identifier: EUPL-1.2
"""Whom a limit slows is the visitor, not the proxy in front, and nobody can write somebody else's address."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory

from vejviser.public.languages import NAMES
from vejviser.public.refer.networks import address_of


@pytest.mark.parametrize(
    ("proxies", "header", "found"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_the_visitor_stands_as_many_steps_away_as_proxies_are_trusted(proxies: int, header: str, found: str, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").get("/", headers={"x-forwarded-for": header} if header else {})
    assert address_of(request) == found


@pytest.mark.parametrize("language", NAMES)
def test_the_first_page_leads_to_the_form_in_the_language_that_was_chosen(language: str) -> None:
    assert f'href="/{language}/refer/"' in Client().get(f"/{language}/").content.decode()


def test_the_signs_lead_to_the_form_in_the_language_that_was_chosen() -> None:
    assert 'href="/da/refer/"' in Client().get("/da/signs/").content.decode().partition("<main")[2].partition("</main>")[0]
