# SPDX-License-Identifier: EUPL-1.2
"""What a role may not see cannot be had by any address: hidden is like absent, and every mark stays on its side of the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attack.world import ABSENT, fill, routes
from vejviser.access.policy import Cell, cell
from vejviser.access.roles import ASSIGNABLE, Role
from vejviser.demonstration.kit.canaries import PATTERN

if TYPE_CHECKING:
    from tests.attack.world import World

OF_A_CASE = sorted(path for path in routes() if "{case_id}" in path)
LISTS = ("/desk/", "/desk/export/", "/cases/", "/cases/export/", "/inbox/", "/inbox/export/", "/inbox/sent/", "/contacts/", "/notices/")
CLOSED = (Cell.NONE, Cell.STATUS)
# Texts of these kinds stand in the sections of the case; the rest of the marks have owners of their own.
OTHER_ROLES = [Role.ADMINISTRATOR, Role.STATISTICIAN, Role.CMM_HOTLINE, Role.REFERRER]


def test_every_address_of_a_case_is_tried() -> None:
    assert len(OF_A_CASE) > 15


@pytest.mark.parametrize("role", sorted(Role))
def test_a_case_of_others_answers_like_one_that_does_not_exist(world: World, role: Role) -> None:
    stranger = world.player(role, "B")
    case = next(one for one in world.kit.cases if stranger.user.email not in one.team)
    hidden, absent = world.ids_of_case(case), world.ids_of_case(None)
    for path in OF_A_CASE:
        for method in ("GET", "POST", "HEAD"):
            there = world.ask(stranger, fill(path, {**hidden, "kind": "note"}), method)
            nowhere = world.ask(stranger, fill(path, {**absent, "kind": "note"}), method)
            shown = there.body.replace(str(case.id).encode(), str(ABSENT).encode())
            assert (there.status, there.headers, shown) == (nowhere.status, nowhere.headers, nowhere.body), f"{method} {path}"
            assert there.status in (302, 404, 405), f"{method} {path}"


@pytest.mark.parametrize("role", sorted([*ASSIGNABLE, *OTHER_ROLES]))
def test_no_page_tells_a_role_what_its_sections_do_not_open(world: World, role: Role) -> None:
    player = world.player(role, "A")
    own = [case for case in world.kit.cases if player.user.email in case.team]
    found: set[str] = set()
    for case in own or world.kit.cases[:1]:
        ids = world.ids_of_case(case)
        for path in OF_A_CASE:
            answer = world.ask(player, fill(path, {**ids, "kind": "note"}))
            found |= set(PATTERN.findall(answer.body.decode(errors="replace") + answer.headers))
    for path in LISTS:
        answer = world.ask(player, path)
        found |= set(PATTERN.findall(answer.body.decode(errors="replace") + answer.headers))
    cases = {str(case.id) for case in own}
    for canary in world.kit.canaries.made:
        if canary.section and canary.text in found:
            assert canary.case in cases
            assert canary.author == player.user.email or cell(role, canary.section) not in CLOSED, f"{role} read {canary}"
