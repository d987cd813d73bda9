# SPDX-License-Identifier: EUPL-1.2
"""The shape of a case file as it stands in JSON."""

from __future__ import annotations

from typing import TypeAlias, TypedDict

Event: TypeAlias = dict[str, object]


class Person(TypedDict):
    """Who the case is about, without a name: `born` is a date as text, or null."""

    born: str | None
    citizenships: list[str]
    gender: str
    unaccompanied: bool


class CaseFile(TypedDict):
    """One case file of the contract, ready for `json.dumps`."""

    case: str
    mechanism: str
    person: Person
    events: list[Event]
