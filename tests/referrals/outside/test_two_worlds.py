# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody is known is told to nobody outside: the same answers and the same questions to the database in both worlds."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.referrals.outside.filled import AGREES, opened, sent
from vejviser.access.context import acting
from vejviser.referrals import outside, services
from vejviser.referrals.accepting import Acceptance
from vejviser.referrals.models import Referral
from vejviser.site import clock

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from tests.cast import Cast

PERSON = {**AGREES, "name": "Wilhelmina Tchokovska"}


def _world() -> tuple[list[Any], int]:
    now = clock.now()
    with CaptureQueriesContext(connection) as asked:
        one = sent(PERSON, now=now)
        receipt = opened(one, now)
        outside.add(receipt, "name", {"full_name": "Wilhelmina Tchokovska"}, now)
        seen = [outside.status(receipt), outside.cards(receipt), len(outside.additions(receipt)), outside.sent_summary(receipt)]
    answer = dataclasses.asdict(one)
    for changing in ("reference", "key_words", "call_sign", "received_at", "valid_until", "answer_by"):
        del answer[changing]
    return [answer, *seen], len(asked.captured_queries)


def test_a_known_person_and_an_unknown_one_cannot_be_told_apart(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    unknown = _world()
    with django_capture_on_commit_callbacks(execute=True):
        one = sent(PERSON)
        with acting(cast.actor(cast.coordinator)) as actor:
            services.accept(actor, Referral.objects.get(reference=one.reference).pk, Acceptance(plainly_adult=True))
    assert _world() == unknown
