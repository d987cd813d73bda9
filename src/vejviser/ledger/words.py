# SPDX-License-Identifier: EUPL-1.2
"""The codes of the ledger in the words of its page."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable

SECTIONS: Final = {
    "A": gettext_noop("overview and deadlines"),
    "B": gettext_noop("identity"),
    "C": gettext_noop("safe contact"),
    "D": gettext_noop("where the person stays"),
    "E": gettext_noop("first contact and signs"),
    "F": gettext_noop("interview"),
    "G": gettext_noop("decision"),
    "H": gettext_noop("health and psychology"),
    "I": gettext_noop("legal counsel"),
    "J": gettext_noop("police"),
    "K": gettext_noop("residence and asylum"),
    "L": gettext_noop("support"),
    "M": gettext_noop("return"),
    "N": gettext_noop("child"),
    "O": gettext_noop("consent"),
    "P": gettext_noop("who opened this file"),
    "Q": gettext_noop("statistics"),
}
# Why an entry was made: the daily work, or the decision that a package of sections was handed over for.
PURPOSES: Final = {
    "case_work": gettext_noop("Work on the case"),
    "identification": gettext_noop("Decision on identification"),
    "residence_permit": gettext_noop("Decision on a residence permit"),
    "asylum": gettext_noop("Decision on asylum"),
    "return_plan": gettext_noop("Planning of the return"),
    "municipality": gettext_noop("Handover to the municipality"),
    "criminal_case": gettext_noop("Criminal case"),
}


class Kind(Enum):
    """What an entry means to somebody who asks who opened a file."""

    READ = "read"
    CHANGED = "changed"
    LISTED = "listed"


_LISTS: Final = frozenset({"list", "desk", "intake", "search"})
_CHANGES: Final = frozenset(
    {"record", "open", "assign", "end", "declare", "send", "link", "accept", "write", "close", "insert", "update", "delete", "shred"}
)


def kind_of(action: str) -> Kind:
    """Tell what an action was: seen in a list, changed, or (everything else, so that nothing looks smaller than it was) read."""
    subject, _, verb = action.partition(":")
    if subject in _LISTS:
        return Kind.LISTED
    return Kind.CHANGED if verb in _CHANGES else Kind.READ


def sections_in_words(letters: Iterable[str]) -> str:
    """Name sections by their letters, in the order of the letters."""
    return ", ".join(gettext(SECTIONS[letter]) for letter in sorted(set(letters)) if letter in SECTIONS)


def purposes_in_words(codes: Iterable[str]) -> str:
    """Name purposes; a code that has no words is shown as it is."""
    return "; ".join(gettext(PURPOSES[code]) if code in PURPOSES else code.replace("_", " ") for code in sorted(set(codes) - {""}))


def sentence(kind: Kind, letters: Iterable[str]) -> str:
    """Say what somebody did, in one plain sentence."""
    sections = sections_in_words(letters)
    if kind is Kind.LISTED:
        return gettext("Saw the case in a list.")
    if kind is Kind.CHANGED:
        return (
            gettext("Recorded or changed something: %(sections)s.") % {"sections": sections} if sections else gettext("Changed something.")
        )
    return gettext("Read: %(sections)s.") % {"sections": sections} if sections else gettext("Opened the case.")
