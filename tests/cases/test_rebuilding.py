# SPDX-License-Identifier: EUPL-1.2
"""What lists show is an index of the events: rebuilt at any time, and equal to what recording wrote."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.database import PROGRAM, environment_of
from vejviser.cases import shown
from vejviser.mechanisms import find, shipped

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.backends.postgresql.base import DatabaseWrapper

    from tests.cast import Cast
    from vejviser.site.postgres import Cluster


def _case(cast: Cast) -> UUID:
    case = cast.case()
    cast.join(case, cast.dis)
    cast.record(case, cast.coordinator, type="person", born="2009-03-02", citizenships=["VN"], gender="male", unaccompanied=True)
    cast.record(case, cast.coordinator, type="encounter", at="2026-01-04", by="police")
    cast.record(case, cast.dis, type="stay", at="2026-01-04", legal=True, basis="visa", until="2027-03-01")
    cast.record(case, cast.coordinator, type="consent", at="2026-01-05", recipient="ngo", scope=["contact"], value=True, until="2027-02-01")
    return case


def _rebuild(cluster: Cluster, clone_name: str, *arguments: str) -> str:
    environment = environment_of(cluster, clone_name)
    done = subprocess.run([PROGRAM, "rebuild", *arguments], env=environment, check=False, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.mark.usefixtures("committing_database")
def test_rebuilding_finds_nothing_to_change_and_mends_what_was_changed(
    cast: Cast, cluster: Cluster, clone_name: str, owner_connection: DatabaseWrapper
) -> None:
    case = _case(cast)
    assert _rebuild(cluster, clone_name, "--compare") == "0 cases were otherwise"
    with owner_connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_deskline WHERE case_id = %s", [case])
    assert _rebuild(cluster, clone_name, "--compare") == "1 cases were otherwise"
    assert _rebuild(cluster, clone_name) == "1 cases were otherwise and are rewritten"
    assert _rebuild(cluster, clone_name, "--compare") == "0 cases were otherwise"


@pytest.mark.parametrize("profile", [f"{name}@{profile}" for name in shipped() for profile in ("described", "current")])
def test_every_conclusion_of_a_shipped_mechanism_has_a_section(profile: str) -> None:
    texts = find(profile).texts("en").content
    for name, known in (
        ("clocks", shown.CLOCKS),
        ("entitlements", shown.ENTITLEMENTS),
        ("duties", shown.DUTIES),
        ("not_allowed", shown.NOT_ALLOWED),
        ("next_steps", shown.NEXT_STEPS),
    ):
        assert set(texts[name]) - set(known) == set()
    assert set(texts["flags"]) - {"A35"} - set(shown.FLAGS) == set()
