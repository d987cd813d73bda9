# SPDX-License-Identifier: EUPL-1.2
"""What is accepted becomes events that the rules take without a violation, and everything moves into its section."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from itertools import product
from typing import TYPE_CHECKING, Any

from tests.referrals.outside.filled import AGREES, CHILD, CITIZEN, NOTICE, NURSE, PATROL, SELF, at_desk, opened, sent
from tests.referrals.signed_in import sign_in
from vejviser.access.context import acting
from vejviser.cases.models import Entry
from vejviser.mechanisms import find
from vejviser.referrals import outside, services
from vejviser.referrals.accepting import Acceptance, events_of
from vejviser.referrals.models import Part, Referral
from vejviser.referrals.paths import basis_of_path
from vejviser.rules.assess import assess
from vejviser.rules.case_file import case_from
from vejviser.site import clock
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.cast import Cast

AGES = ("yes", "no", "not_sure", None)
PRESENCES = ("alone", "overheard", "absent", None)
CONSENTS = ("yes", "contact_only", "no", "not_asked", None)
OVERRIDES = ("none", "danger_to_life", "legal_duty", None)


def test_the_events_of_every_path_are_assessed_without_a_violation(cast: Cast) -> None:
    """All 2,560 combinations; those that become the same events are assessed once."""
    mechanism, actor = find(), cast.actor(cast.coordinator)
    seen = set()
    for role, age, presence, consent, override in product(outside.ROLES, AGES, PRESENCES, CONSENTS, OVERRIDES):
        answers = {"age": age, "presence": presence, "consent": consent, "override": override}
        by = outside.by_of(outside.Sender(role))
        path = outside.path_of(answers, role, by)
        basis = basis_of_path(path, answers)
        for how in (Acceptance(), Acceptance(agrees=True), Acceptance(plainly_adult=True)):
            if (by, basis, how) in seen or not (basis or how.agrees):
                continue
            seen.add((by, basis, how))
            row = Referral(to="cmm", received_at=actor.now, sending=uuid.uuid4())
            events = list(events_of(row, {"by": by, "basis": basis}, how, actor))
            assert [event["type"] for event in events if event["type"] in ("encounter", "referral")] == ["encounter", "referral"]
            person: dict[str, Any] = {"born": None, "citizenships": [], "gender": "unknown", "unaccompanied": True}
            file = {"case": "S1", "mechanism": "denmark", "person": person, "events": events}
            found = assess(
                mechanism, case_from(file, mechanism.vocabulary, today=dt.date.max), mechanism.zone.moment(actor.now.isoformat())
            )
            assert not found.violations, (role, path, how, found.violations)
    assert len(seen) > 30


def _accept(cast: Cast, one: outside.Sent, how: Acceptance = Acceptance()) -> list[dict[str, Any]]:  # noqa: B008  it is frozen
    with acting(cast.actor(cast.coordinator)) as actor:
        row = Referral.objects.get(reference=one.reference)
        case = services.accept(actor, row.pk, how)
        found = []
        for entry in Entry.objects.filter(case=case):
            field, sealed = ("facts", entry.facts) if entry.facts is not None else ("note", entry.note)
            opened_entry = json.loads(vault.unseal(entry.case_id, entry.section, field, entry.pk, bytes(sealed or b"")))
            found.append({"section": entry.section, **opened_entry})
        return found


def test_an_agreed_referral_moves_into_its_sections_and_its_keys_are_destroyed(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    one = sent(AGREES)
    outside.add(opened(one), "comm", {"text": "reads little"}, clock.now())
    outside.add(opened(one), "family", {"text": "two children"}, clock.now())
    with acting(cast.actor(cast.duty)) as actor:
        row = Referral.objects.get(reference=one.reference)
        first, second = Part.objects.filter(kind="addition").values_list("pk", flat=True)
        services.settle(actor, row.pk, first, take=True)
        ids = list(Part.objects.filter(kind__in=("identity", "contact", "referrer")).values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        found = _accept(cast, one)
    said = {section: json.dumps([one for one in found if one["section"] == section], ensure_ascii=False) for section in "BCEO"}
    assert "Zoraya" in said["B"]
    assert "reads little" in said["B"]
    assert "28282828" in said["C"]
    assert "35353535" in said["O"]
    assert not any(word in said["E"] for word in ("Zoraya", "28282828", "35353535"))
    assert all(vault.is_shredded(part) for part in (row.pk, first, *ids))
    with acting(cast.actor(cast.coordinator)) as actor:
        # What waited is still there, and goes straight into the case.
        services.settle(actor, row.pk, second, take=True)
    assert [state for _card, _at, state in outside.additions(opened(one))] == ["taken", "taken"]


def test_the_times_and_the_sender_are_the_referrals_own(cast: Cast) -> None:
    found = _accept(cast, sent({**CHILD, "met_at": "2026-01-14T22:10+01:00"}, PATROL))
    events = {one["type"]: one for one in found if "type" in one}
    assert events["encounter"]["at"] == "2026-01-14T22:10+01:00"
    assert (events["encounter"]["by"], events["referral"]["by"]) == ("police", "police")
    assert (events["referral"]["consent"], events["referral"]["basis"]) == ("override", "child")
    assert "consent" not in events


def test_a_self_referral_is_given_by_herself(cast: Cast) -> None:
    found = _accept(cast, sent({"name": "Z", "safe_contact": "phone", "safe_phone": "28282828", "age": "yes"}, SELF))
    referral = next(one for one in found if one.get("type") == "referral")
    assert (referral["by"], referral["consent"]) == ("self", "given")


def test_a_notice_becomes_a_case_when_the_person_agrees_with_what_was_said_before(cast: Cast) -> None:
    found = _accept(cast, sent(NOTICE, CITIZEN), Acceptance(agrees=True))
    events = {one["type"]: one for one in found if "type" in one}
    assert (events["encounter"]["by"], events["referral"]["consent"]) == ("citizen", "given")
    assert "works at night" in json.dumps(found)


def test_a_notice_has_no_search_key_and_is_matched_with_nobody(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        one = sent({**NOTICE, "name": "Xilomen Vadrusk", "note": "her name is Xilomen Vadrusk"}, NURSE)
    assert vault.candidates(["Xilomen Vadrusk"], None) == []
    row = at_desk(cast, one)
    client = sign_in(cast, cast.duty)
    assert f"/inbox/{row.pk}/match/" not in client.get(f"/inbox/{row.pk}/").content.decode()
    assert client.post(f"/inbox/{row.pk}/match/", {"names": "Xilomen"}).status_code == 404
