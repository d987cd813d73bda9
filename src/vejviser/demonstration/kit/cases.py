# SPDX-License-Identifier: EUPL-1.2
"""The six cases of the test kit: teams of every role that can be assigned, and a mark in every text of every section.

| case | team          | consents | packages | then |
|------|---------------|----------|----------|------|
| 0    | all of side A | yes      | yes      |      |
| 1    | all of side B | no       | no       |      |
| 2    | all of side A | no       | yes      |      |
| 3    | all of side B | yes      | no       | closed |
| 4    | all of side A | no       | yes      | everybody but the coordinator declares a conflict of interest |
| 5    | all of side B | no       | no       | every assignment but the coordinator's has ended |

What is written before the packages were made and what is written after them are two marks of the same kind.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vejviser.access import policy
from vejviser.access.context import acting
from vejviser.access.models import Assignment
from vejviser.access.roles import ASSIGNABLE, Role
from vejviser.access.sections import SECTION_OF_EVENT, SECTIONS_OF_SCOPE, Section
from vejviser.cases import services as cases
from vejviser.cases.models import Case
from vejviser.cases.recording import TEXT_KINDS
from vejviser.demonstration.kit.canaries import Canaries, Canary
from vejviser.mechanisms import find

if TYPE_CHECKING:
    from uuid import UUID

    from vejviser.demonstration.kit.people import Player, Players

_DAY: Final = dt.timedelta(days=1)
_NO_TEXT: Final = (Section.HEADER, Section.ACCESS_REPORT, Section.STATISTICS)
# A role that section A does not know sees no case, whatever it is assigned to (the court, in this version).
_SEEING: Final = sorted(role for role in ASSIGNABLE if policy.cell(role, Section.HEADER) in policy.ANYTHING)
_LONG: Final = dt.timedelta(days=90)


class Plan(NamedTuple):
    """How a case of the kit is made."""

    side: str
    consents: bool
    packages: bool
    then: str = ""


PLANS: Final = (
    Plan("A", consents=True, packages=True),
    Plan("B", consents=False, packages=False),
    Plan("A", consents=False, packages=True),
    Plan("B", consents=True, packages=False, then="closed"),
    Plan("A", consents=False, packages=True, then="conflicts"),
    Plan("B", consents=False, packages=False, then="ended"),
)


class Made(NamedTuple):
    """A case of the kit: what opens it to whom. `packages` and `consents` name organisations with the letters of sections."""

    id: UUID
    reference: str
    plan: Plan
    team: dict[str, str]
    frozen_at: str
    packages: dict[str, str]
    consents: dict[str, str]


class Maker:
    """Makes one case; the days are counted back from the present instant."""

    def __init__(self, players: Players, canaries: Canaries, plan: Plan, now: dt.datetime) -> None:
        """Take the people, the marks and the plan."""
        self._players, self._canaries, self._plan, self._now = players, canaries, plan, now
        self._coordinator = players[Role.CMM_COORDINATOR, plan.side]
        self._case = uuid.UUID(int=0)
        self._reference = ""

    def make(self) -> Made:
        """Open the case, fill it, and give what opens it."""
        with acting(self._coordinator.actor(self._ago(30))) as actor:
            self._case = cases.open_case(actor)
            self._reference = Case.objects.get(pk=self._case).reference
            for role in sorted(ASSIGNABLE - {Role.CMM_COORDINATOR}):
                cases.assign(actor, self._case, user_id=self._player(role).user.pk, role=role)
        self._events()
        self._texts(9)
        frozen = self._packages() if self._plan.packages else {}
        self._texts(2)
        self._own_notes()
        self._withdraw_one()
        self._end()
        team = {self._player(role).user.email: role.value for role in sorted(ASSIGNABLE)}
        return Made(self._case, self._reference, self._plan, team, self._ago(5).isoformat(), frozen, self._consents())

    def _player(self, role: Role) -> Player:
        return self._players[role, self._plan.side]

    def _ago(self, days: float) -> dt.datetime:
        return self._now - days * _DAY

    def _writer(self, section: Section) -> Player | None:
        found = (role for role in Role if role in _SEEING and policy.cell(role, section) in policy.LIVE & policy.WRITES)
        role = next(found, None)
        return None if role is None else self._player(role)

    def _consents(self) -> dict[str, str]:
        if not self._plan.consents:
            return {}
        letters = "".join(sorted({section.value for sections in SECTIONS_OF_SCOPE.values() for section in sections}))
        known = find().register.organisations
        return {one: letters for one in self._recipients(policy.BY_CONSENT | policy.PACKAGE_NEEDS_CONSENT) if one in known}

    def _recipients(self, cells: frozenset[policy.Cell]) -> list[str]:
        wanted = [role for role in ASSIGNABLE if any(policy.cell(role, section) in cells for section in Section)]
        return sorted({self._player(role).user.organisation.register_id for role in wanted})

    def _events(self) -> None:
        """Record one event of each section, and every event field that is free text."""
        born = (self._now - 16 * 365 * _DAY).date().isoformat()
        said: list[tuple[float, dict[str, Any]]] = [
            (28, {"type": "person", "born": born, "citizenships": ["VN"], "gender": "female", "unaccompanied": True}),
            (28, {"type": "encounter", "by": "police"}),
            (28, {"type": "stay", "legal": False, "basis": "none"}),
            (27, {"type": "representative", "by": "municipality", "name": ""}),
            (27, {"type": "referral", "by": "police", "to": "cmm", "consent": "override", "basis": "child"}),
            (24, {"type": "interview", "by": "cmm", "representative_present": True, "interpreter": "vi"}),
            (20, {"type": "identification", "by": "dis", "outcome": "identified", "reason": ""}),
            (19, {"type": "reflection_period", "by": "dis"}),
            (18, {"type": "offer", "what": "psychological", "answer": "accepted"}),
            (17, {"type": "proceedings", "status": "opened"}),
            (15, {"type": "return_wish", "value": True}),
            (14, {"type": "best_interest_assessment", "outcome": "positive"}),
            (13, {"type": "asylum_application"}),
            *((12, {"type": "consent", "recipient": one, "scope": [*SECTIONS_OF_SCOPE], "value": True}) for one in self._consents()),
        ]
        for days, facts in said:
            self._event(days, facts)

    def _event(self, days: float, facts: dict[str, Any]) -> None:
        kind = str(facts["type"])
        section = Section.IDENTITY if kind == "person" else SECTION_OF_EVENT[kind]
        writer = self._writer(section)
        if writer is None:
            return
        filled = {key: self._canaries.new() if value == "" else value for key, value in facts.items()}
        if kind != "person":
            filled["at"] = self._ago(days).date().isoformat()
        note, at = self._canaries.new(), self._ago(days - 1)
        with acting(writer.actor(at)) as actor:
            entry = cases.record(actor, self._case, filled, note=note, sending=uuid.uuid4()).entry
        for field, text in (("note", note), *((key, filled[key]) for key, value in facts.items() if value == "")):
            self._keep(text, f"event:{kind}", field, section, entry, writer, at)

    def _texts(self, days: float) -> None:
        """Write every kind of text in every section where it belongs, with a mark in each of its fields."""
        for kind, (fields, home) in TEXT_KINDS.items():
            for section in [home] if home else [one for one in Section if one not in _NO_TEXT]:
                writer = self._writer(section)
                if writer is not None:
                    self._text(writer, section, kind, fields, self._ago(days))

    def _own_notes(self) -> None:
        """Let everybody who only submits into a section write there, once: they read that, and nothing else of it."""
        for role in _SEEING:
            for section in Section:
                if policy.cell(role, section) in policy.OWN and section not in _NO_TEXT:
                    self._text(self._player(role), section, "note", ("text",), self._ago(1.5))

    def _text(self, writer: Player, section: Section, kind: str, fields: tuple[str, ...], at: dt.datetime) -> UUID:
        said = {field: self._canaries.new() for field in fields}
        with acting(writer.actor(at)) as actor:
            entry = cases.add_text(actor, self._case, section=section, kind=kind, fields=said, sending=uuid.uuid4()).entry
        for field, text in said.items():
            self._keep(text, kind, field, section, entry, writer, at)
        return entry

    def _withdraw_one(self) -> None:
        writer, section = self._player(Role.CMM_COORDINATOR), Section.SUPPORT
        entry, at = self._text(writer, section, "note", ("text",), self._ago(1.4)), self._ago(1.3)
        reason = self._canaries.new()
        with acting(writer.actor(at)) as actor:
            withdrawn = cases.withdraw(actor, self._case, entry, reason=reason, sending=uuid.uuid4()).entry
        self._keep(reason, "withdrawal", "reason", section, withdrawn, writer, at)

    def _packages(self) -> dict[str, str]:
        """Hand over, as known five days ago, every section that the coordinator reads and somebody receives."""
        handed: dict[str, str] = {}
        at = self._ago(5)
        lead = Role.CMM_COORDINATOR
        for role in sorted(ASSIGNABLE):
            wanted = [
                section
                for section in Section
                if policy.cell(role, section) in policy.BY_PACKAGE and policy.cell(lead, section) in policy.LIVE
            ]
            organisation = self._player(role).user.organisation.register_id
            new = [section for section in wanted if section.value not in handed.get(organisation, "")]
            if new:
                with acting(self._coordinator.actor(at)) as actor:
                    ends = self._now + _LONG
                    cases.hand_over(
                        actor,
                        self._case,
                        organisation=organisation,
                        sections=new,
                        basis="identification",
                        ends=ends,
                        sending=uuid.uuid4(),
                    )
                handed[organisation] = "".join(sorted({*handed.get(organisation, ""), *(one.value for one in new)}))
        return handed

    def _end(self) -> None:
        if self._plan.then == "closed":
            self._event(1, {"type": "closure", "reason": ""})
        for role in (one for one in _SEEING if one != Role.CMM_COORDINATOR):
            if self._plan.then == "conflicts":
                with acting(self._player(role).actor(self._ago(0.5))) as actor:
                    cases.declare_conflict(actor, self._case)
            if self._plan.then == "ended":
                with acting(self._coordinator.actor(self._ago(0.5))) as actor:
                    assignment = Assignment.objects.get(case=self._case, user=self._player(role).user, role=role)
                    cases.end_assignment(actor, self._case, assignment.pk)

    def _keep(self, text: str, kind: str, field: str, section: Section, entry: UUID, writer: Player, at: dt.datetime) -> None:  # noqa: PLR0913, PLR0917  a mark has a place
        self._canaries.keep(
            Canary(
                text,
                kind,
                field,
                section=section.value,
                case=str(self._case),
                entry=str(entry),
                author=writer.user.email,
                recorded_at=at.isoformat(),
                is_code=kind == "place_code",
            )
        )
