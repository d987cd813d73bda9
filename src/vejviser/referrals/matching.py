# SPDX-License-Identifier: EUPL-1.2
"""Perhaps the same person: shown to the intake alone, side by side, with reasons. Nothing is ever joined by itself."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.core import signing
from django.utils.translation import gettext
from rapidfuzz import fuzz

from vejviser.access.intake import CASES_A_LOOKUP, LOOKUPS_A_DAY, intake_identities
from vejviser.access.querysets import visible_cases
from vejviser.access.refusals import NotFound
from vejviser.access.sections import Section
from vejviser.cases.models import Case
from vejviser.ledger import services as ledger
from vejviser.referrals.models import Lookup
from vejviser.rules.problems import Problem, RefusedError
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from vejviser.access.actor import Actor
    from vejviser.access.intake import SealedIdentity

# Below this two names are not shown as similar (0 to 100, rapidfuzz).
ALIKE: Final = 70
_DAY: Final = dt.timedelta(hours=24)
_SALT: Final = "referrals.matching"
_MINUTES_VALID: Final = 30


@dataclass(frozen=True)
class Similar:
    """A case whose person may be the same: whom to ask, what is known there, and why it is shown. `choice` lets this intake choose it."""

    case_id: UUID
    reference: str
    coordinator: str
    names: tuple[str, ...]
    born: str
    score: int
    reasons: tuple[str, ...]
    own: bool
    choice: str


def lookups_left(actor: Actor) -> int:
    """Give how many look-ups the actor has left in the 24 hours up to now."""
    done = Lookup.objects.filter(user=actor.user_id, at__gt=actor.now - _DAY).count()
    return max(0, LOOKUPS_A_DAY - done)


def similar(actor: Actor, referral_id: UUID, names: Sequence[str], born: int | None) -> list[Similar]:
    """Give the cases that may be of the same person, most alike first. Every call is one look-up, and one entry of the ledger.

    Raises:
        NotFound: the actor does not take in what arrives.
        RefusedError: no name, or no look-up is left.

    """
    if not actor.is_intake:
        raise NotFound
    if not any(name.strip() for name in names):
        raise RefusedError([Problem("$.names", gettext("Enter a name that the person uses"))])
    if not lookups_left(actor):
        raise RefusedError([Problem("$.names", gettext("No look-ups are left today: ask a colleague of the desk"))])
    found = intake_identities(vault.candidates(names, born)[:CASES_A_LOOKUP])
    by_case: defaultdict[UUID, list[SealedIdentity]] = defaultdict(list)
    for one in found:
        by_case[one.case_id].append(one)
    own = set(visible_cases(actor, Case.objects.filter(pk__in=list(by_case))).values_list("pk", flat=True))
    compared = [_compare(referral_id, rows, names, born, own=case_id in own) for case_id, rows in by_case.items()]
    shown = sorted((one for one in compared if one.score >= ALIKE), key=lambda one: -one.score)
    ledger.record("intake:lookup", cases=list(by_case), row_id=referral_id, sections=Section.IDENTITY)
    return shown


def chosen_case(referral_id: UUID, choice: str) -> UUID:
    """Give the case of a choice that a look-up for this referral showed in the last half hour.

    Raises:
        NotFound: the choice is not one of those.

    """
    from uuid import UUID  # noqa: PLC0415  named at run time only here

    try:
        referral, case = signing.loads(choice, salt=_SALT, max_age=_MINUTES_VALID * 60)
        if referral != str(referral_id):
            raise NotFound
        return UUID(case)
    except (signing.BadSignature, ValueError) as error:
        raise NotFound from error


def _compare(referral_id: UUID, rows: Sequence[SealedIdentity], names: Sequence[str], born: int | None, *, own: bool) -> Similar:
    known, days = _known(rows)
    best, reasons = _alike(names, known)
    years = {int(day[:4]) for day in days}
    if born is not None and born in years:
        reasons.append(gettext("the same year of birth"))
    elif born is not None and any(abs(born - year) == 1 for year in years):
        reasons.append(gettext("years of birth next to each other"))
    elif born is not None and years:
        reasons.append(gettext("another year of birth"))
    first = rows[0]
    return Similar(
        case_id=first.case_id,
        reference=first.reference,
        coordinator=first.coordinator,
        names=tuple(known),
        born=", ".join(sorted(days)),
        score=best,
        reasons=tuple(reasons),
        own=own,
        choice=signing.dumps((str(referral_id), str(first.case_id)), salt=_SALT),
    )


def _known(rows: Sequence[SealedIdentity]) -> tuple[list[str], list[str]]:
    """Give the names and birth dates that a case knows."""
    names: list[str] = []
    days: list[str] = []
    sealed = [
        vault.Sealed(row.case_id, Section.IDENTITY, field, row.entry, envelope)
        for row in rows
        for field, envelope in (("facts", row.facts), ("note", row.note))
        if envelope is not None
    ]
    for plain in vault.unseal_many(sealed):
        said = _read(plain)
        names += [name for field in ("name", "aliases") for name in re.split(r"[,;\n]", str(said.get(field) or "")) if name.strip()]
        if said.get("born"):
            days.append(str(said["born"]))
    return [name.strip() for name in names], days


def _read(plain: bytes) -> dict[str, Any]:
    """Read an entry of section B; the free text of a person's event is no identity."""
    try:
        found = json.loads(plain)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _alike(names: Iterable[str], known: Sequence[str]) -> tuple[int, list[str]]:
    """Give how alike the most similar names are, and that in words."""
    best, reason = 0, ""
    for name in names:
        for other in known:
            score = int(fuzz.token_sort_ratio(_plain(name), _plain(other)))
            score = max(score, int(fuzz.token_set_ratio(_plain(name), _plain(other)) * 0.9))
            if score > best:
                same = _plain(name) == _plain(other)
                best = score
                reason = gettext("the same name") if same else gettext("names alike: {score} of 100").format(score=score)
    return best, [reason] if reason else []


def _plain(name: str) -> str:
    """Give a name without accents and capitals."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).strip()
