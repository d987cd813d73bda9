# SPDX-License-Identifier: EUPL-1.2
"""Tells one invented history into a case: opened by its coordinator, then recorded event by event by whoever may write that section."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from vejviser.access.context import acting
from vejviser.access.refusals import NotAllowed
from vejviser.access.roles import Role
from vejviser.access.sections import SECTION_OF_EVENT, Section
from vejviser.cases import services as cases
from vejviser.cases.models import Case
from vejviser.demonstration import wording
from vejviser.demonstration.company import people_of
from vejviser.demonstration.invented_names import identity
from vejviser.mechanisms import find
from vejviser.rules.problems import RefusedError
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from random import Random
    from uuid import UUID

    from vejviser.access.actor import Actor
    from vejviser.demonstration.company import Company
    from vejviser.demonstration.histories import Told
    from vejviser.demonstration.people import Person

_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SOON: Final = dt.timedelta(minutes=2)
_UNTIL_WRITTEN: Final = dt.timedelta(hours=15)
_LATEST: Final = dt.timedelta(hours=1)
_DAYS_A_PACKAGE_HOLDS: Final = 120
# Who writes in a section; of several the first who is on the team.
_WRITERS: Final[dict[Section, tuple[Role, ...]]] = {
    Section.INTERVIEW: (Role.CMM_INTERVIEWER,),
    Section.POLICE: (Role.POLICE_INVESTIGATOR,),
    Section.RESIDENCE: (Role.DIS_CASEWORKER, Role.SIRI_CASEWORKER),
    Section.HEALTH: (Role.AMIAMI_WORKER,),
    Section.COUNSEL: (Role.LAWYER,),
    Section.LOCATION: (Role.SHELTER_STAFF,),
}
_DECIDERS: Final = {"cmm": Role.CMM_INTERVIEWER, "siri": Role.SIRI_CASEWORKER}
_TEXTS: Final = {
    Section.SUPPORT: wording.SUPPORT,
    Section.HEALTH: wording.HEALTH,
    Section.LOCATION: wording.LOCATION,
    Section.POLICE: wording.POLICE,
    Section.COUNSEL: wording.COUNSEL,
    Section.DECISION: wording.DECISION,
    Section.RETURN: wording.RETURN,
    Section.CONSENT: wording.CONSENT,
    Section.CHILD: wording.CHILD,
}


class Telling:
    """One case of the demonstration while it is being told."""

    def __init__(self, company: Company, chance: Random, told: Told, coordinator: Person) -> None:
        """Take the history, who leads the case, and where chance comes from."""
        self._company, self._chance, self._told = company, chance, told
        self._coordinator = coordinator
        self._team: dict[Role, Person] = {Role.CMM_COORDINATOR: coordinator}
        self._now = self._written_down(told.events[0])
        self.case_id: UUID | None = None
        self.left_out = 0

    @transaction.atomic
    def tell(self, until: dt.datetime) -> UUID:
        """Open the case and record everything; `until` is the present instant. What the rules refuse is left out and counted."""
        with acting(self._actor(self._coordinator)) as actor:
            self.case_id = cases.open_case(actor)
            vault.prepare_many((self.case_id, section) for section in Section)
            self._gather(actor)
        self._say_who()
        for event in self._told.events:
            self._now = min(max(self._now + _SOON, self._written_down(event)), until - _LATEST)
            self._record(event)
            self._beside(event, until)
        # What follows is derived once more from today: a case that rested since spring has other steps now.
        with acting(self._company.actor(self._coordinator, until)) as actor:
            cases.rebuild(Case.objects.get(pk=self.case_id), actor)
        return self.case_id

    def _gather(self, actor: Actor) -> None:
        kinds = {str(event["type"]) for event in self._told.events}
        wanted = [Role.CMM_INTERVIEWER, *self._chance.sample([Role.SHELTER_STAFF, Role.NGO_SOCIAL_WORKER, Role.HOPENOW_WORKER], 2)]
        wanted += [Role.SIRI_CASEWORKER if any(event.get("by") == "siri" for event in self._told.events) else Role.DIS_CASEWORKER]
        if kinds & {kind for kind, section in SECTION_OF_EVENT.items() if section == Section.POLICE} or self._chance.random() < 0.3:
            wanted.append(Role.POLICE_INVESTIGATOR)
        if kinds & {"return_wish", "departure"}:
            wanted.append(Role.RETURN_OPERATOR)
        if "representative" in kinds:
            wanted.append(Role.REPRESENTATIVE)
        wanted += [role for role in (Role.AMIAMI_WORKER, Role.LAWYER) if self._chance.random() < 0.4]
        for role in wanted:
            person = self._chance.choice(people_of(role))
            cases.assign(actor, self._id, user_id=self._company.user(person).pk, role=role)
            self._team[role] = person

    def _say_who(self) -> None:
        said = self._told.person
        citizenship = str((said["citizenships"] or [""])[0])
        fields = identity(self._chance, citizenship, str(said["gender"]))
        self._facts(self._coordinator, {"type": "person", **said}, "")
        self._text(self._coordinator, Section.IDENTITY, "identity", fields)
        born = said["born"] and int(str(said["born"])[:4])
        names = [name for name in (fields["name"], fields["aliases"]) if name]
        # Findable only once the case is there: the index is no part of the transaction.
        case_id = self._id
        transaction.on_commit(lambda: vault.index_names(case_id, names, born or None))
        self._text(self._coordinator, Section.CONTACT, "safe_contact", self._chance.choice(wording.SAFE_CONTACT))
        if self._chance.random() < 0.5:
            self._text(self._coordinator, Section.IDENTITY, "note", {"text": self._chance.choice(wording.IDENTITY_NOTES)})

    def _record(self, event: dict[str, Any]) -> None:
        writer = self._writer(SECTION_OF_EVENT[str(event["type"])], event)
        note = self._chance.choice(wording.NOTES.get(str(event["type"]), ("",)))
        if writer is None or not self._facts(writer, event, note):
            self.left_out += 1

    def _beside(self, event: dict[str, Any], until: dt.datetime) -> None:
        """Write what belongs to an event without being one: what was said, a package for whoever decides, a note of daily work."""
        kind = str(event["type"])
        if kind == "interview":
            topic, text = self._chance.choice(wording.STATEMENTS)
            self._text(self._team[Role.CMM_INTERVIEWER], Section.INTERVIEW, "statement", {"topic": topic, "text": text})
            self._hand_over(until)
        if kind == "offer" and event.get("what") == "accommodation" and (shelter := self._writer(Section.LOCATION, {})):
            self._text(shelter, Section.LOCATION, "place_code", {"code": self._chance.choice(wording.PLACE_CODES)})
        if self._chance.random() < 0.35:
            section = self._chance.choice([*_TEXTS])
            writer = self._writer(section, event)
            if writer and (section != Section.CHILD or self._told.person["unaccompanied"]):
                self._text(writer, section, "note", {"text": self._chance.choice(_TEXTS[section])})

    def _hand_over(self, until: dt.datetime) -> None:
        for role, organisation, basis in (
            (Role.DIS_CASEWORKER, "dis", "identification"),
            (Role.SIRI_CASEWORKER, "siri", "identification"),
            (Role.POLICE_INVESTIGATOR, "police", "criminal_case"),
        ):
            if role in self._team:
                sections = [Section.IDENTITY, Section.ENCOUNTER] + ([] if organisation == "police" else [Section.INTERVIEW])
                with acting(self._actor(self._coordinator)) as actor:
                    ends = until + dt.timedelta(days=_DAYS_A_PACKAGE_HOLDS)
                    cases.hand_over(
                        actor, self._id, organisation=organisation, sections=sections, basis=basis, ends=ends, sending=uuid.uuid4()
                    )

    def _writer(self, section: Section, event: dict[str, Any]) -> Person | None:
        if section == Section.DECISION:
            return self._team.get(_DECIDERS.get(str(event.get("by")), Role.DIS_CASEWORKER)) or self._team[Role.CMM_INTERVIEWER]
        for role in _WRITERS.get(section, (Role.CMM_COORDINATOR,)):
            if role in self._team:
                return self._team[role]
        return None

    def _facts(self, writer: Person, facts: dict[str, Any], note: str) -> bool:
        try:
            with acting(self._actor(writer)) as actor:
                cases.record(actor, self._id, facts, note=note, sending=uuid.uuid4())
        except (RefusedError, NotAllowed):
            return False
        return True

    def _text(self, writer: Person, section: Section, kind: str, fields: dict[str, str]) -> None:
        self._now += _SOON
        with acting(self._actor(writer)) as actor:
            cases.add_text(actor, self._id, section=section, kind=kind, fields=fields, sending=uuid.uuid4())

    def _actor(self, person: Person) -> Actor:
        return self._company.actor(person, self._now)

    @property
    def _id(self) -> UUID:
        assert self.case_id is not None  # noqa: S101  opened before anything is written
        return self.case_id

    def _written_down(self, event: dict[str, Any]) -> dt.datetime:
        """Give when an event was recorded: some hours after it, on the day itself or the next."""
        microseconds = find().zone.moment(str(event["at"])).instant
        return _EPOCH + dt.timedelta(microseconds=microseconds) + _UNTIL_WRITTEN * (0.3 + self._chance.random())
