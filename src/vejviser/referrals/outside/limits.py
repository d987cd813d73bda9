# SPDX-License-Identifier: EUPL-1.2
"""Holding off floods without a third party: how often one network may do what, counted in the shared cache under a hash that changes daily.

A network is a /24 of IPv4 or a /56 of IPv6. Only that network is slowed; addresses are kept nowhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.conf import settings
from django.core.cache import cache

_V4, _V6 = 24, 56


class _Limit(NamedTuple):
    """So often in so many minutes."""

    times: int
    minutes: int


# [organisational target] Enough for a ward or a station behind one address; a code is guessed by nobody at this pace.
LIMITS: Final[dict[str, _Limit]] = {
    "send": _Limit(30, 60),
    "code": _Limit(10, 60),
    "save": _Limit(20, 60),
    "add": _Limit(60, 60),
}


@dataclass(frozen=True)
class Wait:
    """The network must wait until an instant, and may then go on."""

    until: dt.datetime


def allowed(network: str, what: str, now: dt.datetime) -> Wait | None:
    """Count one attempt of a network address and tell whether it must wait; None: go on. `what` is a key of LIMITS.

    Raises:
        KeyError: `what` is none of them.

    """
    limit = LIMITS[what]
    length = limit.minutes * 60
    begins = int(now.timestamp()) // length * length
    ends = dt.datetime.fromtimestamp(begins + length, dt.UTC)
    key = f"outside:{what}:{begins}:{_hash(network, now.date())}"
    # Added only where it is missing, and raised in one step: two at once are counted as two, or as one at worst.
    cache.add(key, 0, length * 2)
    try:
        count = cache.incr(key)
    except ValueError:
        count = 1
    return Wait(ends) if count > limit.times else None


def network_of(address: str) -> str:
    """Give the network of an address; what is none is a network of its own."""
    try:
        one = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(one, ipaddress.IPv6Address) and one.ipv4_mapped is not None:
        one = one.ipv4_mapped
    return str(ipaddress.ip_network(f"{one}/{_V4 if one.version == 4 else _V6}", strict=False))  # noqa: PLR2004  versions of the protocol


def _hash(address: str, day: dt.date) -> str:
    key = hashlib.sha256(f"outside limits {day} {settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, network_of(address).encode(), hashlib.sha256).hexdigest()[:32]
