# SPDX-License-Identifier: EUPL-1.2
"""From sealed entries to the case that the rules read: decrypts the law's facts, leaves out what was corrected, keeps who is who."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from vejviser.access.derived import LawFact, law_facts
from vejviser.mechanisms import find
from vejviser.rules.case_file import Case as LawCase
from vejviser.rules.case_file import case_from
from vejviser.site import clock
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from vejviser.rules.mechanism import Mechanism

# An entry that tells who the person is in law: born, citizenships, gender, unaccompanied. The latest one counts.
PERSON = "person"
UNKNOWN_PERSON: dict[str, Any] = {"born": None, "citizenships": [], "gender": "unknown", "unaccompanied": False}
# The reserved name of the time zone's UTC, as the case file writes an instant.
_UTC = dt.UTC


class Recorded(NamedTuple):
    """A law fact in clear: the entry behind it, and what was recorded (`type`, `at` and the fields of the event, or a person)."""

    entry: UUID
    number: int
    section: str
    recorded_at: dt.datetime
    corrects: UUID | None
    facts: dict[str, Any] | None


class History(NamedTuple):
    """A case as the rules read it, and for each place in its list of events the entry that it came from."""

    mechanism: Mechanism
    case: LawCase
    raw: dict[str, Any]
    entries: tuple[Recorded, ...]


def recorded_facts(case_id: UUID) -> list[Recorded]:
    """Decrypt every law fact of a case that exists for who acts, in the order recorded; corrected ones are still among them."""
    return decrypt_facts(case_id, law_facts(case_id))


def decrypt_facts(case_id: UUID, rows: list[LawFact]) -> list[Recorded]:
    """Decrypt law facts of one case, with one read of its keys."""
    sealed = [vault.Sealed(case_id, row.section, "facts", row.id, row.facts) for row in rows if row.facts is not None]
    opened = iter(vault.unseal_many(sealed))
    return [_recorded(row, next(opened) if row.facts is not None else None) for row in rows]


def _recorded(row: LawFact, opened: bytes | None) -> Recorded:
    facts = None if opened is None else msgspec.json.decode(opened)
    return Recorded(row.id, row.number, row.section, row.recorded_at, row.corrects, facts)


def in_effect(recorded: Iterable[Recorded], known_at: dt.datetime | None = None) -> list[Recorded]:
    """Keep what was known at an instant (None: all) and had not been corrected by then."""
    known = [one for one in recorded if known_at is None or one.recorded_at <= known_at]
    corrected = {one.corrects for one in known if one.corrects}
    return [one for one in known if one.entry not in corrected and one.facts is not None]


def history_from(mechanism_name: str, recorded: Iterable[Recorded], known_at: dt.datetime | None = None) -> History:
    """Make the case that the rules read from what was recorded, as known at an instant (None: now)."""
    mechanism = find(mechanism_name)
    effective = in_effect(recorded, known_at)
    person = next((one.facts for one in reversed(effective) if one.facts and one.facts["type"] == PERSON), None)
    events = [one for one in effective if one.facts and one.facts["type"] != PERSON]
    raw = {
        "case": "case",
        "mechanism": mechanism_name,
        "person": UNKNOWN_PERSON if person is None else {key: person[key] for key in UNKNOWN_PERSON},
        "events": [{**(one.facts or {}), "recorded": one.recorded_at.astimezone(_UTC).isoformat()} for one in events],
    }
    return History(mechanism, case_from(raw, mechanism.vocabulary, today=clock.today(), any_mechanism=True), raw, tuple(events))


def history_of(case_id: UUID, mechanism_name: str, known_at: dt.datetime | None = None) -> History:
    """Read the history of a case that exists for who acts."""
    return history_from(mechanism_name, recorded_facts(case_id), known_at)
