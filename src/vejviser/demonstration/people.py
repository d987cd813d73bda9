# SPDX-License-Identifier: EUPL-1.2
"""The invented people of the demonstration: eight organisations and who works there. Every mail address ends in .example."""

from __future__ import annotations

from typing import Final, NamedTuple

from vejviser.access.roles import Role


class Person(NamedTuple):
    """Somebody who can sign in: `organisation` is the register's id, `unit` a part of it (empty: the whole)."""

    name: str
    organisation: str
    unit: str
    roles: tuple[Role, ...]
    mail: str


# The desks of the eight organisations, and the domain of their addresses.
DOMAINS: Final = {
    "cmm": "cmm.example",
    "police": "politi.example",
    "dis": "udlst.example",
    "siri": "siri.example",
    "reden_international": "reden-international.example",
    "hopenow": "hopenow.example",
    "amiami": "amiami.example",
    "erin": "erin.example",
}
CAPITAL: Final = "Københavns Politi"
SOUTH: Final = "Sydøstjyllands Politi"
UNITS: Final = (
    ("police", CAPITAL, "kobenhavn@politi.example"),
    ("police", SOUTH, "sydostjylland@politi.example"),
    ("reden_international", "Krisecentret", "krisecenter@reden-international.example"),
)


def _person(name: str, mail: str, organisation: str, *roles: Role, unit: str = "") -> Person:
    return Person(name, organisation, unit, roles, f"{mail}@{DOMAINS[organisation]}")


PEOPLE: Final = (
    _person("Kirsten Aagaard", "kirsten.aagaard", "cmm", Role.CMM_COORDINATOR),
    _person("Mikkel Storgaard", "mikkel.storgaard", "cmm", Role.CMM_COORDINATOR),
    _person("Line Vestergaard", "line.vestergaard", "cmm", Role.CMM_COORDINATOR, Role.CMM_DUTY_OFFICER),
    _person("Hanne Bundgaard", "hanne.bundgaard", "cmm", Role.CMM_INTERVIEWER),
    _person("Rasmus Thygesen", "rasmus.thygesen", "cmm", Role.CMM_INTERVIEWER),
    _person("Jytte Kragh", "jytte.kragh", "cmm", Role.CMM_DUTY_OFFICER),
    _person("Sofie Lindholm", "sofie.lindholm", "cmm", Role.CMM_HOTLINE),
    _person("Peter Nyborg", "peter.nyborg", "cmm", Role.DATA_PROTECTION_OFFICER),
    _person("Asger Friis", "asger.friis", "cmm", Role.ADMINISTRATOR),
    _person("Birgitte Holm", "birgitte.holm", "dis", Role.ADMINISTRATOR),
    _person("Thomas Rønne", "thomas.roenne", "police", Role.POLICE_INVESTIGATOR, unit=CAPITAL),
    _person("Camilla Juhl", "camilla.juhl", "police", Role.POLICE_INVESTIGATOR, unit=SOUTH),
    _person("Jonas Bak", "jonas.bak", "police", Role.POLICE_FIRST_RESPONDER, unit=CAPITAL),
    _person("Anne-Mette Dahl", "anne-mette.dahl", "dis", Role.DIS_CASEWORKER),
    _person("Søren Kofoed", "soeren.kofoed", "dis", Role.DIS_CASEWORKER),
    _person("Lone Winther", "lone.winther", "siri", Role.SIRI_CASEWORKER),
    _person("Maria Overgaard", "maria.overgaard", "reden_international", Role.SHELTER_STAFF, unit="Krisecentret"),
    _person("Trine Skov", "trine.skov", "reden_international", Role.NGO_SOCIAL_WORKER),
    _person("Amina Hassan Lund", "amina.lund", "hopenow", Role.HOPENOW_WORKER),
    _person("Jakob Ravn", "jakob.ravn", "hopenow", Role.LAWYER),
    _person("Grethe Toft", "grethe.toft", "hopenow", Role.REPRESENTATIVE),
    _person("Ditte Mølgaard", "ditte.moelgaard", "amiami", Role.AMIAMI_WORKER, Role.HEALTH_PROFESSIONAL),
    _person("Niels Brink", "niels.brink", "erin", Role.RETURN_OPERATOR),
)
