# SPDX-License-Identifier: EUPL-1.2
"""The decision tables of a mechanism, whole: the rows of both profiles in one list, each with its law and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.public.mechanism.sentences import Sentences
from vejviser.public.mechanism.view_models import Link, RowView, TableView
from vejviser.reporting.words import begun
from vejviser.rules.compile_tables import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.public.mechanism.shelf import Shelf
    from vejviser.public.mechanism.view_models import SourceLine
    from vejviser.rules.pack_format import RowFile, TableFile

# In the order in which a case meets them.
SECTIONS = ("authorities", "fact", "entitlements", "duties", "next_steps", "not_allowed", "flags", "violations")


def tables_by_section(shelf: Shelf) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Give every table under what it decides: a heading, and the links."""
    found = []
    for section in SECTIONS:
        links = tuple(_link(shelf, table) for table in shelf.mechanism.pack.tables if table.gives == section)
        if links:
            found.append((shelf.said["sections"][section], links))
    return tuple(found)


def table(shelf: Shelf, name: str) -> TableView | None:
    """Give a table by its name; None if there is none."""
    file = next((file for file in shelf.mechanism.pack.tables if file.name == name), None)
    if file is None:
        return None
    sentences = Sentences(shelf, file, shelf.profile(file.profiles))
    rows = rows_in_words(shelf, file)
    cited = dict.fromkeys(link.key for row in rows for link in row.rules)
    return TableView(
        name=name,
        title=table_title(shelf, file),
        asked=shelf.said["asked"][file.gives],
        how=shelf.said["how"][file.hit],
        always=tuple(sentences.condition(fact, values) for fact, values in file.always.items()),
        rows=rows,
        otherwise=sentences.fact(file.otherwise) if file.otherwise else "",
        questions=shelf.entries({*file.questions, *(link.key for row in rows for link in row.questions)}),
        sources=tuple((link, _source_of_rule(shelf, link.key)) for link in shelf.entries(cited)),
    )


def rows_in_words(shelf: Shelf, file: TableFile) -> tuple[RowView, ...]:
    """Say the rows of a table as they stand in it; a row that one profile alone has is there with its name."""
    return tuple(_row(shelf, file, row, profiles) for row, profiles in _rows_of_all(shelf, file))


def table_title(shelf: Shelf, file: TableFile) -> str:
    """Name a table by what it decides."""
    words = shelf.first
    if file.event:
        return str(shelf.said["check_of"].format(event=words.text(f"events.{file.event}.label")))
    if file.gives == "fact":
        fact = next((name for name, found in shelf.mechanism.pack.facts.items() if found.table == file.name), file.name)
        return words.label("facts", fact) if words.has(f"facts.{fact}.label") else begun(fact.replace("_", " "))
    return str(shelf.said["sections"][file.gives])


def _rows_of_all(shelf: Shelf, file: TableFile) -> Iterator[tuple[RowFile, tuple[str, ...]]]:
    """Give every row once, with the profiles that have it; rows of one profile follow those before which it has them."""
    found: dict[tuple[str, str], tuple[RowFile, tuple[str, ...]]] = {}
    for profile in shelf.words:
        for row in rows_of(file, profile):
            key = (row.id, str(row.from_))
            found[key] = (row, (*found[key][1], profile) if key in found else (profile,))
    # The order of the file is that in which rows are tried; profiles alone would put all rows of the second one last.
    places = {row.id: place for place, row in enumerate(file.rule)}
    yield from sorted(found.values(), key=lambda each: places.get(each[0].id, len(places)))


def _row(shelf: Shelf, file: TableFile, row: RowFile, profiles: tuple[str, ...]) -> RowView:
    sentences = Sentences(shelf, file, shelf.profile(profiles))
    return RowView(
        id=row.id,
        conditions=sentences.conditions(row),
        conclusion=sentences.conclusion(row),
        details=sentences.details(row),
        rules=shelf.entries(row.rules),
        questions=shelf.entries(row.questions),
        in_force=shelf.in_force(row),
        only_in=shelf.only_in(profiles),
        doubt=shelf.doubt(row),
    )


def _source_of_rule(shelf: Shelf, rule: str) -> SourceLine | None:
    file = shelf.library.rules.get(rule)
    return None if file is None else shelf.source(file.source, file.pin)


def _link(shelf: Shelf, file: TableFile) -> Link:
    return Link(view="mechanism_table", key=file.name, title=table_title(shelf, file))
