# SPDX-License-Identifier: EUPL-1.2
"""The access matrix is one table, rendered three times: object check, queryset and row security see the same in every world."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests.access.worlds import NOW, OWNER, TODAY, World, make_world
from vejviser.access.context import acting
from vejviser.access.querysets import readable_entries, visible_cases, visible_derived
from vejviser.access.reach import NOWHERE, may_read, reach
from vejviser.access.sections import Section
from vejviser.access.selectors import facts_of
from vejviser.accounts.models import User
from vejviser.accounts.selectors import actor_of
from vejviser.cases.models import Case, Deadline, DeskLine, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.db.backends.postgresql.base import DatabaseWrapper

    from vejviser.access.actor import Actor
    from vejviser.access.reach import Reach

pytestmark = pytest.mark.usefixtures("owner_connection")
SEEDS = range(30)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Set the clock of the test kit to the instant that the worlds are made around."""
    path = Path(settings.HOME) / "clock"
    path.write_text(NOW.isoformat(), encoding="ascii")
    yield
    path.unlink()


def _actors(world: World) -> list[Actor]:
    users = User.objects.filter(pk__in=world.users).select_related("organisation")
    return [actor_of(user) if user.is_active else replace(actor_of(user), roles=frozenset()) for user in users]


def _reaches(actor: Actor, case: UUID) -> dict[Section, Reach]:
    return reach(facts_of(actor, case))


def _entries_by_check(actor: Actor, world: World) -> set[UUID]:
    found = set()
    with acting(actor):
        reaches = {case: _reaches(actor, case) for case in world.cases}
    for entry in Entry.unguarded.using(OWNER).filter(case__in=world.cases):
        one = reaches[entry.case_id].get(Section(entry.section), NOWHERE)
        if may_read(one, author=entry.author_id == actor.user_id, is_code=entry.is_code, recorded_at=entry.recorded_at):
            found.add(entry.pk)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_object_check_queryset_and_row_security_show_the_same(seed: int, owner_connection: DatabaseWrapper) -> None:
    world = make_world(seed)
    seen = 0
    for actor in _actors(world):
        checked = _entries_by_check(actor, world)
        queried = set(readable_entries(actor, Entry.unguarded.using(OWNER).filter(case__in=world.cases)).values_list("pk", flat=True))
        with acting(actor):
            secured = set(Entry.objects.filter(case__in=world.cases).values_list("pk", flat=True))
        assert checked == queried == secured
        seen += len(checked)
    assert owner_connection is not None
    _compare_cases_and_derived(world)


def _compare_cases_and_derived(world: World) -> None:
    for actor in _actors(world):
        with acting(actor):
            reaches = {case: _reaches(actor, case) for case in world.cases}
            secured = set(Case.objects.filter(pk__in=world.cases).values_list("pk", flat=True))
            assert {case for case in world.cases if reaches[case]} == secured
            for model in (Deadline, DeskLine):
                rows = set(model.objects.filter(case__in=world.cases).values_list("pk", flat=True))
                every = model.unguarded.using(OWNER).filter(case__in=world.cases)
                checked = {row.pk for row in every if reaches[row.case_id].get(Section(row.section), NOWHERE).derived}
                assert checked == rows
                assert checked == set(visible_derived(actor, every, TODAY).values_list("pk", flat=True))
        queried = set(visible_cases(actor, Case.unguarded.using(OWNER).filter(pk__in=world.cases)).values_list("pk", flat=True))
        assert queried == {case for case in world.cases if reaches[case]}


def test_the_worlds_are_rich_enough_to_find_a_difference() -> None:
    counts = [len(_entries_by_check(actor, world)) for world in map(make_world, range(200, 215)) for actor in _actors(world)]
    assert sum(count > 0 for count in counts) > len(counts) / 5
    assert 0 in counts
