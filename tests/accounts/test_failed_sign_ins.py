# SPDX-License-Identifier: EUPL-1.2
"""Who tried to sign in and failed stands in the ledger, without anything that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accounts.people import PASSWORD, somebody
from vejviser.access.roles import Role
from vejviser.ledger.models import LedgerEntry

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper
    from django.test import Client


def test_a_wrong_password_is_an_entry_that_says_for_whom_and_nothing_of_what_was_typed(
    client: Client, owner_connection: DatabaseWrapper
) -> None:
    user = somebody("carl", "cmm", Role.CMM_COORDINATOR)
    for mail, password in ((user.email, "zqwrong"), ("zqnobody@nowhere.example", "zqwrong"), (user.email, PASSWORD)):
        client.post("/accounts/login/", {"login": mail, "password": password})
    found = LedgerEntry.objects.using(owner_connection.alias).filter(action="user:sign_in_failed").order_by("at")
    assert [(entry.row_id, entry.actor) for entry in found] == [(user.pk, None), (None, None)]
    assert "zq" not in str(list(found.values()))
