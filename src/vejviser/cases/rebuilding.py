# SPDX-License-Identifier: EUPL-1.2
"""Deriving the rows of all cases anew, as the owner of the tables: after a change of the law, or to prove that they are right."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import transaction

from vejviser.access.derived import DerivedRows, LawFact, rewrite_derived
from vejviser.access.models import ConsentGrant
from vejviser.cases.derivation import Derived, derive
from vejviser.cases.history import decrypt_facts, history_from
from vejviser.cases.models import Case, Deadline, DeskLine, Entry, StageTurn
from vejviser.ledger import services as ledger
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

BATCH = 200


def rebuild_all(now: dt.datetime, *, only_compare: bool = False, progress: Callable[[int], None] = lambda _: None) -> list[UUID]:
    """Derive every case anew at an instant and give those whose rows were otherwise; they are rewritten unless `only_compare` is set.

    A case whose keys were destroyed keeps no rows.
    """
    different: list[UUID] = []
    done = 0
    for case_id in Case.unguarded.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=BATCH):
        with transaction.atomic():
            case = Case.unguarded.select_for_update().get(pk=case_id)
            derived = _derive(case, now)
            if not _same(case, derived, now):
                different.append(case.pk)
                if not only_compare:
                    _write(case, derived)
        done += 1
        if done % BATCH == 0:
            progress(done)
    progress(done)
    return different


def _derive(case: Case, now: dt.datetime) -> Derived:
    try:
        facts = decrypt_facts(case.pk, _law_facts(case.pk))
    except vault.Shredded:
        return Derived(case.stage, DerivedRows([], [], [], []))
    return derive(history_from(case.mechanism, facts), now)


def _law_facts(case_id: UUID) -> list[LawFact]:
    entries = Entry.unguarded.filter(case=case_id).order_by("number")
    wanted = entries.exclude(is_event=False, corrects=None)
    rows = wanted.values_list("pk", "number", "section", "recorded_at", "facts", "corrects_id")
    return [LawFact(*row[:4], None if row[4] is None else bytes(row[4]), row[5]) for row in rows]


def _write(case: Case, derived: Derived) -> None:
    Case.unguarded.filter(pk=case.pk).update(stage=derived.stage)
    rewrite_derived(case.pk, derived.rows)
    ledger.record_system("case:rebuild", case_id=case.pk)


def _same(case: Case, derived: Derived, now: dt.datetime) -> bool:
    return case.stage == derived.stage and _plain(_stored(case.pk), now) == _plain(derived.rows, now)


def _stored(case_id: UUID) -> DerivedRows:
    def rows(found: Any, *names: str) -> list[dict[str, Any]]:
        return list(found.filter(case=case_id).values(*names))

    span = ("shown_from", "shown_until")
    return DerivedRows(
        deadlines=rows(Deadline.unguarded, "section", "kind", "day", *span),
        lines=rows(DeskLine.unguarded, "section", "step", "actor", "act_by", *span),
        turns=rows(StageTurn.unguarded, "day", "stage"),
        grants=rows(ConsentGrant.objects, "organisation", "section", "starts", "ends"),
    )


def _plain(rows: DerivedRows, now: dt.datetime) -> list[set[str]]:
    """Give rows so that only what holds from now on counts: what held earlier is past, and a span that began may have begun any day."""
    today = now.date()
    kept = [[row for row in part if row.get("shown_until") is None or row["shown_until"] > today] for part in rows]
    kept[2] = [turn for turn in kept[2] if turn["day"] > today]
    return [{_text(row, today) for row in part} for part in kept]


def _text(row: dict[str, Any], today: dt.date) -> str:
    plain = {**row}
    if "shown_from" in plain:
        plain["shown_from"] = max(plain["shown_from"], today)
    for key in ("starts", "ends"):
        if plain.get(key) is not None:
            plain[key] = _instant(plain[key])
    return msgspec.json.encode({key: str(value) for key, value in plain.items()}, order="sorted").decode()


def _instant(value: dt.datetime | str) -> float:
    return (dt.datetime.fromisoformat(value) if isinstance(value, str) else value).timestamp()
