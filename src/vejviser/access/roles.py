# SPDX-License-Identifier: EUPL-1.2
"""The roles that a user can hold: the rows of the access matrix, and what each may do apart from a case."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A kind of act in the mechanism."""

    CMM_COORDINATOR = "cmm_coordinator"
    CMM_INTERVIEWER = "cmm_interviewer"
    CMM_HOTLINE = "cmm_hotline"
    CMM_DUTY_OFFICER = "cmm_duty_officer"
    REFERRER = "referrer"
    POLICE_FIRST_RESPONDER = "police_first_responder"
    POLICE_INVESTIGATOR = "police_investigator"
    PROSECUTION = "prosecution"
    COURT = "court"
    DIS_CASEWORKER = "dis_caseworker"
    SIRI_CASEWORKER = "siri_caseworker"
    NGO_SOCIAL_WORKER = "ngo_social_worker"
    SHELTER_STAFF = "shelter_staff"
    HOPENOW_WORKER = "hopenow_worker"
    AMIAMI_WORKER = "amiami_worker"
    HEALTH_PROFESSIONAL = "health_professional"
    LAWYER = "lawyer"
    RETURN_OPERATOR = "return_operator"
    MUNICIPALITY_WORKER = "municipality_worker"
    REPRESENTATIVE = "representative"
    STATISTICIAN = "statistician"
    ADMINISTRATOR = "administrator"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


ROLE_CHOICES: Final = [(role.value, role.value) for role in Role]

# Who takes in what arrives at CMM: the desk's inbox, accepting into a case, and the search for similar people. Nobody else is told
# whether somebody is known.
INTAKE: Final = frozenset({Role.CMM_COORDINATOR, Role.CMM_DUTY_OFFICER})
# Who may write a contact without a case down (A39).
CONTACT_LOG: Final = frozenset({Role.CMM_HOTLINE, Role.CMM_DUTY_OFFICER, Role.CMM_COORDINATOR})
# Who forms the team of a case that they are assigned to.
TEAM: Final = frozenset({Role.CMM_COORDINATOR})
# Who manages people and organisations; such a user may hold no other role, and never sees a case.
ADMINISTRATION: Final = frozenset({Role.ADMINISTRATOR})
# Who may be assigned to a case at all.
ASSIGNABLE: Final = frozenset(Role) - ADMINISTRATION - {Role.STATISTICIAN, Role.REFERRER, Role.CMM_HOTLINE}
