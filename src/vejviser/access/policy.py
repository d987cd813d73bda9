# SPDX-License-Identifier: EUPL-1.2
"""The access matrix: the one table that says what a role may do with a section of a case that its holder is assigned to.

Everything else is made from it: the object check (`objects`), the queryset (`querysets`), row security (`row_security`), and
`docs/security/policy.csv`. What is not listed is denied. Roles and sections: `roles`, `sections`.
"""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from typing import Final

from vejviser.access.roles import Role
from vejviser.access.sections import Section


class Cell(StrEnum):
    """What an assignment with a role gives in one section."""

    WRITE = "W"  # reads everything, adds
    READ = "R"  # reads everything
    CONSENT = "c"  # reads everything while a consent covers the own organisation
    CONSENT_WRITE = "Wc"  # reads and adds while a consent covers the own organisation
    PACKAGE = "P"  # reads what was recorded up to the day a package was sent to the own organisation
    PACKAGE_CONSENT = "Pc"  # the same, and only while a consent covers the own organisation
    SUBMIT = "S"  # adds, and reads what oneself added
    CODE = "k"  # reads the place code, never more
    STATUS = "s"  # sees what follows from the section (states and days), never what was written
    SUBMIT_STATUS = "Ss"  # adds, reads the own, sees what follows
    NONE = "-"


_COLUMNS: Final = "ABCDEFGHIJKLMNOPQ"
# One row per role, one cell per section A to Q. Cells of the design that need a court's order or an emergency opening are NONE here:
# neither exists in this version, and what does not exist opens nothing.
_MATRIX: Final = {
    Role.CMM_COORDINATOR: "W W W k W R R c - - R W W W W R W",
    Role.CMM_INTERVIEWER: "R W R - R W W - - - R s - R W - W",
    Role.CMM_HOTLINE: "S S S - S - - - - - - - - S - - -",
    Role.CMM_DUTY_OFFICER: "s - - - - - - - - - - - - - - - -",
    Role.REFERRER: "s S S - S - - - - - - - - S S - -",
    Role.POLICE_FIRST_RESPONDER: "Ss S S - S - s - - S - - - S - - -",
    Role.POLICE_INVESTIGATOR: "s P - - P Pc s - - W Ss - s P - - -",
    Role.PROSECUTION: "s P - - - Pc s - - R S - - - - - -",
    Role.COURT: "- - - - - - S - - - - - - P - - -",
    Role.DIS_CASEWORKER: "s P - - P P W Pc - - W - s P - - -",
    Role.SIRI_CASEWORKER: "s P - - P P W - - - W - - - - - -",
    Role.NGO_SOCIAL_WORKER: "R W W k W W s c - - s W c c W - -",
    Role.SHELTER_STAFF: "R R W W - - s c - - s W - c c - -",
    Role.HOPENOW_WORKER: "R c W - S c s c - - s W c c c - -",
    Role.AMIAMI_WORKER: "s c c - S - - W - - - c - - c - -",
    Role.HEALTH_PROFESSIONAL: "s c - - - - - W - - - - - c - - -",
    Role.LAWYER: "R R c - c c R - W c R - - c R R -",
    Role.RETURN_OPERATOR: "s Pc Pc - - - - Pc - - s - Wc Pc - - -",
    Role.MUNICIPALITY_WORKER: "s P P - - - s Pc - - s P - P - - -",
    Role.REPRESENTATIVE: "R R R - R c R c - s R R R W W R -",
    Role.STATISTICIAN: "- - - - - - - - - - - - - - - - -",
    Role.ADMINISTRATOR: "- - - - - - - - - - - - - - - - -",
    Role.DATA_PROTECTION_OFFICER: "s - - - - - - - - - - - - - R R -",
}

POLICY: Final[dict[tuple[Role, Section], Cell]] = {
    (role, Section(letter)): Cell(cell) for role, row in _MATRIX.items() for letter, cell in zip(_COLUMNS, row.split(), strict=True)
}

# What a cell gives, said once for all three renderings.
LIVE: Final = frozenset({Cell.WRITE, Cell.READ})
BY_CONSENT: Final = frozenset({Cell.CONSENT, Cell.CONSENT_WRITE})
BY_PACKAGE: Final = frozenset({Cell.PACKAGE, Cell.PACKAGE_CONSENT})
PACKAGE_NEEDS_CONSENT: Final = frozenset({Cell.PACKAGE_CONSENT})
OWN: Final = frozenset({Cell.SUBMIT, Cell.SUBMIT_STATUS})
CODES: Final = frozenset({Cell.CODE})
WRITES: Final = frozenset({Cell.WRITE, Cell.SUBMIT, Cell.SUBMIT_STATUS})
WRITES_BY_CONSENT: Final = frozenset({Cell.CONSENT_WRITE})
# What follows from a section by law is seen by whoever reads it, and by those who see its status.
DERIVED: Final = LIVE | {Cell.STATUS, Cell.SUBMIT_STATUS}
ANYTHING: Final = frozenset(Cell) - {Cell.NONE}


_BY_NAME: Final[dict[tuple[str, str], Cell]] = {(role.value, section.value): one for (role, section), one in POLICY.items()}


def cell(role: str, section: str) -> Cell:
    """Give the cell of a role and a section; NONE for whatever is not in the matrix."""
    return _BY_NAME.get((role, section), Cell.NONE)


def policy_csv() -> str:
    """Give the matrix as CSV: one row a role, one column a section."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["role", *_COLUMNS])
    writer.writerows([role.value, *(POLICY[role, Section(letter)].value for letter in _COLUMNS)] for role in Role)
    return written.getvalue()
