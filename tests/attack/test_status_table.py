# SPDX-License-Identifier: EUPL-1.2
"""Every address, on the team of a case and not any more: who is not named in the table meets the absent page, byte for byte.

Those of the other side are tried at every address of a case in test_hidden_and_walled.py.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.attack.table import EVERYBODY, LEADS, NOBODY, PUBLIC, TABLE, Roles
from tests.attack.world import ABSENT, fill, routes
from vejviser.access.roles import Role

if TYPE_CHECKING:
    from tests.attack.world import Answer, World
    from vejviser.demonstration.openapi import Route


class Situation(NamedTuple):
    """Which case of the kit is asked for, by which side, and who of those in the table still gets an answer."""

    name: str
    case: int
    side: str
    left: Roles


ON_TEAM = Situation("on the team", 0, "A", EVERYBODY)
LATER = (Situation("after a declared conflict", 4, "A", LEADS), Situation("after the assignment", 5, "B", LEADS))
# An ended assignment cannot be ended once more.
ONLY_ONCE = {("/cases/{case_id}/team/{assignment_id}/end/", "after the assignment")}
# Links out of a mail: what they say when they do not work is said to everybody.
WITH_PAGE = {"/accounts/invitation/{token}/", "/accounts/password/new/{uidb36}-{key}/"}
# Everybody is refused at every address of a case that is over for them; of those who are answered, so many at each address.
ANSWERED = 3
# The page of the case tells for every single role whether the case is over for it; the other addresses for so many, by turns.
EACH_ROLE = "/cases/{case_id}/"
BY_TURNS = 6
ABOUT_A_CASE = sorted(path for path in TABLE if "{case_id}" in path)


def test_every_address_has_a_row_and_no_row_is_left_over() -> None:
    """The table and the URL map name the same addresses; a public page has none, but must stand where public pages do."""
    public = {path for path, route in routes().items() if getattr(route.view, "is_public", False)}
    assert set(TABLE) == set(routes()) - public
    assert {path.removeprefix("/{language}").split("/")[1] for path in public} <= PUBLIC


@pytest.mark.parametrize("path", sorted(TABLE))
def test_only_those_in_the_table_get_an_answer(world: World, path: str) -> None:
    """Everybody else gets what is given for an id that nothing has; nobody makes the program fail."""
    wrong: list[str] = []
    for method in routes()[path].methods:
        named = _named(path, method)
        for role in (Role(one) for one in sorted({*_some(named, path, ANSWERED), *(EVERYBODY - named)})):
            wrong += _faults(world, routes()[path], ON_TEAM, role, method)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("situation", LATER, ids=lambda one: one.name)
@pytest.mark.parametrize("path", ABOUT_A_CASE)
def test_a_case_that_is_over_for_somebody_is_absent(world: World, path: str, situation: Situation) -> None:
    """From the next request on, at every address; only who still leads the case is answered."""
    wrong: list[str] = []
    for method in routes()[path].methods:
        roles = EVERYBODY if path == EACH_ROLE else _some(EVERYBODY - LEADS, path, BY_TURNS) | LEADS
        for role in sorted(roles):
            wrong += _faults(world, routes()[path], situation, role, method)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", sorted(path for path in TABLE if "{" in path))
def test_somebody_who_is_not_signed_in_learns_nothing_from_an_id(world: World, path: str) -> None:
    """An address with an id that exists and one with an id that does not answer the same: the way to the sign-in, or absent."""
    for method in routes()[path].methods:
        known, unknown = _ids(world, ON_TEAM, path), {"kind": _ids(world, ON_TEAM, path)["kind"], "uidb36": ABSENT.hex}
        there, nowhere = (world.ask(None, fill(path, ids), method) for ids in (known, unknown))
        shown = there.body.replace(known["uidb36"].encode(), ABSENT.hex.encode())
        assert (there.status, there.headers, shown) == nowhere
        assert there.status in (302, 404) or path in WITH_PAGE


def _named(path: str, method: str) -> Roles:
    row = TABLE[path]
    return row.get if method == "GET" or row.post is None else row.post


def _some(roles: Roles, path: str, number: int) -> Roles:
    """Give so many of the roles, others at each address, the same ones in each run."""
    ordered, first = sorted(roles), zlib.crc32(path.encode())
    return frozenset(ordered[(first + 7 * turn) % len(ordered)] for turn in range(number)) if ordered else NOBODY


def _ids(world: World, situation: Situation, path: str) -> dict[str, str]:
    kind = "offer" if "/record/" in path else "note"
    return {**world.other_ids(), **world.ids_of_case(world.kit.cases[situation.case]), "kind": kind}


def _faults(world: World, route: Route, situation: Situation, role: Role, method: str) -> list[str]:
    named = NOBODY if (route.path, situation.name) in ONLY_ONCE else _named(route.path, method) & situation.left
    player = world.player(role, situation.side)
    answer = world.ask(player, fill(route.path, _ids(world, situation, route.path)), method)
    where = f"{method} {route.path} as {role}, {situation.name}"
    if answer.status >= 500:
        return [f"{where}: {answer.status}"]
    if (answer.status != 404) != (role in named):
        return [f"{where}: {answer.status}, and the table {'names' if role in named else 'does not name'} the role"]
    if answer.status == 404 and route.path not in WITH_PAGE and answer != _absent(world, role, situation.side):
        return [f"{where}: differs from what is absent"]
    return []


def _absent(world: World, role: Role, side: str) -> Answer:
    """Give what this person gets for a case that nobody has; asked once."""
    return world.once(world.player(role, side), fill(EACH_ROLE, {"case_id": str(ABSENT)}))
