# SPDX-License-Identifier: EUPL-1.2
"""An administrator keeps the mail domains that an organisation vouches for; where anybody gets an address is never one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.referrals.signed_in import sign_in, words
from vejviser.directory.mail_domains import organisation_of
from vejviser.directory.models import Organisation

if TYPE_CHECKING:
    from tests.cast import Cast


def _address(register_id: str, step: str = "") -> str:
    return f"/organisations/{Organisation.objects.get(register_id=register_id, unit='').pk}/{step}"


def test_domains_are_kept_one_a_line_and_shown_again(cast: Cast) -> None:
    client = sign_in(cast, cast.administrator)
    saved = client.post(_address("police", "domains/"), {"domains": "Politi.example\n@nord.politi.example, blåbær.example"})
    assert saved.status_code == 302
    page = words(client.get(_address("police")))
    assert "politi.example\nnord.politi.example\nxn--blbr-roah.example" in page
    assert organisation_of("a@politi.example") == "police"


@pytest.mark.parametrize(
    ("typed", "says"), [("politi.example\ngmail.com", "anybody gets an address there"), ("no-domain", "Enter a domain such as hospital.dk")]
)
def test_what_cannot_be_vouched_for_is_said_and_nothing_typed_is_lost(cast: Cast, typed: str, says: str) -> None:
    page = words(sign_in(cast, cast.administrator).post(_address("police", "domains/"), {"domains": typed}))
    assert says in page
    assert typed.split("\n", maxsplit=1)[0] in page
    assert Organisation.objects.get(register_id="police", unit="").mail_domains == []


def test_nobody_else_sees_or_changes_them(cast: Cast) -> None:
    Organisation.objects.filter(register_id="police", unit="").update(mail_domains=["politi.example"])
    for part in (cast.coordinator, cast.police, cast.dis):
        client = sign_in(cast, part)
        assert "politi.example" not in words(client.get(_address("police")))
        assert client.post(_address("police", "domains/"), {"domains": ""}).status_code == 404
