# SPDX-License-Identifier: EUPL-1.2
"""The test kit holds what outside checks need, says the truth about itself, and exists nowhere but in a test kit."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.database import PROGRAM, environment_of
from vejviser.access.policy import policy_csv
from vejviser.access.roles import Role
from vejviser.access.sections import Section
from vejviser.demonstration import openapi
from vejviser.demonstration.kit import seeding
from vejviser.demonstration.kit.canaries import PATTERN
from vejviser.demonstration.one_time_codes import code_of
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vejviser.site.postgres import Cluster


def test_the_matrix_in_the_documents_is_the_one_that_the_program_uses(project_folder: Path) -> None:
    assert (project_folder / "docs" / "security" / "policy.csv").read_text(encoding="utf-8") == policy_csv()


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Walk the URL map a second way: the text of each pattern, arguments as names in braces."""
    for entry in resolver.url_patterns:
        text = before + re.sub(
            r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>", lambda found: "{" + (found[1] or found[2]) + "}", str(entry.pattern)
        )
        if isinstance(entry, URLPattern):
            yield text.replace("^", "").rstrip("$")
        else:
            yield from addresses(entry, text)


def test_the_description_names_every_address_and_no_other() -> None:
    described = openapi.description()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == set(addresses(get_resolver()))
    assert all(operations for operations in described["paths"].values())


@pytest.mark.usefixtures("committing_database")
def test_the_kit_has_every_role_twice_six_cases_and_a_mark_in_every_section() -> None:
    kit = seeding.seed(7)
    assert {(player.role, player.side) for player in kit.players.values()} >= {(role, "A") for role in Role}
    assert len(kit.cases) == 6
    # The title of a link stands in each of the cases that it joins.
    texts = [canary.text for canary in kit.canaries.made if canary.of != "link"]
    assert len(set(texts)) == len(texts)
    assert all(PATTERN.fullmatch(text) for text in texts)
    for case in kit.cases:
        assert any(canary.case == str(case.id) for canary in kit.canaries.made), case
    first = {canary.section for canary in kit.canaries.made if canary.case == str(kit.cases[0].id)}
    # The header (A), the ledger (P) and the figures (Q) hold no text that somebody types.
    assert first >= {section.value for section in Section} - {"A", "P", "Q"}, sorted(first)
    described = seeding.description(kit)
    assert json.loads(json.dumps(described)) == described
    assert {user["role"] for user in described["users"]} == {role.value for role in Role}


@pytest.mark.usefixtures("committing_database")
def test_somebody_of_the_kit_signs_in_with_what_the_description_says() -> None:
    described = seeding.description(seeding.seed(8))
    user = next(one for one in described["users"] if one["role"] == Role.CMM_COORDINATOR.value)
    client = Client()
    answer = client.post(described["addresses"]["sign_in"], {"login": user["mail"], "password": user["password"]})
    assert answer.status_code == 302
    answer = client.post(answer.headers["Location"], {"code": code_of(user["totp_secret"])}, follow=True)
    assert client.get("/desk/").status_code == 200


def test_the_clock_of_a_test_kit_can_be_set_and_given_back(cluster: Cluster, clone_name: str) -> None:
    environment = environment_of(cluster, clone_name)
    subprocess.run([PROGRAM, "testkit", "clock", "2027-02-01T12:00+01:00"], env=environment, check=True)
    assert clock.now() == dt.datetime(2027, 2, 1, 11, tzinfo=dt.UTC)
    subprocess.run([PROGRAM, "testkit", "clock", "clear"], env=environment, check=True)
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("installation", ["real", "demo"])
@pytest.mark.parametrize("verb", [("seed", "--out", "kit.json"), ("clock", "clear"), ("reset",)])
def test_no_other_installation_has_the_kit(verb: tuple[str, ...], installation: str, tmp_path: Path) -> None:
    environment = {**os.environ, "VEJVISER_HOME": str(tmp_path), "VEJVISER_INSTALLATION": installation}
    ran = subprocess.run([PROGRAM, "testkit", *verb], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode != 0
    assert "testkit" in ran.stderr
    assert not list(tmp_path.rglob("*.json"))
    assert "Traceback" not in ran.stderr


@pytest.mark.usefixtures("committing_database")
def test_a_second_seeding_is_refused() -> None:
    assert settings.INSTALLATION == "testkit"
    seeding.seed(9)
    with pytest.raises(Exception, match="hold people already"):
        seeding.seed(9)
