# SPDX-License-Identifier: EUPL-1.2
"""What time ends by itself, in the role of the night run: at the instant that was named, and with its key."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, transaction
from django_tasks_db.models import DBTaskResult

from tests.referrals.outside.filled import AGREES, CITIZEN, NOTICE, opened, sent
from vejviser.access.context import acting
from vejviser.directory.models import Organisation
from vejviser.notices.mail_text import SIZE
from vejviser.notices.models import Mail, Notice
from vejviser.referrals import outside, services
from vejviser.referrals.models import Part, Proof, Receipt, Referral, SavedForm
from vejviser.referrals.tasks import destroy_keys
from vejviser.rules.problems import RefusedError
from vejviser.vault import services as vault

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from tests.cast import Cast
    from tests.notices.conftest import Night
    from tests.notices.post_office import PostOffice

pytestmark = pytest.mark.usefixtures("owner_connection")
MOMENT = dt.datetime(2027, 1, 14, 9, 10, tzinfo=dt.UTC)
SECOND, HOUR, DAY = dt.timedelta(seconds=1), dt.timedelta(hours=1), dt.timedelta(days=1)
EXCEPTION = {"age": "no", "override": "danger_to_life", "override_reason": "a knife", "name": "Zoraya", "you_phone": "35353535"}


def _rows(model: type[Model]) -> Any:
    return model._base_manager.using("owner")  # noqa: SLF001  the owner passes the managers of the pages


def _destroy_what_is_queued() -> None:
    for task in DBTaskResult.objects.using("owner").all():
        destroy_keys.func(*task.args_kwargs["args"])


def test_saved_forms_and_their_reminders_end_at_the_instant_that_was_named(night: Night, at: Callable[[dt.datetime], None]) -> None:
    at(MOMENT)
    saved = outside.save_draft(AGREES, now=MOMENT, mail="bo@hospital.example")
    at(saved.until - SECOND)
    # The one reminder has been due for a day: it is sent, and nothing else happens.
    Mail.objects.all().delete()
    assert night()["saved_forms"] == 0
    at(saved.until)
    assert night()["saved_forms"] == 1
    assert not _rows(SavedForm).exists()


def test_contents_end_with_their_keys_and_nothing_else_does(night: Night, at: Callable[[dt.datetime], None], cast: Cast) -> None:
    at(MOMENT)
    tip = {**NOTICE, "place_tip": "write", "place_tip_text": "the blue house", "you_phone": "35353535"}
    notice, agreed, struck = sent(tip, CITIZEN), sent(AGREES), sent(AGREES)
    outside.withdraw(opened(struck), "referrer", MOMENT)
    outside.ask_address_proof(agreed, "bo@klinik.example")
    ids = {one.reference: _rows(Referral).get(reference=one.reference).pk for one in (notice, agreed, struck)}
    of_struck = list(_rows(Part).filter(referral=ids[struck.reference]).values_list("pk", flat=True))
    at(MOMENT + DAY - SECOND)
    assert night()["contents"] == 0
    at(MOMENT + DAY)
    assert night()["contents"] == 1 + len(of_struck)
    _destroy_what_is_queued()
    assert all(vault.is_shredded(row) for row in (ids[struck.reference], *of_struck))
    assert _rows(Referral).get(pk=ids[struck.reference]).content is None
    of_notice = list(_rows(Part).filter(referral=ids[notice.reference]).values_list("pk", flat=True))
    at(MOMENT + 30 * DAY)
    done = night()
    assert (done["contents"], done["receipts"], done["address_proofs"]) == (2, 3, 1)
    _destroy_what_is_queued()
    assert all(vault.is_shredded(row) for row in of_notice)
    assert outside.open_receipt(agreed.reference, " ".join(agreed.key_words), MOMENT + 30 * DAY) is None
    assert set(_rows(Receipt).values_list("key_hash", "headings")) == {("", b"")}
    late = Part(referral_id=ids[agreed.reference], kind="addition", at=MOMENT)
    with pytest.raises(DatabaseError), transaction.atomic():
        late.save(force_insert=True)
    assert not _rows(Proof).exists()
    with acting(cast.actor(cast.duty)):
        kinds = set(Part.objects.filter(referral=ids[agreed.reference]).exclude(content=None).values_list("kind", flat=True))
        assert kinds == {"identity", "contact", "referrer"}
        assert Referral.objects.get(pk=ids[notice.reference]).content is not None


def test_an_exception_is_sealed_again_until_a_second_person_confirms(night: Night, at: Callable[[dt.datetime], None], cast: Cast) -> None:
    at(MOMENT)
    one = sent(EXCEPTION)
    with acting(cast.actor(cast.duty)) as actor:
        row = Referral.objects.get(reference=one.reference)
        services.take_over(actor, row.pk)
        assert services.identity(actor, row.pk) == {"name": "Zoraya"}
        with pytest.raises(RefusedError):
            services.confirm(actor, row.pk)
    assert row.confirm_by is not None
    at(row.confirm_by - SECOND)
    assert night()["sealed_again"] == 0
    at(row.confirm_by)
    assert night()["sealed_again"] == 1
    with acting(cast.actor(cast.duty)):
        assert not Part.objects.filter(kind="identity").exists()
    with acting(cast.actor(cast.coordinator)) as actor:
        services.confirm(actor, row.pk)
    assert night()["sealed_again"] == 0
    with acting(cast.actor(cast.duty)) as actor:
        assert services.identity(actor, row.pk) == {"name": "Zoraya"}


def test_a_flood_without_senders_is_reminded_of_once_a_working_day(night: Night, at: Callable[[dt.datetime], None]) -> None:
    Organisation.objects.using("owner").filter(register_id="cmm", unit="").update(mail="desk@cmm.example")
    at(MOMENT)
    for _ in range(3):
        sent({"danger": "now", "note": "x"}, CITIZEN)
    at(MOMENT + HOUR)
    assert night()["escalated"] == 3
    assert night()["escalated"] == 0
    assert _rows(Notice).filter(kind="unanswered").count() == 1
    assert _rows(Mail).filter(kind="news").count() == 1
    at(MOMENT + DAY)
    assert night()["escalated"] == 3
    assert _rows(Notice).filter(kind="unanswered").count() == 2


def test_of_a_mail_to_somebody_without_an_account_nothing_stays(
    night: Night, at: Callable[[dt.datetime], None], post_office: PostOffice
) -> None:
    at(MOMENT)
    outside.ask_address_proof(sent(AGREES), "bo@klinik.example")
    night()
    (mail,) = post_office.arrived
    assert len(mail) == SIZE
    assert b"refer/address/" in mail
    assert not _rows(Mail).exists()
