# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from, for the limits of a network and nothing else: the address is not kept and not logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Give the address of the visitor: as many steps before this server as proxies are trusted (VEJVISER_TRUSTED_PROXIES).

    What a visitor writes into the header stands further left and is not looked at.
    """
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    steps = [step.strip() for step in request.headers.get("X-Forwarded-For", "").split(",") if step.strip()]
    if proxies and len(steps) >= proxies:
        return steps[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
