# SPDX-License-Identifier: EUPL-1.2
"""A flood from one network slows that network, and no other."""

from __future__ import annotations

import datetime as dt

import pytest

from vejviser.referrals.outside.limits import LIMITS, allowed, network_of

NOW = dt.datetime(2027, 1, 14, 21, 10, tzinfo=dt.UTC)

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("what", LIMITS)
def test_one_network_waits_until_an_instant_and_another_does_not(what: str) -> None:
    for number in range(LIMITS[what].times):
        assert allowed(f"192.0.2.{number % 250}", what, NOW) is None
    wait = allowed("192.0.2.9", what, NOW)
    assert wait is not None
    assert NOW < wait.until <= NOW + dt.timedelta(minutes=LIMITS[what].minutes)
    assert allowed("198.51.100.9", what, NOW) is None
    assert allowed("192.0.2.9", what, wait.until) is None


def test_sending_and_guessing_codes_are_counted_apart() -> None:
    while allowed("192.0.2.1", "code", NOW) is None:
        pass
    assert allowed("192.0.2.1", "send", NOW) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.250", "one"),
        ("192.0.2.1", "192.0.3.1", "two"),
        ("2001:db8:1:aa00::1", "2001:db8:1:aaff::9", "one"),
        ("2001:db8:1:aa00::1", "2001:db8:1:ab00::1", "two"),
        ("::ffff:192.0.2.1", "192.0.2.7", "one"),
        ("", "nonsense", "one"),
    ],
)
def test_a_network_is_a_24_or_a_56(one: str, other: str, same: str) -> None:
    assert (network_of(one) == network_of(other)) is (same == "one")
