# SPDX-License-Identifier: EUPL-1.2
"""How Django finds this part."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who signs in: users, the roles they hold, invitations, passkeys and one-time codes, sessions."""

    name = "vejviser.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to the sign-in library."""
        from vejviser.accounts import signals  # noqa: F401, PLC0415  models are not loaded before
