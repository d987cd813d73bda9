# SPDX-License-Identifier: EUPL-1.2
"""Invented but believable case histories for tests, demonstrations and measurements; nobody in them exists."""

from __future__ import annotations

from vejviser.example_cases.case_shapes import CaseFile, Event, Person
from vejviser.example_cases.journey import generate, stream
from vejviser.example_cases.lines import write_ndjson
from vejviser.example_cases.moments import as_ofs

__all__ = ["CaseFile", "Event", "Person", "as_ofs", "generate", "stream", "write_ndjson"]
