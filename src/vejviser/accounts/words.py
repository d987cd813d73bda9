# SPDX-License-Identifier: EUPL-1.2
"""Roles and refusals in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from vejviser.access.roles import Role
from vejviser.accounts.refusals import Why

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ROLES: Final[dict[Role, _StrPromise]] = {
    Role.CMM_COORDINATOR: _("Coordinator (CMM)"),
    Role.CMM_INTERVIEWER: _("Interviewer (CMM)"),
    Role.CMM_HOTLINE: _("Hotline (CMM)"),
    Role.CMM_DUTY_OFFICER: _("Duty officer (CMM)"),
    Role.REFERRER: _("Referrer"),
    Role.POLICE_FIRST_RESPONDER: _("Police officer, first contact"),
    Role.POLICE_INVESTIGATOR: _("Police investigator"),
    Role.PROSECUTION: _("Prosecutor"),
    Role.COURT: _("Court"),
    Role.DIS_CASEWORKER: _("Caseworker (Immigration Service)"),
    Role.SIRI_CASEWORKER: _("Caseworker (SIRI)"),
    Role.NGO_SOCIAL_WORKER: _("Social worker (NGO)"),
    Role.SHELTER_STAFF: _("Shelter staff"),
    Role.HOPENOW_WORKER: _("HopeNow worker"),
    Role.AMIAMI_WORKER: _("AmiAmi worker"),
    Role.HEALTH_PROFESSIONAL: _("Health professional"),
    Role.LAWYER: _("Lawyer"),
    Role.RETURN_OPERATOR: _("Return operator"),
    Role.MUNICIPALITY_WORKER: _("Municipal caseworker"),
    Role.REPRESENTATIVE: _("Representative of a child"),
    Role.STATISTICIAN: _("Statistician"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.DATA_PROTECTION_OFFICER: _("Data protection officer"),
}

REFUSALS: Final[dict[Why, _StrPromise]] = {
    Why.ADDRESS_TAKEN: _("Enter another mail address: this one belongs to a user or to an open invitation"),
    Why.OWN_ROLES: _("Ask another administrator: nobody changes their own roles"),
    Why.ADMINISTRATOR_ALONE: _("Choose either administrator or other roles: an administrator holds no other role"),
    Why.FOREIGN_ROLE: _("Choose a role of the person’s own organisation"),
    Why.HELD_ALREADY: _("Choose another role: this one is held or waits for a decision already"),
    Why.SECOND_ADMINISTRATOR: _("Ask a second administrator: you asked for this role yourself"),
    Why.OTHER_ORGANISATION: _("Ask an administrator of another organisation to decide"),
    Why.RETIRED: _("Choose somebody else: this person has left"),
    Why.SPAN: _("Enter a last day that lies after the first, and no later than the role ends already"),
    Why.LAST_ADMINISTRATOR: _("Make somebody else administrator first: this is the only one"),
}
