# SPDX-License-Identifier: EUPL-1.2
"""Lines of the desk in words of the mechanism."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from vejviser.mechanisms import find
from vejviser.site.lists import organisation_in_words, texts

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from vejviser.cases.desk.desk import LastDay, Line

# The path of the texts for each beginning of a deadline's kind.
_PATHS = {"clock": "clocks", "step": "next_steps", "duty": "duties"}


@dataclass(frozen=True)
class Shown:
    """A line of the desk as it is read."""

    case_id: UUID
    reference: str
    stage: str
    step: str
    help: str
    why: tuple[str, ...]
    who: str
    act_by: str
    left: str
    state: str
    last_day: str


def shown(line: Line, today: dt.date) -> Shown:
    """Give a line in words. `state` is overdue, today or empty."""
    path = f"next_steps.{line.step}"
    # An explanation whose numbers stand in the parameters of the law is read in the case, where they are filled in.
    explained = texts().get(f"{path}.help")
    return Shown(
        case_id=line.case_id,
        reference=line.reference,
        stage=stage_in_words(line.stage),
        step=texts().get(f"{path}.label"),
        help="" if "{" in explained else explained,
        why=tuple(f"{rule}: {texts().get(f'rules.{rule}.title')}" for rule in rules_of(line.step)),
        who=texts().get("words.the_person") if line.actor == "person" else organisation_in_words(line.actor, today),
        act_by="" if line.act_by is None else texts().date(line.act_by),
        left=left_in_words(line.left),
        state="" if line.left is None or line.left > 0 else "today" if line.left == 0 else "overdue",
        last_day="" if line.last_day is None else last_day_in_words(line.last_day),
    )


def stage_in_words(stage: str) -> str:
    """Give a stage of the mechanism in words."""
    return texts().get(f"stages.{stage}")


def stages() -> list[tuple[str, str]]:
    """Give every stage of the mechanism, code and words, in its order."""
    return [(stage, stage_in_words(stage)) for stage in texts().find("stages") or {}]


def last_day_in_words(last_day: LastDay) -> str:
    """Write what ends and on which day."""
    beginning, _, name = last_day.kind.partition(":")
    label = texts().get(f"{_PATHS.get(beginning, beginning)}.{name}.label")
    return f"{label}: {texts().date(last_day.day)}"


def left_in_words(left: int | None) -> str:
    """Write how many days are left, or how late it is."""
    if left is None:
        return gettext("No day is set")
    if left == 0:
        return gettext("Due today")
    if left < 0:
        return ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", -left) % {"days": -left}
    return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}


@lru_cache(maxsize=128)
def rules_of(step: str) -> tuple[str, ...]:
    """Give the rules that ask for a step, in the order of the mechanism's tables."""
    rows = [row for table in find().tables.values() for row in table.rows if row.then.get("id") == step and table.name == "next_steps"]
    return tuple(dict.fromkeys(rule for row in rows for rule in row.rules))
