# SPDX-License-Identifier: EUPL-1.2
"""Rules, open questions and working assumptions: what each says, where it comes from, and which rows and periods carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.public.mechanism.numbers import numbers_of_rule
from vejviser.public.mechanism.shelf import in_quotes
from vejviser.public.mechanism.tables import table_title
from vejviser.public.mechanism.view_models import AssumptionView, Home, Link, QuestionView, RuleView
from vejviser.reporting.words import begun
from vejviser.rules.checks.homes import carried_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.public.mechanism.shelf import Shelf
    from vejviser.public.mechanism.view_models import SourceLine

Entry = RuleView | QuestionView | AssumptionView


def entry(shelf: Shelf, key: str) -> Entry | None:
    """Give what stands under a number such as R27, A14 or K5; None if nothing does."""
    if key in shelf.library.rules:
        return rule(shelf, key)
    if key in shelf.library.conflicts:
        return question(shelf, key)
    return assumption(shelf, key) if key in shelf.assumptions else None


def rule(shelf: Shelf, key: str) -> RuleView:
    """Give a rule in full, with its neighbours."""
    sheet, keys = shelf.library.rule(key), list(shelf.library.rules)
    place = keys.index(key)
    return RuleView(
        id=key,
        title=sheet.title,
        text=sheet.text,
        actors=shelf.first.listed(list(sheet.actors)),
        source=_required(shelf.source_of(sheet.source)),
        today=begun(shelf.first.say(f"status_{sheet.status_today}")),
        today_remark=in_quotes(sheet.remark_today or ""),
        today_source=shelf.source_of(sheet.source_today),
        numbers=numbers_of_rule(shelf, key),
        homes=homes(shelf, shelf.library.homes[key]),
        questions=tuple(question(shelf, found.id) for found in sheet.questions),
        before=shelf.entry(keys[place - 1]) if place else None,
        after=shelf.entry(keys[place + 1]) if place + 1 < len(keys) else None,
    )


def question(shelf: Shelf, key: str) -> QuestionView:
    """Give an open question and how it is treated."""
    sheet = shelf.library.question(key)
    return QuestionView(
        id=key,
        kind=shelf.first.text(f"report.question_kind.{sheet.kind}"),
        is_open=sheet.status == "open",
        between=tuple(_with_title(shelf, place) for place in sheet.between),
        treatment=in_quotes(sheet.treatment),
        decided_by=in_quotes(sheet.decided_by),
        decided_in=shelf.entries(name for name in sheet.decided_by.replace(",", " ").split() if name in shelf.assumptions),
        homes=homes(shelf, [home.strip() for home in sheet.lives_in.split(",") if home.strip()]),
        rules=shelf.entries(sheet.rules),
    )


def assumption(shelf: Shelf, key: str) -> AssumptionView:
    """Give a working assumption, with the numbers of the law that it speaks of filled in."""
    words, said = shelf.first, shelf.assumptions[key]["text"]
    text = said.get(shelf.language, next(iter(said.values()))).format(**words.numbers)
    carried = carried_rules(shelf.mechanism.pack, shelf.library.conflicts)
    found = [home for home, rules in carried if key in rules]
    found += [f"conflict:{name}" for name, file in shelf.library.conflicts.items() if key in file.decided_by.replace(",", " ").split()]
    return AssumptionView(id=key, text=text, homes=homes(shelf, found))


def homes(shelf: Shelf, named: Iterable[str]) -> tuple[Home, ...]:
    """Give the pages on which something lives, each once: `row:duties/leave-after-permit`, `clock:reflection`, `conflict:A3` and so on."""
    found: dict[Link, dict[str, None]] = {}
    for home in named:
        link, anchor = _home(shelf, home)
        if link is not None:
            found.setdefault(link, {}).update({anchor: None} if anchor else {})
    return tuple(Home(link=link, anchors=tuple(anchors)) for link, anchors in found.items())


def _with_title(shelf: Shelf, place: str) -> str:
    """Name the source of a place by its title, where the file has its id: `nrm_dk: Available assistance, 1st sentence`."""
    name, _, rest = place.partition(": ")
    file = shelf.library.sources.get(name)
    return in_quotes(f"{file.title}: {rest}" if file and rest else place)


def _home(shelf: Shelf, home: str) -> tuple[Link | None, str]:
    kind, _, name = home.partition(":")
    pack, words = shelf.mechanism.pack, shelf.first
    if kind in ("row", "table"):
        table, _, row = name.partition("/")
        file = next((file for file in pack.tables if file.name == table), None)
        return (None if file is None else Link(view="mechanism_table", key=table, title=table_title(shelf, file))), row
    if kind == "clock":
        return Link(view="mechanism_periods", title=words.label("clocks", name)), name
    if kind == "parameter":
        return Link(view="mechanism_numbers", title=words.text(f"report.number.{name}")), name
    if kind in ("conflict", "flag") and name in shelf.library.conflicts:
        return Link(view="mechanism_entry", key=name, title=begun(words.text("report.home.conflict", name=name))), ""
    return _section_home(shelf, kind, name), ""


def _section_home(shelf: Shelf, kind: str, name: str) -> Link | None:
    """Give the table in which a conclusion of this kind is drawn."""
    gives = {"violation": "violations", "entitlement": "entitlements", "step": "next_steps", "duty": "duties"}.get(kind, kind)
    for file in shelf.mechanism.pack.tables:
        if file.gives == gives and any(row.then.get("id") == name for row in file.rule):
            return Link(view="mechanism_table", key=file.name, title=f"{table_title(shelf, file)}: {shelf.first.label(gives, name)}")
    return None


def _required(source: SourceLine | None) -> SourceLine:
    if source is None:
        raise LookupError("a rule without a source; `vejviser mechanism check` says which")
    return source
