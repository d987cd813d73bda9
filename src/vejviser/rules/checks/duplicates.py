# SPDX-License-Identifier: EUPL-1.2
"""Names that two entries have where each must be one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from vejviser.rules.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole


def doubled(whole: Whole) -> Iterator[Finding]:
    """Report clocks, tables and contacts whose id stands twice; rows of one id are looked at with their dates."""
    contacts = [(name, contact.id) for name, entry in whole.pack.organisations.items() for contact in entry.contact]
    held_by: dict[str, set[str]] = {}
    for name, contact in contacts:
        held_by.setdefault(contact, set()).add(name)
    for contact, names in held_by.items():
        if len(names) > 1:
            where = f"organisations.toml: contact.{contact}"
            yield Finding(where, f"the id stands with {' and '.join(sorted(names))}; it must be one", "duplicate")
    for sort, ids in (("tables", [table.name for table in whole.pack.tables]), ("clocks", [clock.id for clock in whole.pack.clocks])):
        for name, count in Counter(ids).items():
            if count > 1:
                yield Finding(f"{sort}: {name}", f"the id stands {count} times; it must stand once", "duplicate")
