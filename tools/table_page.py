# SPDX-License-Identifier: EUPL-1.2
"""A decision table as a Markdown table: one line a row, one column a fact, with what follows and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vejviser.rules.columns import Column
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.tables import Row


def table_page(mechanism: Mechanism, name: str, language: str = "en") -> str:
    """Write a table of the mechanism; an empty cell means that the fact does not matter to the row."""
    table, texts = mechanism.tables[name], mechanism.texts(language)
    facts = list({column.place: column for row in table.rows for column in row.columns}.values())
    heads = ["row", *(texts.get(f"facts.{column.name}.label") for column in facts), "then", "rules"]
    lines = [_line(heads), _line(["---"] * len(heads))]
    for row in table.rows:
        cells = [_cell(row, column) for column in facts]
        lines.append(_line([row.id, *cells, f"**{_then(row)}**", ", ".join(row.rules)]))
    if table.fact is not None and table.otherwise:
        lines.append(_line(["otherwise", *[""] * len(facts), f"**{table.fact.names[table.otherwise]}**", ""]))
    return "\n".join([f"`{name}` of {mechanism.id} {mechanism.version}, hit policy `{table.hit}`:", "", *lines, ""])


def _cell(row: Row, column: Column) -> str:
    if column not in row.columns:
        return ""
    return ", ".join(column.values(column.mask & ~row.forbidden))


def _then(row: Row) -> str:
    return " ".join(str(row.then[key]) for key in ("value", "id", "org", "mode", "state") if key in row.then)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
