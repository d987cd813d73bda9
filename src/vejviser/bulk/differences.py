# SPDX-License-Identifier: EUPL-1.2
"""How two assessments of one case differ in content: what was added, what is gone, what begins or ends on another day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UNSET

from vejviser.bulk.impact_answers import ADDED, GONE, Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.answers import Assessment


class Compared(NamedTuple):
    """What is compared beside the content: the `rules` that items name, and the `wording` of violations and flags."""

    rules: bool = False
    wording: bool = False


class _Field(NamedTuple):
    """What is said of a field that differs: `moves` before later and earlier, `noun` before the rest."""

    moves: str
    noun: str


class _Section(NamedTuple):
    """How the items of one list are told apart (`key`, of which the first is their id), compared and spoken of.

    `shown` is the field that stands for an item that is added or gone; the words for that may hold a place for it.
    """

    subject: str
    key: tuple[str, ...]
    fields: dict[str, _Field]
    shown: str
    added: str = ADDED
    gone: str = GONE


_STATE = _Field("state", "state")
_MODE = _Field("mode", "mode")
_CLOCK = {
    "starts": _Field("starts", "start"),
    "last_day": _Field("last day", "last day"),
    "cap": _Field("cap", "cap"),
    "state": _STATE,
}
_AUTHORITIES = _Section("authority", ("org",), {"mode": _MODE}, "mode", "now {}", "no longer {}")
SECTIONS = {
    "clocks": _Section("clock", ("id",), _CLOCK, "last_day"),
    "entitlements": _Section("entitlement", ("id",), {"state": _STATE, "until": _Field("ends", "end")}, "state"),
    "duties": _Section("duty", ("id",), {"from_": _Field("begins", "beginning"), "state": _STATE}, "from_"),
    "not_allowed": _Section("not allowed", ("id",), {}, "id"),
    "next_steps": _Section(
        "next step",
        ("id",),
        {"actors": _Field("actors", "actors"), "act_by": _Field("act by", "day to act by")},
        "actors",
    ),
    "violations": _Section("violation", ("id", "event"), {}, "event"),
    "flags": _Section("flag", ("id",), {}, "id"),
}
_MORE = {"message": _Field("wording", "wording"), "rules": _Field("rules", "rules")}


def differences(old: Assessment, new: Assessment, compared: Compared) -> tuple[Change, ...]:
    """Give all differences in content, in the order of an assessment; the order of items within a list counts for nothing."""
    found = [*_single("stage", old.stage, new.stage), *_single("status", old.status, new.status)]
    found += _single("child", _yes_no(value=old.child), _yes_no(value=new.child))
    found += _single("outcome", old.identification.outcome, new.identification.outcome)
    found += _single("conflict", _yes_no(value=old.identification.conflict), _yes_no(value=new.identification.conflict))
    found += _list(_AUTHORITIES, old.identification.authorities, new.identification.authorities, compared)
    for name, section in SECTIONS.items():
        found += _list(section, getattr(old, name), getattr(new, name), compared)
    return tuple(found)


def _yes_no(*, value: bool) -> str:
    return "yes" if value else "no"


def _single(subject: str, before: str | None, after: str | None) -> Iterator[Change]:
    if before != after:
        yield Change(subject, "", f"{before or 'none'} to {after or 'none'}", before, after)


def _list(section: _Section, old: tuple[Any, ...], new: tuple[Any, ...], compared: Compared) -> Iterator[Change]:
    pairs, gone, added = _matched(section, _content(section, compared), old, new)
    for before, after in pairs:
        yield from _fields(section, before, after, compared)
    for item in gone:
        yield _whole(section, item, section.gone, is_new=False)
    for item in added:
        yield _whole(section, item, section.added, is_new=True)


def _content(section: _Section, compared: Compared) -> tuple[str, ...]:
    """Give the fields of an item that count."""
    wording = ("message",) if compared.wording and section.subject in ("violation", "flag") else ()
    return (*section.key, *section.fields, *wording, *(("rules",) if compared.rules else ()))


def _matched(
    section: _Section,
    content: tuple[str, ...],
    old: tuple[Any, ...],
    new: tuple[Any, ...],
) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """Pair items of one id that differ; leave what is equal out. Give the pairs, and what stands on one side only.

    An id may repeat (a duty for each clock that causes it); then the rules tell the items apart, and at last their order.
    """
    gone, added = list(old), list(new)
    pairs: list[tuple[Any, Any]] = []
    for fields, keep in ((content, False), ((*section.key, "rules"), True), (section.key, True)):
        for before in tuple(gone):
            after = next((item for item in added if _same(before, item, fields)), None)
            if after is not None:
                gone.remove(before)
                added.remove(after)
                pairs += [(before, after)] if keep else []
    return pairs, gone, added


def _same(before: Any, after: Any, fields: tuple[str, ...]) -> bool:
    return all(getattr(before, field) == getattr(after, field) for field in fields)


def _fields(section: _Section, before: Any, after: Any, compared: Compared) -> Iterator[Change]:
    for name in _content(section, compared)[len(section.key) :]:
        then, now = getattr(before, name), getattr(after, name)
        if then != now:
            field = section.fields.get(name) or _MORE[name]
            yield Change(section.subject, getattr(before, section.key[0]), _moved(field, then, now), _text(then), _text(now))


def _moved(field: _Field, then: object, now: object) -> str:
    """Say how a value moved: a day later or earlier, set or no longer set; a state from one to the other; anything else is changed."""
    if isinstance(then, dt.date) and isinstance(now, dt.date):
        return f"{field.moves} {'later' if now > then else 'earlier'}"
    if isinstance(now, dt.date):
        return f"{field.noun} now set"
    if isinstance(then, str) and isinstance(now, str) and field in (_STATE, _MODE):
        return f"{field.noun} {then} to {now}"
    return f"{field.noun} {'no longer set' if isinstance(then, dt.date) else 'changed'}"


def _whole(section: _Section, item: Any, what: str, *, is_new: bool) -> Change:
    shown = _text(getattr(item, section.shown))
    before, after = (None, shown) if is_new else (shown, None)
    return Change(section.subject, getattr(item, section.key[0]), what.format(shown), before, after)


def _text(value: Any) -> str | None:
    if value is None or value is UNSET:
        return None
    return ", ".join(value) if isinstance(value, tuple) else str(value)
