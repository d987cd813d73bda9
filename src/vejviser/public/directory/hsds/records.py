# SPDX-License-Identifier: EUPL-1.2
"""All records of a kind, as they are on a day; remembered for the day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from vejviser.public.directory.hsds import organisations, services, taxonomy
from vejviser.services.catalogue import catalogue

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.public.directory.hsds.identifiers import Record

KINDS: Final = ("organizations", "services", "service_at_locations", "taxonomies", "taxonomy_terms")
# What a list leaves out unless it is asked in full: everything that is itself a list.
ONE_TO_ONE: Final = frozenset({"organization", "program", "service", "location", "taxonomy_detail"})


@lru_cache(maxsize=4)
def _all(day: dt.date) -> dict[str, list[Record]]:
    every = [services.service(one, day) for one in catalogue().services]
    owners = {name: organisations.organisation(name, day, every) for name in catalogue().organisations()}
    plain = {one["id"]: _one_to_one(one) for one in owners.values()}
    doors = [services.front_door(one, day) for one in catalogue().services]
    return {
        "organizations": list(owners.values()),
        "services": [{**one, "organization": plain[one["organization_id"]]} for one in every],
        "service_at_locations": [{**door, "service": _one_to_one(one)} for door, one in zip(doors, every, strict=True)],
        "taxonomies": taxonomy.taxonomies(),
        "taxonomy_terms": taxonomy.terms(),
    }


def records(kind: str, day: dt.date) -> list[Record] | None:
    """Give all records of a kind, in full; None for a kind that is not there."""
    return _all(day).get(kind)


def with_whole_services(day: dt.date) -> list[Record]:
    """Give all organisations with their services in full."""
    every = _all(day)["services"]
    return [organisations.organisation(name, day, every, full_service=True) for name in catalogue().organisations()]


def short(record: Record) -> Record:
    """Give a record as it stands in a list."""
    return _one_to_one(record)


def _one_to_one(record: Record) -> Record:
    return {name: value for name, value in record.items() if not isinstance(value, list)}
