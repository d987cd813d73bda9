# SPDX-License-Identifier: EUPL-1.2
"""Two installations that differ only in what is hidden from somebody answer that person the same, byte for byte."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from django.conf import settings

from tests.attack.world import fill
from vejviser.access.context import acting
from vejviser.access.policy import Cell, cell
from vejviser.access.roles import INTAKE, Role
from vejviser.access.sections import Section
from vejviser.cases import services as cases
from vejviser.demonstration.kit.canaries import Canaries
from vejviser.referrals import services as referrals
from vejviser.referrals.models import Contact
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.attack.world import Answer, World

SEED_OF_HIDDEN = 4_711
# The print, the picture and the tables to take along are made of the same view models.
ONES_OWN = tuple(f"/cases/{{case_id}}/{page}" for page in ("", "what-if/", "team/", "opened/"))
# Pages of people and organisations are the same for everybody who may see them; here are those that are made of cases.
OF_WORK = ("/desk/", "/cases/", "/inbox/", "/inbox/sent/", "/contacts/", "/notices/", "/notices/undelivered/")
EXPORTS = ("/desk/export/", "/cases/export/", "/inbox/export/", "/contacts/export/")
ASKED = ("?page=2", "?sort=-opened", "?due=past", "?due=60&stage=identified")
REFERRAL = {
    "danger": "no",
    "age": "no",
    "presence": "alone",
    "consent": "yes",
    "safe_contact": "phone",
    "safe_how": "text",
    "needs": ["talk"],
    "language": "vie",
    "held": "held",
    "signs": ["debt"],
}


# Sections that are closed to some of a team and that somebody of it writes in.
WALLED = (Section.HEALTH, Section.COUNSEL, Section.LOCATION)


def _closed(role: Role) -> bool:
    return all(cell(role, section) in (Cell.NONE, Cell.STATUS) for section in WALLED)


BEHIND_WALLS = sorted(role for role in Role if _closed(role))

ROW_MOMENT = re.compile(rb"<time[^>]*>[^<]*</time>(?: to <time[^>]*>[^<]*</time>)?")


class Worlds(NamedTuple):
    """What each role was told, in each world."""

    told: dict[str, dict[Role, dict[str, Answer]]]


@pytest.fixture(scope="module")
def worlds(world: World) -> Iterator[Worlds]:
    """Ask everything as everybody, of the kit as it is, with other people's work in it, and with work behind the walls."""
    now, told = clock.now(), {}
    stopped = Path(settings.HOME) / "clock"
    stopped.write_text(now.isoformat())
    try:
        for name, changes, roles in WORLDS:
            world.again()
            for change in changes:
                change(world)
            told[name] = {role: dict(_transcript(world, role)) for role in roles}
        yield Worlds(told)
    finally:
        stopped.unlink()


def _work_of_others(world: World) -> None:
    """Let side B open a case, fill it, and go on with its others: nobody of side A is on any of these teams."""
    canaries, coordinator = Canaries(SEED_OF_HIDDEN), world.player(Role.CMM_COORDINATOR, "B")
    with acting(coordinator.actor(clock.now())) as actor:
        opened = cases.open_case(actor)
        cases.assign(actor, opened, user_id=world.player(Role.SHELTER_STAFF, "B").user.pk, role=Role.SHELTER_STAFF)
        person = {"type": "person", "born": "2011-02-03", "citizenships": ["VN"], "gender": "female", "unaccompanied": True}
        cases.record(actor, opened, person, sending=uuid.uuid4())
        for case in (opened, world.kit.cases[1].id, world.kit.cases[5].id):
            event = {"type": "encounter", "at": clock.today().isoformat(), "by": "police"}
            cases.record(actor, case, event, note=canaries.new(), sending=uuid.uuid4())
            cases.add_text(actor, case, section=Section.SUPPORT, kind="note", fields={"text": canaries.new()}, sending=uuid.uuid4())
    with acting(world.player(Role.CMM_HOTLINE, "B").actor(clock.now())) as actor:
        texts = {field: canaries.new() for field in ("who", "about", "advice")}
        referrals.write_down(actor, kind=Contact.Kind.CITIZEN, texts=texts, sending=uuid.uuid4())


def _refer(world: World) -> None:
    """Let side B refer two more people: the intake alone is told of it."""
    canaries = Canaries(SEED_OF_HIDDEN + 1)
    for role in (Role.POLICE_FIRST_RESPONDER, Role.HOPENOW_WORKER):
        typed = {field: canaries.new() for field in ("name", "safe_phone", "safe_other", "held_until", "note", "you_phone", "you_stand_in")}
        with acting(world.player(role, "B").actor(clock.now())) as actor:
            referrals.send(actor, {**REFERRAL, **typed}, sending=uuid.uuid4())


def _work_behind_walls(world: World) -> None:
    """Let those of side A for whom sections are open write there, in a case that they share with those for whom they are closed."""
    canaries, case = Canaries(SEED_OF_HIDDEN + 2), world.kit.cases[0]
    for section in WALLED:
        writer = next(role for role in Role if cell(role, section) == Cell.WRITE)
        kind, field = ("place_code", "code") if section == Section.LOCATION else ("note", "text")
        with acting(world.player(writer).actor(clock.now())) as actor:
            cases.add_text(actor, case.id, section=section, kind=kind, fields={field: canaries.new()}, sending=uuid.uuid4())


# What is different in each world, and who is asked in it: the intake is told of referrals, and everybody of the sections that are open.
WORLDS = (
    ("seeded", (), sorted(Role)),
    ("others", (_work_of_others,), sorted(INTAKE)),
    ("others, and referrals", (_work_of_others, _refer), sorted(set(Role) - INTAKE | {Role.CMM_DUTY_OFFICER})),
    ("behind walls", (_work_behind_walls,), BEHIND_WALLS),
)


def _transcript(world: World, role: Role) -> Iterator[tuple[str, Answer]]:
    """Ask everything that is made of cases: lists, filters, next pages, exports, searches, one's own cases, and what is refused."""
    player = world.player(role)
    own = [case for case in world.kit.cases if player.user.email in case.team]
    ids = world.ids_of_case(own[0]) if own else world.ids_of_case(None)
    asked = [*OF_WORK, *EXPORTS, *(f"/cases/{one}" for one in ASKED), *(f"/inbox/{one}" for one in ASKED[:2])]
    for path in (*asked, *(fill(page, ids) for page in ONES_OWN)):
        answer = world.ask(player, path)
        yield f"GET {path}", _sorted(answer) if path.endswith("/opened/") else answer
    for typed in (world.kit.cases[1].reference, world.kit.cases[0].reference[:3]):
        for path in ("/cases/", "/cases/references/"):
            yield f"POST {path} {typed}", world.ask(player, path, "POST", {"reference": typed})


def _sorted(answer: Answer) -> Answer:
    """Give the page of who opened a file without its moments: they are of the clock of the database, and name this reading too."""
    rows = ROW_MOMENT.sub(b"*", answer.body).split(b"<tr>")
    return answer._replace(headers=re.sub("Content-Length: .*", "", answer.headers), body=b"<tr>".join(sorted(rows)))


def _differing(worlds: Worlds, name: str, role: Role) -> list[str]:
    before, after = (worlds.told[which][role] for which in ("seeded", name))
    assert set(before) == set(after)
    assert len(before) > 20
    return [asked for asked in before if before[asked] != after[asked]]


@pytest.mark.parametrize("role", sorted(Role))
def test_work_of_others_changes_no_byte_of_what_one_is_told(worlds: Worlds, role: Role) -> None:
    """More cases, entries, deadlines, assignments, contacts and referrals of others: lists, counts, searches, exports and errors stay."""
    assert not _differing(worlds, "others" if role in INTAKE else "others, and referrals", role)


@pytest.mark.parametrize("role", BEHIND_WALLS)
def test_what_is_written_behind_a_wall_is_not_told_in_front_of_it(worlds: Worlds, role: Role) -> None:
    """Of a case that one is on the team of, pages, desk and lists say nothing of sections that are closed, not even when.

    But who reads the report of who opened a file reads there that somebody wrote.
    """
    differing = _differing(worlds, "behind walls", role)
    reads_report = cell(role, Section.ACCESS_REPORT) == Cell.READ
    assert not [asked for asked in differing if not (reads_report and asked.endswith("/opened/"))]


def test_what_is_not_hidden_is_seen_in_a_transcript(worlds: Worlds) -> None:
    """The comparison can fail: the intake is told of new referrals."""
    assert "GET /inbox/" in _differing(worlds, "others, and referrals", Role.CMM_DUTY_OFFICER)
