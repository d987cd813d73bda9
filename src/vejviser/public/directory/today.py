# SPDX-License-Identifier: EUPL-1.2
"""What has become of a service since the source was written: notes of both profiles, contracts with their days, contacts that are stale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vejviser.mechanisms import find
from vejviser.public.directory.texts import words
from vejviser.public.whom import day_in_words, telephone
from vejviser.rules.pack import read_tables
from vejviser.rules.register_format import SourceFile
from vejviser.services import register

if TYPE_CHECKING:
    import datetime as dt

    from vejviser.services.service import Service


@dataclass(frozen=True, kw_only=True)
class NoteView:
    """A note, the profile it belongs to, and where it was read; titles of sources stand in English, the language they are kept in."""

    profile: str
    text: str
    title: str = ""
    url: str = ""


def notes(service: Service, language: str) -> tuple[NoteView, ...]:
    """Give the notes of a service, those of the source first."""
    said = words(language)["profiles"]
    found = []
    for note in sorted(service.notes, key=lambda note: register.PROFILES.index(note.profile)):
        title, url = _source(note.source) if note.source else ("", note.url or "")
        found.append(NoteView(profile=said[note.profile], text=note.text.spoken(language), title=title, url=url))
    return tuple(found)


def contract_lines(service: Service, language: str) -> tuple[NoteView, ...]:
    """Say from when to when an organisation has a contract under the action plan, as each profile knows it (A44)."""
    said = words(language)
    if "ident.interview" not in service.terms:
        return ()
    found = []
    for contract in register.contracts(service.organisation):
        title, url = _source(contract.source)
        parts = [said["contract_from"].format(day=_day(contract.valid_from, language))] if contract.valid_from else []
        parts += [said["contract_to"].format(day=_day(contract.valid_to, language))] if contract.valid_to else []
        text = " ".join(parts) or said["contract_open"]
        found.append(NoteView(profile=said["profiles"][contract.profile], text=text, title=title, url=url))
    return tuple(found)


def stale_line(service: Service, name: str, day: dt.date, language: str) -> str:
    """Say that a `phone` or `mail` of the source is no longer that of today, and what is there instead if it is known; empty if it is."""
    said, current = words(language)["stale"], register.contact_of(service, day, "current")
    if name not in register.stale(service, day):
        return ""
    instead = (getattr(current, name) if current else None) or ""
    shown = telephone(instead) if name == "phone" else instead
    return str(said[name]) + (f" {said['instead'].format(instead=shown)}" if shown else "")


def gone_lines(service: Service, day: dt.date, language: str) -> tuple[str, ...]:
    """Say what is no longer so: the number, the role of the organisation, the organisation itself."""
    said, heir = words(language), register.successor(service.organisation)
    found = [stale_line(service, "phone", day, language)]
    found.append("" if register.still_offers(service.organisation, day) else said["no_role_today"])
    found.append(said["successor"].format(name=find("denmark@current").register.name(heir, day, language)) if heir else "")
    return tuple(line for line in found if line)


@cache
def _sources() -> dict[str, SourceFile]:
    return dict(read_tables(find().pack.folder, "sources.toml", "sources", SourceFile))


def _source(name: str) -> tuple[str, str]:
    source = _sources()[name]
    return source.title, source.url or ""


def _day(day: dt.date, language: str) -> str:
    return f"{day_in_words(day, language)} {day.year}"
