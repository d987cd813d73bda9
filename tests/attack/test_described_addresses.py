# SPDX-License-Identifier: EUPL-1.2
"""Every address as the OpenAPI description tells it, asked with what a machine makes of the description: no fault, no surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.attack.test_hostile_requests import TOLD
from tests.attack.world import routes
from vejviser.access.roles import Role
from vejviser.demonstration import openapi
from vejviser.demonstration.kit.canaries import PATTERN

if TYPE_CHECKING:
    from tests.attack.world import World

DESCRIPTION = openapi.description()
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)
OPERATIONS: dict[str, Any] = {}
for _found in SCHEMA.get_all_operations():
    _one = _found.ok()  # type: ignore[union-attr]  # a description that is wrong ends here
    OPERATIONS[f"{_one.method.upper()} {_one.path}"] = _one
# Made-up requests of one kind, always the same ones.
FEW = settings(
    max_examples=3,
    phases=(Phase.generate,),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_the_description_names_every_address_and_every_method() -> None:
    """As many operations as the URL map has, each with the answers that it can give."""
    expected = {f"{method} {path}" for path, route in routes().items() for method in route.methods if method != "HEAD"}
    assert set(OPERATIONS) == expected
    assert len(expected) > 130
    assert all(operation["responses"] for path in DESCRIPTION["paths"].values() for operation in path.values())


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_what_a_machine_makes_of_the_description_gives_a_described_answer(world: World, name: str) -> None:
    """Signed in as who reaches the most: never a fault, never a status that is not described, never a word of how it works."""
    operation = OPERATIONS[name]
    described, hidden = set(operation.definition.raw["responses"]), _marks_of_others(world)
    player = world.player(Role.CMM_COORDINATOR)

    @FEW
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        body = urlencode(case.body, doseq=True) if isinstance(case.body, dict) else ""
        form = {"data": body, "content_type": "application/x-www-form-urlencoded"} if case.method.upper() == "POST" else {}
        answer = world.ask(player, f"{case.formatted_path}?{urlencode(case.query or {}, doseq=True)}", case.method.upper(), **form)
        assert str(answer.status) in described
        assert not TOLD.search(answer.body)
        assert not hidden & set(PATTERN.findall(answer.body.decode(errors="replace")))

    ask()
    assert world.ask(player, "/inbox/sent/").status == 200, "signed out"


def _marks_of_others(world: World) -> set[str]:
    """Give the marks of the cases that this person is not on the team of."""
    own = {str(case.id) for case in world.kit.cases if world.player(Role.CMM_COORDINATOR).user.email in case.team}
    return {canary.text for canary in world.kit.canaries.made if canary.case and canary.case not in own}
