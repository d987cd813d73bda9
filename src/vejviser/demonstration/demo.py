# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: twenty-three invented people of eight organisations, sixty cases of every stage, and a desk with work on it."""

from __future__ import annotations

import sys
import uuid
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from django.conf import settings

from vejviser.access.context import acting
from vejviser.access.roles import Role
from vejviser.access.sections import Section
from vejviser.accounts.models import User
from vejviser.accounts.words import ROLES
from vejviser.cases import services as cases
from vejviser.cases.page import drafts
from vejviser.demonstration import arrivals, from_outside, wording
from vejviser.demonstration.company import PASSWORD, Company, people_of
from vejviser.demonstration.histories import told
from vejviser.demonstration.people import PEOPLE
from vejviser.demonstration.telling import Telling
from vejviser.directory.models import DutyTurn
from vejviser.directory.selectors import organisation_name
from vejviser.rules.problems import Problem, RefusedError
from vejviser.site import clock

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID


RANDOM_STATE: Final = 2026


class SignIn(NamedTuple):
    """How somebody of the demonstration signs in; `roles` in words, `code` says where the one-time code comes from."""

    name: str
    organisation: str
    roles: str
    mail: str
    password: str
    code: str

    def __str__(self) -> str:
        """Give it as one line for the terminal."""
        return f"{self.mail:42} {self.password}   {self.name}, {self.organisation}: {self.roles}"


def is_loaded() -> bool:
    """Whether the demonstration is there, all of it."""
    return DutyTurn.objects.filter(user__email=PEOPLE[0].mail, user__invented=True).exists()


def load() -> None:
    """Load the demonstration into an installation without people; a second time nothing happens.

    Raises:
        RefusedError: the installation is a real one, or has people of its own.

    """
    if settings.INSTALLATION == "real":
        raise RefusedError([Problem("VEJVISER_INSTALLATION", "is real; invented people and cases are for a demonstration alone")])
    if is_loaded():
        return
    if User.objects.exists():
        raise RefusedError(
            [Problem("accounts", "hold other people, or a demonstration that was interrupted; remove the home folder and begin anew")]
        )
    now, chance = clock.now(), Random(RANDOM_STATE)  # noqa: S311  invented histories, no secret
    company = Company()
    _progress("people")
    _tell_all(company, chance, now)
    arrivals.bring(company, now)
    from_outside.bring(now)
    # Last of all, because it tells a whole demonstration from one that was interrupted.
    company.fill_rota()
    _progress("referrals, contacts and who is on duty")


def sign_ins() -> list[SignIn]:
    """Give everybody who can sign in; nobody before the demonstration is loaded."""
    if not is_loaded():
        return []
    today = clock.today()
    return [
        SignIn(
            person.name,
            ", ".join(part for part in (organisation_name(person.organisation, "da", today), person.unit) if part),
            ", ".join(str(ROLES[role]) for role in person.roles),
            person.mail,
            PASSWORD,
            f"vejviser demo-code {person.mail}",
        )
        for person in PEOPLE
    ]


def _tell_all(company: Company, chance: Random, now: dt.datetime) -> None:
    coordinators, histories = people_of(Role.CMM_COORDINATOR), told(now)
    raids: list[list[UUID]] = [[] for _ in wording.RAIDS]
    left_out = 0
    for number, history in enumerate(histories):
        # One coordinator for everybody of a raid, so that the cases can be linked.
        leads = coordinators[(number if history.raid is None else history.raid) % len(coordinators)]
        telling = Telling(company, chance, history, leads)
        case_id = telling.tell(now)
        left_out += telling.left_out
        if history.raid is not None:
            raids[history.raid].append(case_id)
        elif number % 12 == 0:
            _begin_draft(company, case_id, number, now)
        if (number + 1) % 15 == 0:
            _progress(f"{number + 1} of {len(histories)} cases")
    for place, (title, members) in enumerate(zip(wording.RAIDS, raids, strict=True)):
        with acting(company.actor(coordinators[place % len(coordinators)], now)) as actor:
            cases.link_cases(actor, members, title=title, sending=uuid.uuid4())
    _progress(f"raids; {left_out} events that the rules refuse were left out")


def _begin_draft(company: Company, case_id: UUID, number: int, now: dt.datetime) -> None:
    coordinators = people_of(Role.CMM_COORDINATOR)
    with acting(company.actor(coordinators[number % len(coordinators)], now)) as actor:
        typed = {"what": ["psychological"], "note": ["Talte om psykolog i dag; hun svarer på mandag."], "sending": [str(uuid.uuid4())]}
        drafts.save_draft(actor, case_id, section=Section.SUPPORT, kind="offer", typed=typed)


def _progress(what: str) -> None:
    sys.stdout.write(f"demonstration: {what}\n")
    sys.stdout.flush()
