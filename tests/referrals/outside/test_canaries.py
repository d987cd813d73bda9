# SPDX-License-Identifier: EUPL-1.2
"""A mark in every box about the person: on the paths without agreement it is nowhere afterwards."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from tests.referrals.outside.filled import CITIZEN, NURSE, PATROL, at_desk, everything_of, sent
from tests.referrals.signed_in import sign_in, words

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from tests.cast import Cast
    from vejviser.referrals import outside

MARK = "Kanarie"
BOXES = ("name", "safe_phone", "safe_other", "safe_when_other", "language_other", "needs_other", "shelter_children", "override_reason")
ABOUT_PERSON: dict[str, Any] = {field: f"{MARK}-{field}" for field in BOXES}
# What is chosen cannot hold a mark: a forged choice is dropped.
CHOICES = {
    field: f"{MARK}-{field}" for field in ("language", "area", "danger", "presence", "held", "child_view", "place_tip", "safe_contact")
}
FORGED = {"nonsense": f"{MARK}-nonsense", "signs": [f"{MARK}-signs", "debt"], "shelter_with": [f"{MARK}-with"]}
EVERYTHING = {**ABOUT_PERSON, **CHOICES, **FORGED, "note": "no name", "you_phone": "35353535", "age": "no", "consent": "no"}


@pytest.mark.parametrize("needs", [["talk"], ["advice"]])
@pytest.mark.parametrize("sender", [NURSE, PATROL, CITIZEN])
def test_nothing_about_the_person_is_kept_shown_or_logged(
    cast: Cast, caplog: pytest.LogCaptureFixture, sender: outside.Sender, needs: list[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    one = sent({**EVERYTHING, "needs": needs}, sender)
    assert one.path in ("notice", "consultation")
    assert MARK not in everything_of(cast, one)
    row, client = at_desk(cast, one), sign_in(cast, cast.duty)
    for address in ("/inbox/", "/inbox/export/", f"/inbox/{row.pk}/"):
        assert MARK not in words(client.get(address)), address
    assert MARK not in caplog.text


def test_nothing_of_it_lies_in_any_table(owner_connection: BaseDatabaseWrapper) -> None:
    sent({**EVERYTHING, "needs": ["talk"]}, NURSE)
    with owner_connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute("SELECT coalesce(string_agg(query_to_xml(%s, true, false, '')::text, ' '), '')", [f'TABLE "{table}"'])
            assert MARK not in cursor.fetchone()[0], table
