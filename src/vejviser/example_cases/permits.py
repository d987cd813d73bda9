# SPDX-License-Identifier: EUPL-1.2
"""The residence permit of a witness, six months at a time, and work during it (R57-R66)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.example_cases import proportions as how_often
from vejviser.example_cases.local_time import add_months, iso

if TYPE_CHECKING:
    from vejviser.example_cases.life import Life

MONTHS = 6


def obtain(life: Life) -> bool:
    """Let the police or the prosecution apply, and the permit be issued; say whether there is one."""
    apply(life, life.then(1, 9))
    if life.chance.happens(how_often.FIRST_APPLICATION_REFUSED):
        life.record("residence_permit_refused", life.then(5, 20), by="dis")
        if life.chance.happens(0.6):
            return False
        apply(life, life.then(5, 20))
    if life.chance.happens(how_often.NO_PERMIT):
        return False
    life.permit = life.then(4, 20)
    life.permit_last = add_months(life.permit, MONTHS)
    life.record("residence_permit", life.day, by="dis")
    return True


def apply(life: Life, day: int) -> None:
    """Record an application by one of the two bodies that may apply."""
    life.record("residence_permit_application", day, by=life.chance.draw(how_often.APPLICANT))


def hold(life: Life) -> None:
    """Live through the permit: work, renewals in time or late, seldom a revocation."""
    chance, start = life.chance, life.permit
    if start is None:
        return
    if chance.happens(how_often.WORK_PERMIT):
        work(life, start)
    chain, issued = start, 1
    for _ in range(chance.draw(how_often.RENEWALS)):
        if chance.happens(how_often.RENEWAL_REFUSED):
            refuse_renewal(life)
            return
        if chance.happens(how_often.RENEWED_LATE):
            chain, issued = renew_late(life), 1
        else:
            issued += 1
            renew(life)
        life.permit_last = add_months(chain, MONTHS * issued)
    life.day = max(life.day, life.permit_last - chance.between(20, 160))
    if chance.happens(how_often.PERMIT_REVOKED):
        life.permit_last = life.then(0, 10)
        life.record("residence_permit_revoked", life.day, by="dis")


def refuse_renewal(life: Life) -> None:
    """Apply in time, and have the renewal refused before the last day is over."""
    apply(life, max(life.day, life.permit_last - life.chance.between(15, 45)))
    life.day = life.permit_last - life.chance.between(0, 10)
    life.record("residence_permit_refused", life.day, by="dis")


def renew(life: Life) -> None:
    """Apply and renew before the last day is over."""
    apply(life, max(life.day, life.permit_last - life.chance.between(12, 45)))
    life.day = life.permit_last - life.chance.between(0, 10)
    life.record("residence_permit", life.day, by="dis")


def renew_late(life: Life) -> int:
    """Renew after the last day, with a gap, and return the first day of the new chain (A30)."""
    apply(life, life.permit_last - life.chance.between(-5, 15))
    life.day = life.permit_last + life.chance.between(6, 30)
    life.record("residence_permit", life.day, by="dis")
    return life.day


def work(life: Life, start: int) -> None:
    """Apply for a work permit, mostly get it, and mostly take up work on a day it covers."""
    chance = life.chance
    day = start + chance.between(3, 30)
    life.record("work_permit_application", day, by=chance.draw(how_often.WORK_PERMIT_APPLICANT))
    if chance.happens(how_often.WORK_PERMIT_REFUSED_OR_PENDING):
        return
    day += chance.between(10, 40)
    if chance.happens(0.5):
        life.record("work_permit", day, by="dis", until=iso(life.permit_last))
    else:
        life.record("work_permit", day, by="dis")
    if chance.happens(0.75):
        life.record("work", day + chance.between(1, 40), paid=chance.happens(0.85))
