# SPDX-License-Identifier: EUPL-1.2
"""From an example of the mechanism to what somebody would have typed; times of day, which the page does not ask for, are left out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from vejviser.mechanisms import find
from vejviser.rules.golden import golden_cases

if TYPE_CHECKING:
    from vejviser.public.trying.questions import LineFile, QuestionsFile
    from vejviser.rules.golden import Golden


@cache
def goldens(mechanism: str) -> dict[str, Golden]:
    """Give the golden cases of a mechanism by their names."""
    return {one.id: one for one in golden_cases(find(mechanism).pack.folder)}


def titles(mechanism: str, questions: QuestionsFile, language: str) -> list[tuple[str, str]]:
    """Give the examples to choose from, each with its title."""
    return [(one.id, goldens(mechanism)[one.id].title(language)) for one in questions.examples]


def example_typed(mechanism: str, questions: QuestionsFile, name: str) -> dict[str, str] | None:
    """Give what a form would have sent for an example; None if there is none of that name."""
    chosen = next((one for one in questions.examples if one.id == name), None)
    if chosen is None:
        return None
    golden, base = goldens(mechanism)[name], find(mechanism)
    profile = golden.profile(base.profile)
    raw = golden.raw(find(f"{mechanism}@{profile}"))
    person = raw["person"]
    found = {"day": chosen.day, "profile": profile, "born": str(person["born"] or ""), "alone": "yes" if person["unaccompanied"] else ""}
    lines = {line.event: line for line in questions.lines}
    counts: dict[str, int] = {}
    for event in raw["events"]:
        kind = event["type"]
        number = counts[kind] = counts.get(kind, -1) + 1
        found |= {f"{kind}-{number}-{field}": value for field, value in _row(lines[kind], event).items()}
    return found


def _row(line: LineFile, event: dict[str, Any]) -> dict[str, str]:
    return {"at": str(event["at"])[:10], **{name: _as_typed(event[name]) for name in line.ask if name in event}}


def _as_typed(value: Any) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)
