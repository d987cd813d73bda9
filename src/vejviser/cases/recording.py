# SPDX-License-Identifier: EUPL-1.2
"""Recording in a case: checked, previewed, appended, derived anew and entered in the ledger, in the one transaction of the actor."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

import msgspec
from django.conf import settings

from vejviser.access.derived import rewrite_derived
from vejviser.access.refusals import NotAllowed, NotFound, Stale
from vejviser.access.sections import SECTION_OF_EVENT, Section
from vejviser.access.selectors import reach_of
from vejviser.cases.derivation import derive
from vejviser.cases.history import PERSON, UNKNOWN_PERSON, history_from, recorded_facts
from vejviser.cases.models import Case, Entry
from vejviser.cases.previewing import Preview, check_event, preview, problems_of
from vejviser.ledger import services as ledger
from vejviser.mechanisms import find
from vejviser.rules.problems import Problem, RefusedError
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vejviser.access.actor import Actor
    from vejviser.access.reach import Reach

LONGEST_TEXT: Final = 20_000
# What may be written besides the events of the contract: kind, its fields, and the sections where it belongs (None: any but the header).
TEXT_KINDS: Final[dict[str, tuple[tuple[str, ...], Section | None]]] = {
    "note": (("text",), None),
    "identity": (("name", "aliases", "phone", "identity_number", "languages"), Section.IDENTITY),
    "safe_contact": (("how", "when", "never", "language"), Section.CONTACT),
    "place_code": (("code",), Section.LOCATION),
    "statement": (("topic", "text"), Section.INTERVIEW),
}


class Recorded(NamedTuple):
    """What was recorded: its entry, the case's version after it, and whether this sending had already been received."""

    entry: UUID
    version: int
    repeated: bool = False


def propose(actor: Actor, case_id: UUID, facts: dict[str, Any], *, corrects: UUID | None = None) -> Preview:
    """Say what an event would change, without recording it.

    Raises:
        NotFound: the case, or the entry to correct, does not exist for the actor.
        NotAllowed: the actor may not write in the event's section.
        RefusedError: the event is not a possible one.

    """
    reaches = reach_of(actor, case_id)
    case = Case.objects.get(pk=case_id)
    _section_to_write(facts, reaches)
    _check(case.mechanism, facts, actor)
    recorded = recorded_facts(case_id)
    _check_corrects(actor, case_id, corrects, reaches)
    return preview(case.mechanism, recorded, facts, now=actor.now, reaches=reaches, corrects=corrects, language=actor.language)


def record(  # noqa: PLR0913  all that a recording is
    actor: Actor,
    case_id: UUID,
    facts: dict[str, Any],
    *,
    sending: UUID,
    note: str = "",
    version: int | None = None,
    corrects: UUID | None = None,
) -> Recorded:
    """Record an event of the contract (`type`, `at` and its fields), or who the person is (`type` = person).

    Raises:
        NotFound, NotAllowed, RefusedError: as `propose`; RefusedError also for what the rules do not allow, with the right door.
        Stale: the case has another version than the one that the actor saw.

    """
    reaches = reach_of(actor, case_id)
    section = _section_to_write(facts, reaches)
    case = Case.objects.select_for_update().get(pk=case_id)
    digest = _digest({"facts": facts, "note": note, "corrects": str(corrects)})
    earlier = _earlier(actor, sending, digest, case)
    if earlier is not None:
        return earlier
    _check_version(case, version)
    _check(case.mechanism, facts, actor, note)
    corrected = _check_corrects(actor, case_id, corrects, reaches)
    if corrected is not None and corrected.section != section:
        raise RefusedError([Problem("$.type", "belongs in another section than what it corrects; withdraw that and record anew")])
    known = recorded_facts(case_id)
    proposed = preview(case.mechanism, known, facts, now=actor.now, reaches=reaches, corrects=corrects, language=actor.language)
    if proposed.refused:
        raise RefusedError(problems_of(proposed.refused))
    content = {"facts": msgspec.json.encode(facts), "note": note.encode() or None}
    return _append(actor, case, section, content, is_event=True, corrects=corrects, sending=sending, digest=digest)


def withdraw(  # noqa: PLR0913  as above
    actor: Actor,
    case_id: UUID,
    entry_id: UUID,
    *,
    reason: str,
    sending: UUID,
    version: int | None = None,
) -> Recorded:
    """Take back what was recorded by mistake; both stay, with the reason.

    Raises:
        NotFound, NotAllowed, Stale, RefusedError: as `record`.

    """
    reaches = reach_of(actor, case_id)
    case = Case.objects.select_for_update().get(pk=case_id)
    digest = _digest({"withdraw": str(entry_id), "reason": reason})
    earlier = _earlier(actor, sending, digest, case)
    if earlier is not None:
        return earlier
    _check_version(case, version)
    entry = _check_corrects(actor, case_id, entry_id, reaches)
    if entry is None:
        raise NotFound
    _check_text("reason", reason)
    if not reason.strip():
        raise RefusedError([Problem("$.reason", "is missing; say why the entry was a mistake")])
    content = {"facts": None, "note": msgspec.json.encode({"kind": "withdrawal", "text": reason})}
    section = Section(entry.section)
    return _append(actor, case, section, content, is_event=False, corrects=entry_id, sending=sending, digest=digest)


def add_text(  # noqa: PLR0913  as above
    actor: Actor,
    case_id: UUID,
    *,
    section: Section,
    kind: str,
    fields: dict[str, str],
    sending: UUID,
    corrects: UUID | None = None,
) -> Recorded:
    """Write something that is no event of the contract; see TEXT_KINDS.

    Raises:
        NotFound, NotAllowed: as `record`.
        RefusedError: an unknown kind or field, a section where the kind does not belong, or a text that is empty or too long.

    """
    reaches = reach_of(actor, case_id)
    _check_kind(section, kind, fields)
    if section not in reaches or not reaches[section].writes:
        raise NotAllowed
    case = Case.objects.select_for_update().get(pk=case_id)
    digest = _digest({"kind": kind, "section": section, "fields": fields, "corrects": str(corrects)})
    earlier = _earlier(actor, sending, digest, case)
    if earlier is not None:
        return earlier
    _check_corrects(actor, case_id, corrects, reaches)
    content = {"facts": None, "note": msgspec.json.encode({"kind": kind, **fields})}
    return _append(
        actor, case, section, content, is_event=False, is_code=kind == "place_code", corrects=corrects, sending=sending, digest=digest
    )


def rebuild(case: Case, actor: Actor) -> None:
    """Derive stage, deadlines, desk lines and consents of a case anew from its events."""
    derived = derive(history_from(case.mechanism, recorded_facts(case.pk)), actor.now)
    closed_at = case.closed_at
    if (derived.stage == "ended") != (closed_at is not None):
        closed_at = actor.now if closed_at is None else None
    Case.objects.filter(pk=case.pk).update(stage=derived.stage, changed_at=actor.now, version=case.version, closed_at=closed_at)
    rewrite_derived(case.pk, derived.rows)


def _append(  # noqa: PLR0913  as above
    actor: Actor,
    case: Case,
    section: Section,
    content: dict[str, bytes | None],
    *,
    is_event: bool,
    sending: UUID,
    digest: bytes,
    is_code: bool = False,
    corrects: UUID | None = None,
) -> Recorded:
    entry_id = uuid.uuid4()
    sealed = {field: None if plain is None else vault.seal(case.pk, section, field, entry_id, plain) for field, plain in content.items()}
    case.version += 1
    Entry.objects.create(
        id=entry_id,
        case=case,
        section=section,
        number=case.version,
        recorded_at=actor.now,
        author_id=actor.user_id,
        organisation=actor.organisation,
        is_event=is_event,
        is_code=is_code,
        corrects_id=corrects,
        sending=sending,
        sent_digest=digest,
        **sealed,
    )
    rebuild(case, actor)
    ledger.record("case:record", case_id=case.pk, sections=section, purpose=actor.purpose)
    return Recorded(entry_id, case.version)


def _section_to_write(facts: dict[str, Any], reaches: Mapping[Section, Reach]) -> Section:
    kind = facts.get("type")
    section = Section.IDENTITY if kind == PERSON else SECTION_OF_EVENT.get(str(kind))
    if section is None:
        raise RefusedError([Problem("$.type", f"{kind!r} is not an event type")])
    if section not in reaches or not reaches[section].writes:
        raise NotAllowed
    return section


def _check(mechanism_name: str, facts: dict[str, Any], actor: Actor, note: str = "") -> None:
    mechanism = find(mechanism_name)
    _check_text("note", note)
    for key, value in facts.items():
        if isinstance(value, str):
            _check_text(key, value)
    if facts.get("type") == PERSON:
        missing = [key for key in UNKNOWN_PERSON if key not in facts]
        if missing or len(facts) != len(UNKNOWN_PERSON) + 1:
            raise RefusedError([Problem("$", f"a person has {', '.join(UNKNOWN_PERSON)}, and nothing else")])
        return
    check_event(mechanism, facts, actor.now)


def _check_text(name: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise RefusedError([Problem(f"$.{name}", f"has {len(text)} characters; allowed are {LONGEST_TEXT}")])
    if "\x00" in text:
        raise RefusedError([Problem(f"$.{name}", "holds a character that cannot be kept (NUL)")])


def _check_kind(section: Section, kind: str, fields: dict[str, str]) -> None:
    if kind not in TEXT_KINDS:
        raise RefusedError([Problem("$.kind", f"{kind!r} is not allowed; allowed: {', '.join(TEXT_KINDS)}")])
    allowed, home = TEXT_KINDS[kind]
    problems = [Problem(f"$.{key}", f"unknown field; {kind} has {', '.join(allowed)}") for key in fields if key not in allowed]
    if section in (Section.HEADER, Section.ACCESS_REPORT, Section.STATISTICS) or home not in (None, section):
        problems.append(Problem("$.section", f"{kind} does not belong in section {section}"))
    if not any(text.strip() for text in fields.values()):
        problems.append(Problem(f"$.{allowed[0]}", "is empty"))
    if problems:
        raise RefusedError(problems)
    for key, text in fields.items():
        _check_text(key, text)


def _check_version(case: Case, version: int | None) -> None:
    if version is not None and version != case.version:
        raise Stale(case.version)


def _check_corrects(actor: Actor, case_id: UUID, corrects: UUID | None, reaches: Mapping[Section, Reach]) -> Entry | None:
    """Find the entry that is to be corrected: one that the actor may read, in a section that the actor may write in, not corrected yet."""
    if corrects is None:
        return None
    entry = Entry.objects.filter(pk=corrects, case=case_id).first()
    if entry is None:
        raise NotFound
    reach = reaches.get(Section(entry.section))
    if reach is None or not reach.writes or not (reach.live or entry.author_id == actor.user_id):
        raise NotAllowed
    if Entry.objects.filter(corrects=corrects).exists():
        raise Stale
    return entry


def _earlier(actor: Actor, sending: UUID, digest: bytes, case: Case) -> Recorded | None:
    """Find what this sending already recorded: a form that was sent twice is one entry."""
    entry = Entry.objects.filter(author=actor.user_id, sending=sending).first()
    if entry is None:
        return None
    if entry.case_id != case.pk or not hmac.compare_digest(bytes(entry.sent_digest), digest):
        raise RefusedError([Problem("$.sending", "was already used for something else; open the form again")])
    return Recorded(entry.pk, case.version, repeated=True)


def _digest(sent: dict[str, Any]) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), msgspec.json.encode(sent, order="sorted"), hashlib.sha256).digest()
