# SPDX-License-Identifier: EUPL-1.2
"""Fills an installation with as many generated cases as asked for, past the services but into the same rows and keys.

Histories are drawn from a few thousand generated ones; every case has its own ids, keys and sealed entries, and the derived rows that the
service itself would have written. Connects as the superuser of the embedded database, so that triggers and foreign keys cost nothing.
"""

from __future__ import annotations

import datetime as dt
import json
import time
import uuid
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec
import psycopg

from vejviser.access.roles import Role
from vejviser.access.sections import SECTION_OF_EVENT
from vejviser.cases.derivation import Derived, derive
from vejviser.cases.history import PERSON, Recorded, history_from
from vejviser.cases.services import new_reference
from vejviser.example_cases import generate
from vejviser.site.postgres import Cluster
from vejviser.vault import services as vault
from vejviser.vault.vault import Clear

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BATCH = 2_000
TEAM = (
    (Role.CMM_COORDINATOR, "cmm"),
    (Role.CMM_INTERVIEWER, "cmm"),
    (Role.DIS_CASEWORKER, "dis"),
    (Role.POLICE_INVESTIGATOR, "police"),
    (Role.NGO_SOCIAL_WORKER, "hopenow"),
    (Role.SHELTER_STAFF, "reden_international"),
)
COLUMNS = {
    "accounts_user": "id password last_login email name organisation_id language is_active invented invited_at retired_at",
    "accounts_roleheld": "id user_id role starts ends given_by_id",
    "cases_case": "id reference mechanism opened_at changed_at version stage closed_at",
    "cases_entry": "id case_id section number recorded_at author_id organisation is_event is_code facts note corrects_id"
    " sending sent_digest",
    "cases_deadline": "id case_id section kind day shown_from shown_until",
    "cases_deskline": "id case_id section step actor act_by since shown_from shown_until",
    "cases_stageturn": "id case_id day stage",
    "access_assignment": "id case_id user_id role starts ends given_by_id",
    "access_consentgrant": "id case_id organisation section starts ends",
}


class Story(NamedTuple):
    """A generated history: its facts with the section of each, and what follows from it."""

    facts: tuple[tuple[str, bytes], ...]
    derived: Derived


def stories(count: int, now: dt.datetime, seed: int = 7) -> list[Story]:
    """Generate histories of the last two years and derive what follows from each at an instant."""
    found = []
    start, end = now.date() - dt.timedelta(days=730), now.date() - dt.timedelta(days=1)
    for raw in generate(count, random_state=seed, start=start, end=end):
        case: dict[str, Any] = json.loads(msgspec.json.encode(raw))
        facts = [("B", {"type": PERSON, **case["person"]})]
        for event in case["events"]:
            event.pop("note", None)
            facts.append((SECTION_OF_EVENT[event["type"]].value, event))
        recorded = [Recorded(uuid.uuid4(), place, section, now, None, fact) for place, (section, fact) in enumerate(facts, start=1)]
        derived = derive(history_from("denmark", recorded), now)
        found.append(Story(tuple((section, msgspec.json.encode(fact)) for section, fact in facts), derived))
    return found


class Loader:
    """Writes users and cases by COPY, a batch at a time."""

    def __init__(self, home: Path, now: dt.datetime) -> None:
        self.now, self.chance = now, Random(11)  # noqa: S311  invented cases, no secrets
        self.connection = psycopg.connect(**Cluster(home).connection("vejviser_superuser"))
        self.connection.execute("SET session_replication_role = replica")
        self.people: dict[Role, list[UUID]] = {}
        self.references: set[str] = set()

    def users(self, count: int) -> None:
        """Write users who hold the roles of a team, evenly."""
        found = self.connection.execute("SELECT register_id, id FROM directory_organisation WHERE unit = ''").fetchall()
        organisations = dict(found)
        rows: dict[str, list[tuple[Any, ...]]] = {"accounts_user": [], "accounts_roleheld": []}
        for number in range(count):
            role, organisation = TEAM[number % len(TEAM)]
            user = uuid.uuid4()
            self.people.setdefault(role, []).append(user)
            mail = f"user{number}@{organisation.replace('_', '-')}.example"
            rows["accounts_user"].append(
                (user, "!", None, mail, f"User {number}", organisations[organisation], "da", True, True, self.now, None)
            )
            rows["accounts_roleheld"].append((uuid.uuid4(), user, role.value, self.now - dt.timedelta(days=800), None, None))
        self._copy(rows)

    def cases(self, count: int, drawn: list[Story], progress: Any = print) -> None:
        """Write cases in batches, each with its keys."""
        began, done = time.perf_counter(), 0
        while done < count:
            size = min(BATCH, count - done)
            self._batch(size, drawn)
            done += size
            if done % (BATCH * 25) == 0 or done == count:
                progress(f"  {done:,} of {count:,} cases, {done / (time.perf_counter() - began):,.0f} a second")

    def finish(self) -> None:
        """Let the database count what it holds now."""
        self.connection.commit()
        self.connection.autocommit = True
        self.connection.execute("VACUUM (ANALYZE)")
        self.connection.close()

    def _batch(self, size: int, drawn: list[Story]) -> None:
        chosen = [(uuid.uuid4(), self.chance.choice(drawn)) for _ in range(size)]
        vault.prepare_many((case, section) for case, story in chosen for section in {section for section, _ in story.facts})
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS if table.startswith(("cases_", "access_"))}
        for case, story in chosen:
            self._rows_of(case, story, rows)
        self._copy(rows)

    def _rows_of(self, case: UUID, story: Story, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        now, team = self.now, {role: self.chance.choice(self.people[role]) for role, _ in TEAM}
        ended = now if story.derived.stage == "ended" else None
        rows["cases_case"].append((case, self._reference(), "denmark", now, now, len(story.facts), story.derived.stage, ended))
        began = now - dt.timedelta(days=700)
        rows["access_assignment"] += [(uuid.uuid4(), case, user, role.value, began, ended, None) for role, user in team.items()]
        ids = [uuid.uuid4() for _ in story.facts]
        sealed = vault.seal_many(
            [Clear(case, section, "facts", one, facts) for one, (section, facts) in zip(ids, story.facts, strict=True)]
        )
        author = team[Role.CMM_COORDINATOR]
        for number, (one, envelope, (section, _)) in enumerate(zip(ids, sealed, story.facts, strict=True), start=1):
            rows["cases_entry"].append(
                (one, case, section, number, now, author, "cmm", True, False, envelope, None, None, uuid.uuid4(), b"\0" * 32)
            )
        derived = story.derived.rows
        for line in derived.deadlines:
            rows["cases_deadline"].append(
                (uuid.uuid4(), case, *(line[key] for key in ("section", "kind", "day", "shown_from", "shown_until")))
            )
        for line in derived.lines:
            first = [line[key] for key in ("section", "step", "actor", "act_by")]
            rows["cases_deskline"].append((uuid.uuid4(), case, *first, now, line["shown_from"], line["shown_until"]))
        rows["cases_stageturn"] += [(uuid.uuid4(), case, turn["day"], turn["stage"]) for turn in derived.turns]
        for grant in derived.grants:
            rows["access_consentgrant"].append((uuid.uuid4(), case, *(grant[key] for key in ("organisation", "section", "starts", "ends"))))

    def _reference(self) -> str:
        """Give a reference that no case of this load has; among a million, a few would be alike."""
        reference = new_reference()
        while reference in self.references:
            reference = new_reference()
        self.references.add(reference)
        return reference

    def _copy(self, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        with self.connection.cursor() as cursor:
            for table, lines in rows.items():
                columns = ", ".join(COLUMNS[table].split())
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN".encode()) as copy:
                    for line in _plain(lines):
                        copy.write_row(line)
        self.connection.commit()


def _plain(lines: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    for line in lines:
        yield tuple(value.value if isinstance(value, StrEnum) else value for value in line)
