# SPDX-License-Identifier: EUPL-1.2
"""Proving a work address after sending: the link works once, for a while, and says whose address it is only for accepted domains."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.referrals.outside.filled import AGREES, CITIZEN, NOTICE, at_desk, opened, sent
from vejviser.directory.mail_domains import AnybodysDomain, NoDomain, domains_in, organisation_of
from vejviser.directory.models import Organisation
from vejviser.notices.models import Mail
from vejviser.referrals import outside
from vejviser.referrals.models import Referral
from vejviser.site import clock

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast


def _accept(organisation: str, *domains: str) -> None:
    Organisation.objects.filter(register_id=organisation, unit="").update(mail_domains=domains_in("\n".join(domains)))


def _token(address: str) -> str:
    return Mail.objects.get(to=address).link.removeprefix("refer/address/").rstrip("/")


def test_a_proven_address_of_an_accepted_domain_is_verified(cast: Cast) -> None:
    _accept("amiami", "klinik.example")
    one = sent(AGREES)
    assert at_desk(cast, one).verified_as == ""
    assert outside.ask_address_proof(one, "bo@nord.klinik.example")
    assert at_desk(cast, one).verified_as == ""
    assert outside.prove_address(_token("bo@nord.klinik.example"), clock.now())
    row = at_desk(cast, one)
    assert (row.verified_as, row.standing) == ("amiami", Referral.Standing.KNOWN)


@pytest.mark.usefixtures("database")
def test_a_link_works_once_and_not_after_its_time() -> None:
    one = sent(AGREES)
    outside.ask_address_proof(one, "bo@klinik.example")
    token = _token("bo@klinik.example")
    assert not outside.prove_address(token, clock.now() + dt.timedelta(hours=72, seconds=1))
    assert outside.prove_address(token, clock.now())
    assert not outside.prove_address(token, clock.now())
    assert not outside.prove_address("nonsense", clock.now())


def test_looking_at_the_page_of_a_link_proves_nothing(cast: Cast, client: Client) -> None:
    one = sent(AGREES)
    outside.ask_address_proof(one, "bo@klinik.example")
    token = _token("bo@klinik.example")
    for _ in range(2):
        assert client.get(f"/refer/address/{token}/").status_code == 200
    assert at_desk(cast, one).standing == Referral.Standing.REACHABLE
    assert outside.prove_address(token, clock.now())


def test_a_proven_address_that_nobody_vouches_for_makes_nobody_verified(cast: Cast) -> None:
    one = sent(NOTICE, CITIZEN)
    outside.ask_address_proof(opened(one), "x@gmail.com")
    assert outside.prove_address(_token("x@gmail.com"), clock.now())
    row = at_desk(cast, one)
    assert (row.verified_as, row.standing) == ("", Referral.Standing.REACHABLE)


@pytest.mark.usefixtures("database")
def test_what_is_no_address_and_a_fourth_link_are_not_mailed() -> None:
    one = sent(AGREES)
    assert not outside.ask_address_proof(one, "no address")
    assert [outside.ask_address_proof(one, f"{number}@klinik.example") for number in range(4)] == [True, True, True, False]
    assert Mail.objects.count() == 3


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("a@politi.example", "police"),
        ("a@NORD.Politi.example", "police"),
        ("a@nec.politi.example", "nec"),
        ("a@xpoliti.example", ""),
        ("a@politi.example.evil.example", ""),
        ("a@blåbær.example", "municipality"),
        ("a@xn--blbr-roah.example", "municipality"),
        ("a@", ""),
    ],
)
def test_the_closest_organisation_vouches_for_its_domain_and_those_below(address: str, whose: str) -> None:
    _accept("police", "politi.example")
    _accept("nec", "nec.politi.example")
    _accept("municipality", "Blåbær.example")
    assert organisation_of(address) == whose


@pytest.mark.parametrize("typed", ["gmail.com", "@Outlook.com", "mail.gmail.com", "politi.example, hotmail.com"])
def test_a_domain_where_anybody_gets_an_address_is_refused(typed: str) -> None:
    with pytest.raises(AnybodysDomain):
        domains_in(typed)


@pytest.mark.parametrize("typed", ["dk", "no domain here", "-a.dk", "a..dk", "x" * 70 + ".dk"])
def test_what_is_no_domain_is_refused(typed: str) -> None:
    with pytest.raises(NoDomain):
        domains_in(typed)
