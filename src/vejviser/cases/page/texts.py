# SPDX-License-Identifier: EUPL-1.2
"""The words of the page for what no law names: sections, kinds of text and their fields, grounds of a package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from vejviser.access.sections import Section

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SECTIONS: Final[dict[Section, _StrPromise]] = {
    Section.HEADER: _("Case"),
    Section.IDENTITY: _("Identity"),
    Section.CONTACT: _("Safe contact"),
    Section.LOCATION: _("Place of stay"),
    Section.ENCOUNTER: _("First contact and referral"),
    Section.INTERVIEW: _("Interviews"),
    Section.DECISION: _("Identification and reflection period"),
    Section.HEALTH: _("Health"),
    Section.COUNSEL: _("Legal counsel"),
    Section.POLICE: _("Police and criminal case"),
    Section.RESIDENCE: _("Stay, permits and asylum"),
    Section.SUPPORT: _("Support"),
    Section.RETURN: _("Return"),
    Section.CHILD: _("Child"),
    Section.CONSENT: _("Consent"),
    Section.ACCESS_REPORT: _("Who opened the case"),
    Section.STATISTICS: _("Figures"),
}
KINDS: Final[dict[str, _StrPromise]] = {
    "person": _("Facts about the person"),
    "note": _("Note"),
    "identity": _("Name and identity"),
    "safe_contact": _("How to reach the person safely"),
    "place_code": _("Code of the place of stay"),
    "statement": _("What the person told"),
    "withdrawal": _("Withdrawn"),
}
KIND_HELP: Final[dict[str, _StrPromise]] = {
    "person": _("Age, citizenships and whether a child is alone decide which rules apply. Leave open what is not known."),
    "note": _("A note is read by everybody who reads the section that it is written in."),
    "identity": _("Only those who read this section see the name. Everybody else sees the reference of the case."),
    "safe_contact": _("A call at the wrong moment can put the person in danger. Write what is safe, and what must never be done."),
    "place_code": _("Never write an address. The code is agreed with the shelter and means nothing to others."),
    "statement": _("Write what was told once, so that nobody needs to ask again."),
}
FIELDS: Final[dict[str, _StrPromise]] = {
    "text": _("Text"),
    "name": _("Name"),
    "aliases": _("Other names"),
    "phone": _("Phone"),
    "identity_number": _("Identity number"),
    "languages": _("Languages"),
    "how": _("How"),
    "when": _("When"),
    "never": _("Never"),
    "language": _("Language"),
    "code": _("Code"),
    "topic": _("Topic"),
}
GENDERS: Final[dict[str, _StrPromise]] = {
    "female": _("Female"),
    "male": _("Male"),
    "other": _("Other"),
    "unknown": _("Not known"),
}
BASES: Final[dict[str, _StrPromise]] = {
    "identification": _("Decision on identification"),
    "residence_permit": _("Decision on a residence permit"),
    "asylum": _("Decision on asylum"),
    "return_plan": _("Planning of the return"),
    "municipality": _("Handover to the municipality"),
    "criminal_case": _("Criminal case"),
}
NOT_READ: Final = _("Part of the reason lies in sections that you do not read.")
