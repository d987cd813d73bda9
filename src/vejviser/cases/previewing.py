# SPDX-License-Identifier: EUPL-1.2
"""What an event would change before it is recorded: what the rules refuse, what they warn of, and every conclusion that moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from vejviser.access.sections import Section
from vejviser.bulk.differences import Compared, differences
from vejviser.cases import shown
from vejviser.cases.history import PERSON, History, Recorded, history_from
from vejviser.rules.assess import assess
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from vejviser.access.reach import Reach
    from vejviser.bulk.impact_answers import Change
    from vejviser.rules.answers import Assessment, Violation
    from vejviser.rules.mechanism import Mechanism

# The id that the proposed entry has until it is recorded.
PROPOSED: Final = UUID(int=0)
_ITEMS: Final = {
    "clock": shown.CLOCKS,
    "entitlement": shown.ENTITLEMENTS,
    "duty": shown.DUTIES,
    "not allowed": shown.NOT_ALLOWED,
    "next step": shown.NEXT_STEPS,
    "flag": shown.FLAGS,
}
_SINGLE: Final = {
    **dict.fromkeys(("stage", "status", "child"), Section.HEADER),
    **dict.fromkeys(("outcome", "conflict", "authority"), Section.DECISION),
}


class Preview(NamedTuple):
    """What a proposed entry would do.

    `refused`: the rules do not allow it, with the right door in each message. `warnings`: it counts and is reported. `changes`: what
    moves, of the sections that the actor may see; `hidden`: whether something moves that the actor may not see.
    """

    refused: tuple[Violation, ...]
    warnings: tuple[Violation, ...]
    changes: tuple[Change, ...]
    hidden: bool
    after: History


def check_event(mechanism: Mechanism, facts: dict[str, Any], now: dt.datetime) -> None:
    """Check one event (without `note` and `recorded`) against the vocabulary.

    Raises:
        RefusedError: with one problem for everything that is wrong; nothing that lies in the future has happened.

    """
    problems: list[Problem] = []
    event = mechanism.vocabulary.event(facts, 0, problems)
    if event is not None and event.at.instant > mechanism.zone.from_datetime(now).instant:
        problems.append(Problem("$.events[0].at", "lies in the future; allowed is a day or moment that has come"))
    if problems:
        raise RefusedError([Problem(one.where.replace("$.events[0]", "$"), one.what) for one in problems])


def preview(  # noqa: PLR0913  an entry is proposed by somebody who sees a part, at an instant, perhaps instead of another
    mechanism_name: str,
    recorded: list[Recorded],
    facts: dict[str, Any] | None,
    *,
    now: dt.datetime,
    reaches: Mapping[Section, Reach],
    corrects: UUID | None = None,
    language: str = "en",
) -> Preview:
    """Compare what follows with and without a proposed entry. `facts` None: the corrected entry is only withdrawn."""
    before = history_from(mechanism_name, recorded)
    number = max((one.number for one in recorded), default=0) + 1
    proposed = Recorded(PROPOSED, number, "", now, corrects, facts)
    after = history_from(mechanism_name, [*recorded, proposed])
    old, new = (_assess(history, now, language) for history in (before, after))
    own = _own_violations(after, new)
    counting = _counting(after.mechanism)
    changes = differences(old, new, Compared())
    visible = tuple(change for change in changes if may_see_change(change, reaches))
    return Preview(
        refused=tuple(one for one in own if one.id not in counting),
        warnings=tuple(one for one in own if one.id in counting),
        changes=visible,
        hidden=len(visible) < len([change for change in changes if change.subject != "violation"]),
        after=after,
    )


def _assess(history: History, now: dt.datetime, language: str) -> Assessment:
    return assess(history.mechanism, history.case, history.mechanism.zone.from_datetime(now), language=language)


def _own_violations(history: History, assessment: Assessment) -> list[Violation]:
    places = {place for place, one in enumerate(history.entries) if one.entry == PROPOSED}
    return [violation for violation in assessment.violations if violation.event in places]


def _counting(mechanism: Mechanism) -> frozenset[str]:
    """Give the ids of the violations that are reported and count all the same (contract 17.7)."""
    rows = (row for table in mechanism.pack.tables if table.gives == "violations" for row in table.rule)
    return frozenset(str(row.then["id"]) for row in rows if row.then.get("counts"))


def may_see_change(change: Change, reaches: Mapping[Section, Reach]) -> bool:
    """Whether an actor with these reaches may see a change of a conclusion: if and only if its section shows what follows."""
    home = _SINGLE.get(change.subject) or _ITEMS.get(change.subject, {}).get(change.id)
    return home is not None and home in reaches and reaches[home].derived


def is_person(facts: dict[str, Any]) -> bool:
    """Whether the facts tell who the person is in law, and are no event."""
    return facts.get("type") == PERSON


def problems_of(refused: Iterable[Violation]) -> list[Problem]:
    """Give the refusals of the rules as problems of the event as a whole."""
    return [Problem("$", f"{one.message} [{', '.join(one.rules)}]") for one in refused]
