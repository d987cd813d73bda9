# SPDX-License-Identifier: EUPL-1.2
"""What the page says about the software is what the software does."""

from __future__ import annotations

from vejviser.access.policy import BY_PACKAGE, LIVE, POLICY, Cell
from vejviser.access.roles import Role
from vejviser.access.sections import Section
from vejviser.public.rights.statements import sentences

POLICE = (Role.POLICE_FIRST_RESPONDER, Role.POLICE_INVESTIGATOR, Role.PROSECUTION)
# What opens a section to somebody without the person's own yes.
UNASKED = LIVE | BY_PACKAGE - {Cell.PACKAGE_CONSENT}


def test_who_reads_what_is_told_is_what_the_page_says() -> None:
    # I3: never what a psychologist hears, the talk only after a yes, and the Immigration Service the talk without one.
    assert all(POLICY[role, Section.HEALTH] is Cell.NONE for role in POLICE)
    assert all(POLICY[role, Section.INTERVIEW] not in UNASKED for role in POLICE)
    assert POLICY[Role.DIS_CASEWORKER, Section.INTERVIEW] in UNASKED
    never, only, service = sentences("en").statements["I3"]
    assert "police never" in never
    assert "psychologist" in never
    assert "only if you say yes" in only
    assert "{dis}" in service
