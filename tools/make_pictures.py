# SPDX-License-Identifier: EUPL-1.2
"""Writes docs/pictures/ from the shipped mechanism: timelines, the way of one fact through the tables, one table as Markdown.

.venv/bin/python tools/make_pictures.py          write them anew
.venv/bin/python tools/make_pictures.py check    exit 1 if one of them is not what the pack says today
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.fact_graph import draw_way_of
from tools.table_page import table_page
from vejviser.mechanisms import find
from vejviser.pictures import draw_timeline
from vejviser.rules.golden import golden_cases

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
TIMELINES = ("extended_to_the_limit_and_returned", "witness_with_a_permit")
FACT = "legal_stay"
TABLE = "competent_authority"


def pictures() -> dict[str, str]:
    """Give the content of every file by its name."""
    mechanism = find()
    golden = {one.id: one for one in golden_cases(mechanism.pack.folder)}
    made = {f"way_of_{FACT}.svg": draw_way_of(mechanism, FACT), f"{TABLE}.md": table_page(mechanism, TABLE)}
    for name in TIMELINES:
        one = golden[name]
        as_of = mechanism.zone.moment(one.file.expect[-1].as_of)
        made[f"{name}.svg"] = draw_timeline(mechanism, one.history(mechanism), as_of, "en")
    return made


def stale() -> list[str]:
    """Name the files in docs/pictures/ that are missing, or that the pack would make otherwise."""
    made = pictures()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    return sorted({*(name for name, content in made.items() if there.get(name) != content), *(there.keys() - made.keys())})


def main() -> int:
    """Write or check; returns the exit code."""
    if sys.argv[1:] == ["check"]:
        wrong = stale()
        for name in wrong:
            print(f"docs/pictures/{name} is not what the mechanism says; run tools/make_pictures.py", file=sys.stderr)
        return 1 if wrong else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in pictures().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
