# SPDX-License-Identifier: EUPL-1.2
"""Organisations, contracts and the rota: what the register brings, and who changes what."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests.accounts.people import acting_as, administrator, organisation, sign_in, somebody
from tests.pages import assert_page_is_safe
from vejviser.access.context import acting
from vejviser.access.refusals import NotFound
from vejviser.access.roles import Role
from vejviser.directory import selectors, services
from vejviser.directory.models import Organisation
from vejviser.directory.refusals import Refused, Why
from vejviser.site import clock

if TYPE_CHECKING:
    from django.test import Client

    from vejviser.accounts.models import User
    from vejviser.directory.models import DutyTurn

pytestmark = pytest.mark.usefixtures("database")
DAY = dt.date(2027, 2, 11)
HOUR = dt.timedelta(hours=1)


def turn(by: User, who: User, *, begins: dt.timedelta = -HOUR, lasts: dt.timedelta = 3 * HOUR) -> DutyTurn:
    starts = clock.now() + begins
    with acting(acting_as(by)) as actor:
        return services.add_duty_turn(actor, who.organisation_id, user_id=who.id, starts=starts, ends=starts + lasts)


def test_loading_the_register_again_changes_nothing() -> None:
    before = list(Organisation.objects.values_list("id", "register_id"))
    assert services.load_register("denmark") == 0
    assert list(Organisation.objects.values_list("id", "register_id")) == before


def test_organisations_are_called_by_their_name_on_the_day() -> None:
    assert selectors.organisation_name("dis", "da", DAY) == "Udlændingestyrelsen"
    assert selectors.organisation_name("dis", "en", DAY) != selectors.organisation_name("dis", "da", DAY)
    assert selectors.organisation_name("nowhere", "da", DAY) == "nowhere"


def test_a_contract_holds_from_its_first_day_to_its_last_and_no_longer() -> None:
    with acting(acting_as(administrator())) as actor:
        services.add_contract(actor, organisation("ngo").id, measure="interview", first_day=DAY, last_day=DAY)
    days = [DAY - dt.timedelta(days=1), DAY, DAY + dt.timedelta(days=1)]
    assert [selectors.has_contract("ngo", "interview", day) for day in days] == [False, True, False]
    assert not selectors.has_contract("ngo", "support", DAY)


@pytest.mark.parametrize(("first", "last"), [(0, 0), (-5, 0), (3, None), (-5, 20)])
def test_two_contracts_for_a_measure_never_hold_on_one_day(first: int, last: int | None) -> None:
    one, span = organisation("ngo").id, dt.timedelta(days=9)
    with acting(acting_as(administrator())) as actor:
        services.add_contract(actor, one, measure="interview", first_day=DAY, last_day=DAY + span)
        with pytest.raises(Refused) as refused:
            services.add_contract(
                actor,
                one,
                measure="interview",
                first_day=DAY + dt.timedelta(days=first),
                last_day=None if last is None else DAY + dt.timedelta(days=last),
            )
    assert refused.value.why is Why.CONTRACT_OVERLAPS


def test_only_administrators_change_organisations(client: Client) -> None:
    one = organisation("cmm").id
    sign_in(client, somebody("carl", "cmm", Role.CMM_COORDINATOR))
    for name in ("directory_change_desk", "directory_add_unit", "directory_add_contract"):
        assert client.post(reverse(name, args=[one]), {"mail": "desk@cmm.example"}).status_code == 404
    page = client.get(reverse("directory_organisation", args=[one]))
    assert page.status_code == 200
    assert b"<form" not in page.content.split(b"<main")[1].split(b"</main")[0]


def test_an_administrator_adds_a_unit_once(client: Client) -> None:
    sign_in(client, administrator())
    address = reverse("directory_add_unit", args=[organisation("police").id])
    assert client.post(address, {"unit-unit": "Fyn", "unit-mail": ""}).status_code == 302
    again = client.post(address, {"unit-unit": "fyn", "unit-mail": ""})
    assert again.status_code == 422
    assert Organisation.objects.filter(register_id="police", unit__iexact="fyn").count() == 1


def test_those_on_duty_are_found_while_their_turn_lasts_and_they_are_active() -> None:
    vera = somebody("vera", "cmm", Role.CMM_DUTY_OFFICER)
    turn(administrator(), vera)
    now = clock.now()
    assert selectors.on_duty("cmm", now) == [vera]
    assert selectors.on_duty("cmm", now + 3 * HOUR) == []
    assert selectors.on_duty("dis", now) == []
    vera.is_active = False
    vera.save()
    assert selectors.on_duty("cmm", now) == []


def test_intake_keeps_the_rota_of_its_own_organisation_only() -> None:
    vera, dora = somebody("vera", "cmm", Role.CMM_DUTY_OFFICER), somebody("dora", "dis", Role.DIS_CASEWORKER)
    turn(vera, vera)
    for by, who in ((dora, vera), (vera, dora), (dora, dora)):
        with pytest.raises(NotFound):
            turn(by, who)


def test_nobody_is_on_duty_twice_at_a_time() -> None:
    vera = somebody("vera", "cmm", Role.CMM_DUTY_OFFICER)
    turn(vera, vera)
    with pytest.raises(Refused) as refused:
        turn(vera, vera, begins=HOUR)
    assert refused.value.why is Why.ON_DUTY_ALREADY
    turn(vera, vera, begins=2 * HOUR)


def test_a_running_turn_that_is_removed_ends_now_and_one_to_come_never_was() -> None:
    vera = somebody("vera", "cmm", Role.CMM_DUTY_OFFICER)
    running, later = turn(vera, vera), turn(vera, vera, begins=5 * HOUR)
    with acting(acting_as(vera)) as actor:
        services.remove_duty_turn(actor, running.id)
        services.remove_duty_turn(actor, later.id)
    assert selectors.on_duty("cmm", clock.now()) == []
    assert [one.id for one in vera.duty_turns.all()] == [running.id]


def test_the_rota_is_for_the_organisation_and_for_administrators(client: Client) -> None:
    address = reverse("directory_rota", args=[organisation("cmm").id])
    answers = []
    for user in (somebody("vera", "cmm", Role.CMM_HOTLINE), administrator(), somebody("dora", "dis", Role.DIS_CASEWORKER)):
        sign_in(client, user)
        answers.append(client.get(address, {"week": "2027-02-11"}))
    assert [one.status_code for one in answers] == [200, 200, 404]
    assert_page_is_safe(answers[1])
    assert b"11 February 2027" in answers[1].content


def test_a_turn_is_entered_by_day_and_time(client: Client) -> None:
    vera = somebody("vera", "cmm", Role.CMM_DUTY_OFFICER)
    sign_in(client, vera)
    day = clock.today() + dt.timedelta(days=2)
    sent = {"person": str(vera.id), "first_time": "8.30", "last_time": "16"}
    sent |= {f"{name}_{part}": str(getattr(day, part)) for name in ("first_day", "last_day") for part in ("day", "month", "year")}
    answer = client.post(reverse("directory_add_turn", args=[vera.organisation_id]), sent)
    assert answer.status_code == 302, answer.content.decode()
    assert vera.duty_turns.get().ends - vera.duty_turns.get().starts == dt.timedelta(hours=7, minutes=30)
