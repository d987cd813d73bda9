# SPDX-License-Identifier: EUPL-1.2
"""What a role may not see cannot be had by any address: hidden is like absent, and every mark stays on its side of the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attack.table import TABLE
from tests.attack.world import ABSENT, fill, routes
from vejviser.access.policy import Cell, cell
from vejviser.access.roles import ASSIGNABLE, Role
from vejviser.demonstration.kit.canaries import PATTERN

if TYPE_CHECKING:
    from tests.attack.world import World

OF_A_CASE = sorted(path for path in routes() if "{case_id}" in path)
LISTS = ("/desk/", "/desk/export/", "/cases/", "/cases/export/", "/inbox/", "/inbox/export/", "/inbox/sent/", "/contacts/", "/notices/")
CLOSED = (Cell.NONE, Cell.STATUS)
# Somebody who is not assigned to any case reads marks of people and of referrals, and none of a case.
OTHER_ROLES = [Role.ADMINISTRATOR, Role.STATISTICIAN, Role.CMM_HOTLINE, Role.REFERRER]


def test_every_address_of_a_case_is_tried() -> None:
    """The attacks below are about as many addresses as a case has."""
    assert len(OF_A_CASE) > 15


@pytest.mark.parametrize("role", sorted(Role))
def test_a_case_of_others_answers_like_one_that_does_not_exist(world: World, role: Role) -> None:
    """For every address, method and role: status, headers and bytes are those of a case that nobody has."""
    stranger = world.player(role, "B")
    case = next(one for one in world.kit.cases if stranger.user.email not in one.team)
    hidden, nowhere = world.ids_of_case(case), world.once(stranger, fill("/cases/{case_id}/", {"case_id": str(ABSENT)}))
    assert nowhere.status == 404
    for path in OF_A_CASE:
        for method in routes()[path].methods:
            assert world.ask(stranger, fill(path, {**hidden, "kind": "note"}), method) == nowhere, f"{method} {path}"
    heads = [world.ask(stranger, fill("/cases/{case_id}/", ids), "HEAD") for ids in (hidden, world.ids_of_case(None))]
    assert heads[0] == heads[1]


@pytest.mark.parametrize("role", sorted([*ASSIGNABLE, *OTHER_ROLES]))
def test_no_page_tells_a_role_what_its_sections_do_not_open(world: World, role: Role) -> None:
    """Every mark that is found anywhere is of one's own case, and of a section that is open to the role or that one wrote oneself."""
    player = world.player(role, "A")
    own = [case for case in world.kit.cases if player.user.email in case.team]
    found: set[str] = set()
    for case in own[:1] or world.kit.cases[:1]:
        ids = {**world.ids_of_case(case), "kind": "note"}
        asked = [path for path in OF_A_CASE if "GET" in routes()[path].methods and role in TABLE[path].get]
        for path in (*asked, *LISTS):
            answer = world.ask(player, fill(path, ids))
            found |= set(PATTERN.findall(answer.body.decode(errors="replace") + answer.headers))
    cases = {str(case.id) for case in own}
    for canary in world.kit.canaries.made:
        if canary.section and canary.text in found:
            assert canary.case in cases
            assert canary.author == player.user.email or cell(role, canary.section) not in CLOSED, f"{role} read {canary}"
    assert found, "no page had any mark: nothing was read"
