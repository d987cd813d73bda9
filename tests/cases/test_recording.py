# SPDX-License-Identifier: EUPL-1.2
"""Recording in a case: appended, derived, entered in the ledger; refused by rule; never twice, never over somebody else's."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from vejviser.access.context import acting
from vejviser.access.refusals import NotAllowed, NotFound, Stale
from vejviser.access.sections import Section
from vejviser.cases import services
from vejviser.cases.history import history_of
from vejviser.cases.models import Case, Deadline, DeskLine, Entry
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    from tests.cast import Cast


def _identified(cast: Cast) -> uuid.UUID:
    """A person without legal stay, interviewed by CMM and identified by the immigration service on 11 January 2026."""
    case = cast.case()
    cast.join(case, cast.interviewer)
    cast.join(case, cast.dis)
    cast.record(case, cast.coordinator, type="encounter", at="2026-01-04T22:10", by="police")
    cast.record(case, cast.dis, type="stay", at="2026-01-04", legal=False)
    cast.record(case, cast.interviewer, type="interview", at="2026-01-08", by="cmm", representative_present=False, interpreter="pt")
    cast.record(case, cast.coordinator, type="person", born="1999-05-02", citizenships=["BR"], gender="female", unaccompanied=False)
    cast.record(case, cast.dis, type="identification", at="2026-01-11", by="dis", outcome="identified")
    return case


def test_what_follows_is_derived_from_the_events_of_all_sections(cast: Cast) -> None:
    case = _identified(cast)
    with acting(cast.actor(cast.dis)):
        assert Case.objects.get(pk=case).stage == "assistance"
        assert DeskLine.objects.filter(case=case, step="offer_reflection_period", actor="dis").exists()
        assert [event.type for event in history_of(case, "denmark").case.events] == ["stay", "encounter", "interview", "identification"]


def test_a_deadline_is_written_with_the_days_on_which_it_holds(cast: Cast) -> None:
    case = _identified(cast)
    cast.record(case, cast.dis, type="reflection_period", at="2026-11-20", by="dis")
    with acting(cast.actor(cast.dis)):
        clock = Deadline.objects.get(case=case, kind="clock:reflection")
    assert str(clock.day) == "2026-12-20"
    assert str(clock.shown_until) == "2026-12-21"


def test_what_the_rules_forbid_is_refused_with_the_right_door(cast: Cast) -> None:
    case = _identified(cast)
    facts = {"type": "residence_permit", "at": "2026-01-20", "by": "dis"}
    with acting(cast.actor(cast.dis)) as actor, pytest.raises(RefusedError) as refusal:
        services.record(actor, case, facts, sending=uuid.uuid4())
    assert "police or the prosecution" in str(refusal.value.problems[0])


def test_a_preview_says_what_changes_and_records_nothing(cast: Cast) -> None:
    case = _identified(cast)
    with acting(cast.actor(cast.dis)) as actor:
        found = services.propose(actor, case, {"type": "reflection_period", "at": "2026-11-20", "by": "dis"})
        assert ("clock", "reflection") in {(change.subject, change.id) for change in found.changes}
        assert Case.objects.get(pk=case).version == 5


def test_the_same_sending_is_one_entry_and_another_text_under_it_is_refused(cast: Cast) -> None:
    case, sending = cast.case(), uuid.uuid4()
    facts = {"type": "encounter", "at": "2026-01-04", "by": "police"}
    with acting(cast.actor(cast.coordinator)) as actor:
        first = services.record(actor, case, facts, sending=sending)
        second = services.record(actor, case, facts, sending=sending)
        assert (second.entry, second.repeated) == (first.entry, True)
        with pytest.raises(RefusedError):
            services.record(actor, case, facts, note="more", sending=sending)
        assert Entry.objects.filter(case=case).count() == 1


def test_who_saw_an_older_version_is_told_so(cast: Cast) -> None:
    case = cast.case()
    cast.record(case, cast.coordinator, type="encounter", at="2026-01-04", by="police")
    with acting(cast.actor(cast.coordinator)) as actor, pytest.raises(Stale):
        services.record(actor, case, {"type": "encounter", "at": "2026-01-05", "by": "police"}, sending=uuid.uuid4(), version=0)


def test_a_section_that_a_role_may_not_write_is_closed(cast: Cast) -> None:
    case = cast.case()
    cast.join(case, cast.shelter)
    with acting(cast.actor(cast.shelter)) as actor, pytest.raises(NotAllowed):
        services.record(actor, case, {"type": "stay", "at": "2026-01-04", "legal": False}, sending=uuid.uuid4())


def test_a_case_that_one_is_not_assigned_to_does_not_exist(cast: Cast) -> None:
    case = cast.case()
    with acting(cast.actor(cast.outsider)) as actor, pytest.raises(NotFound):
        services.record(actor, case, {"type": "offer", "at": "2026-01-04"}, sending=uuid.uuid4())


def test_what_has_not_happened_yet_cannot_be_recorded(cast: Cast) -> None:
    case = cast.case()
    with acting(cast.actor(cast.coordinator)) as actor, pytest.raises(RefusedError, match="future"):
        services.record(actor, case, {"type": "encounter", "at": "2150-01-04", "by": "police"}, sending=uuid.uuid4())


def test_a_withdrawn_event_no_longer_counts_and_both_stay(cast: Cast) -> None:
    case = cast.case()
    entry = cast.record(case, cast.coordinator, type="encounter", at="2026-01-04", by="police")
    with acting(cast.actor(cast.coordinator)) as actor:
        services.withdraw(actor, case, entry, reason="Another person", sending=uuid.uuid4())
        assert history_of(case, "denmark").case.events == ()
        assert Entry.objects.filter(case=case).count() == 2


def test_a_consent_opens_its_sections_to_its_recipient_and_a_withdrawal_closes_them_at_once(cast: Cast) -> None:
    case = cast.case()
    cast.join(case, cast.lawyer)
    with acting(cast.actor(cast.coordinator)) as actor:
        services.add_text(actor, case, section=Section.CONTACT, kind="safe_contact", fields={"how": "by Sanne"}, sending=uuid.uuid4())
    assert _contacts_seen(cast, case) == 0
    cast.record(case, cast.coordinator, type="consent", at="2026-01-05", recipient="ngo", scope=["contact"], value=True)
    assert _contacts_seen(cast, case) == 1
    cast.record(case, cast.coordinator, type="consent", at="2026-01-06", recipient="ngo", scope=["contact"], value=False)
    assert _contacts_seen(cast, case) == 0


def _contacts_seen(cast: Cast, case: uuid.UUID) -> int:
    with acting(cast.actor(cast.lawyer)):
        return Entry.objects.filter(case=case, section=Section.CONTACT).count()


def test_declaring_a_conflict_closes_the_case_to_oneself(cast: Cast) -> None:
    case = cast.case()
    cast.join(case, cast.dis)
    with acting(cast.actor(cast.dis)) as actor:
        services.declare_conflict(actor, case)
    with acting(cast.actor(cast.dis)):
        assert not Case.objects.filter(pk=case).exists()


def test_every_recording_is_in_the_ledger(cast: Cast) -> None:
    case = cast.case()
    with acting(cast.actor(cast.coordinator)):
        before = _entries(case)
    cast.record(case, cast.coordinator, type="encounter", at="2026-01-04", by="police")
    with acting(cast.actor(cast.coordinator)):
        assert "case:record" in _entries(case)[len(before) :]


def _entries(case: uuid.UUID) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT action FROM ledger_entry WHERE case_id = %s ORDER BY at", [case])
        return [row[0] for row in cursor.fetchall()]
