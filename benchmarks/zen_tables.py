# SPDX-License-Identifier: EUPL-1.2
"""The fourteen rows for zen-engine: a JSON decision model with one decision table for each question, written from the rows of the pack."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import zen

if TYPE_CHECKING:
    from benchmarks.fourteen_rows import Answer, Inputs, SmallTable
    from vejviser.rules.columns import Column
    from vejviser.rules.tables import Row

_SINGLE = ("competent", "support_until", "leave_after_reflection")


class ZenTables:
    """Answers the comparison with zen-engine, one case at a time."""

    def __init__(self, tables: tuple[SmallTable, ...]) -> None:
        """Write the decision model and compile it: loaded so, zen-engine answers about seven times as fast as from a decision object."""
        content = zen.ZenDecisionContent(json.dumps(decision_model(tables)))
        self.engine = zen.ZenEngine({"loader": lambda _key: content})

    def evaluate(self, case: Inputs) -> dict[str, Any]:
        """Give zen-engine's own result."""
        result: dict[str, Any] = self.engine.evaluate("rows", case)
        return result

    def evaluate_with_trace(self, case: Inputs) -> dict[str, Any]:
        """Give zen-engine's own result with its trace of every table."""
        result: dict[str, Any] = self.engine.evaluate("rows", case, {"trace": True})
        return result

    def evaluate_many(self, cases: list[Inputs]) -> list[dict[str, Any]]:
        """Give the results of many cases in one call."""
        results: list[dict[str, Any]] = self.engine.evaluate_batch([{"key": "rows", "context": case} for case in cases])
        return results

    def answer(self, case: Inputs) -> Answer:
        """Give the result in the words that the other engines use."""
        result = self.evaluate(case)["result"]
        possible, extension = (tuple(entry["id"] for entry in result[name]) for name in ("possible", "extension"))
        competent, until, leave = (result[name] for name in _SINGLE)
        return competent, possible, extension, until, leave


def decision_model(tables: tuple[SmallTable, ...]) -> dict[str, Any]:
    """Write the tables as a JSON decision model.

    All tables read the input side by side and the output gathers them; only who may also decide comes after who is competent.
    """
    nodes = [_node("input", "inputNode"), _node("output", "outputNode")]
    nodes += [_node(table.question.name, "decisionTableNode", _content(table)) for table in tables]
    edges = []
    for name in (table.question.name for table in tables):
        edges.append((name, "output"))
        edges.append(("competent" if name == "possible" else "input", name))
    return {
        "nodes": nodes,
        "edges": [{"id": f"{start}-{end}", "sourceId": start, "targetId": end, "type": "edge"} for start, end in edges],
    }


def _node(name: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, **({"content": content} if content else {})}


def _content(table: SmallTable) -> dict[str, Any]:
    columns = list({column.name: column for row in table.rows for column in row.columns}.values())
    name, field = table.question.name, "id" if table.collects else table.question.name
    rules = [_rule(row, columns, outcome) for row, outcome in zip(table.rows, table.outcomes, strict=True)]
    if table.question.otherwise is not None:
        rules.append({"_id": "otherwise", **{column.name: "" for column in columns}, "then": f"'{table.question.otherwise}'"})
    return {
        "hitPolicy": "collect" if table.collects else "first",
        "passThrough": name == "competent",
        "executionMode": "single",
        "inputField": None,
        "outputPath": name if table.collects else None,
        "inputs": [{"id": column.name, "name": column.name, "field": column.name} for column in columns],
        "outputs": [{"id": "then", "name": field, "field": field}],
        "rules": rules,
    }


def _rule(row: Row, columns: list[Column], outcome: str) -> dict[str, str]:
    cells = {
        column.name: ", ".join(f"'{value}'" for value in column.domain if not column.bits[value] & row.forbidden) for column in columns
    }
    used = {column.name for column in row.columns}
    return {"_id": row.id, **{name: cell if name in used else "" for name, cell in cells.items()}, "then": f"'{outcome}'"}
