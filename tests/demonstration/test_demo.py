# SPDX-License-Identifier: EUPL-1.2
"""The demonstration is believable: eight organisations, some twenty people, sixty cases of every stage, and dates around today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client

from vejviser.accounts.models import User
from vejviser.cases.models import Case, Deadline, DeskLine
from vejviser.demonstration import demo
from vejviser.demonstration.one_time_codes import code_now
from vejviser.rules.problems import RefusedError
from vejviser.site import clock

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper


def test_the_demonstration_has_what_a_first_visitor_expects(owner_connection: DatabaseWrapper) -> None:
    demo.load()
    owner = owner_connection.alias
    people = User.objects.filter(invented=True)
    assert 18 <= people.count() <= 25
    assert people.values("organisation__register_id").distinct().count() >= 8
    cases = Case.unguarded.using(owner)
    # One of the referrals that arrived has been accepted into a case besides.
    made = cases.count()
    assert 60 <= made <= 62
    assert cases.values("stage").distinct().count() >= 6
    today = clock.today()
    days = list(Deadline.unguarded.using(owner).values_list("day", flat=True))
    assert min(days) < today < max(days)
    assert DeskLine.unguarded.using(owner).filter(act_by__lte=today).exists()
    demo.load()
    assert cases.count() == made

    kirsten = next(one for one in demo.sign_ins() if "kirsten" in one.mail)
    client = Client()
    answer = client.post("/accounts/login/", {"login": kirsten.mail, "password": kirsten.password})
    client.post(answer.headers["Location"], {"code": code_now(kirsten.mail)})
    assert client.get("/desk/").status_code == 200


@pytest.mark.usefixtures("database")
def test_no_demonstration_can_be_loaded_into_a_real_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "INSTALLATION", "real")
    with pytest.raises(RefusedError, match="real"):
        demo.load()
    assert not User.objects.exists()
