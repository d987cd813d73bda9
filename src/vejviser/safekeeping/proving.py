# SPDX-License-Identifier: EUPL-1.2
"""Run in a process of its own by a drill, with the environment of the restored copy: opens one content with the restored keys.

    python -m vejviser.safekeeping.proving        prints how many cases and sealed contents there are, and whether one could be opened

What was opened is shown nowhere.
"""

from __future__ import annotations

import json
import secrets
import sys

from vejviser.site.starting import start_django


def prove() -> dict[str, int | bool]:
    """Open one content of a case chosen by chance; a database without any says so."""
    from vejviser.cases.models import Case, Entry  # noqa: PLC0415  only once Django is set up
    from vejviser.vault import services as vault  # noqa: PLC0415

    sealed = Entry.unguarded.exclude(note=None, facts=None).order_by()
    number = sealed.count()
    found: dict[str, int | bool] = {"cases": Case.unguarded.count(), "sealed": number, "opened": False}
    # A case that was shredded opens nowhere, and need not: the next one is tried.
    for entry in sealed[secrets.randbelow(number) if number else 0 :].iterator(chunk_size=1) if number else ():
        if vault.is_shredded(entry.case_id):
            continue
        field, content = ("facts", entry.facts) if entry.facts is not None else ("note", entry.note)
        found["opened"] = bool(vault.unseal(entry.case_id, entry.section, field, entry.pk, bytes(content or b"")))
        break
    return found


if __name__ == "__main__":
    start_django("owner")
    sys.stdout.write(json.dumps(prove()))
