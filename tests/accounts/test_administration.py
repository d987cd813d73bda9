# SPDX-License-Identifier: EUPL-1.2
"""People, invitations and roles: who may, what takes two, what ends at once."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.accounts.people import PASSWORD, acting_as, administrator, organisation, sign_in, somebody
from tests.accounts.test_sign_in import addresses, masked
from tests.cast import Cast
from tests.pages import assert_page_is_safe
from vejviser.access.context import acting
from vejviser.access.refusals import NotFound
from vejviser.access.roles import Role
from vejviser.accounts import invitations, selectors, services
from vejviser.accounts.models import Invitation, RoleRequest, User
from vejviser.accounts.refusals import NotInvited, Refused, Why
from vejviser.notices.models import Mail
from vejviser.site import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def set_clock() -> Iterator[Path]:
    path = Path(settings.HOME) / "clock"
    yield path
    path.unlink(missing_ok=True)


def form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Nora Ny",
        "email": "nora@hopenow.example",
        "organisation": str(organisation("hopenow").id),
        "roles": [Role.NGO_SOCIAL_WORKER],
        "language": "en",
        **changes,
    }


def invited(by: User, **changes: Any) -> invitations.Invited:
    fields = form(**changes)
    with acting(acting_as(by)) as actor:
        return invitations.invite(
            actor,
            email=fields["email"],
            name=fields["name"],
            organisation_id=fields["organisation"],
            roles=[Role(role) for role in fields["roles"]],
            language="en",
        )


def asked(by: User, user: User, role: Role = Role.CMM_DUTY_OFFICER) -> RoleRequest:
    with acting(acting_as(by)) as actor:
        return services.ask_for_role(actor, user.id, role, starts=clock.now(), ends=None)


def decide(by: User, request: RoleRequest, *, give: bool = True) -> None:
    with acting(acting_as(by)) as actor:
        services.decide_role(actor, request.id, give=give)


PAGES = ("accounts_people", "accounts_invite", "accounts_waiting")


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_people_are_there_for_administrators_and_for_nobody_else(client: Client, name: str) -> None:
    sign_in(client, administrator())
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert_page_is_safe(response)
    sign_in(client, somebody("carl", "cmm", Role.CMM_COORDINATOR))
    assert client.get(reverse(name)).status_code == 404


def test_a_person_of_another_is_the_same_404_as_a_person_who_is_not(client: Client) -> None:
    sign_in(client, somebody("carl", "cmm", Role.CMM_COORDINATOR))
    known, unknown = administrator().id, "00000000-0000-4000-8000-000000000000"
    first, second = (client.get(reverse("accounts_person", args=[one])) for one in (known, unknown))
    assert masked(first, str(known)) == masked(second, unknown)
    assert first.status_code == second.status_code == 404


@pytest.mark.parametrize("action", ["invite", "ask", "decide", "end", "retire"])
def test_no_service_of_administration_works_for_anybody_else(action: str) -> None:
    outsider, user, first = somebody("carl", "cmm", Role.CMM_COORDINATOR), somebody("ida", "cmm", Role.CMM_INTERVIEWER), administrator()
    waits = asked(first, user)
    held = user.roles_held.get()
    calls: dict[str, Callable[[], object]] = {
        "invite": lambda: invited(outsider),
        "ask": lambda: asked(outsider, user, Role.CMM_HOTLINE),
        "decide": lambda: decide(outsider, waits),
        "end": lambda: services.end_role(acting_as(outsider), held.id),
        "retire": lambda: services.retire(acting_as(outsider), user.id),
    }
    with acting(acting_as(outsider)), pytest.raises(NotFound):
        calls[action]()


def test_sensitive_pages_ask_for_the_password_once_more(client: Client) -> None:
    sign_in(client, administrator(), confirmed=False)
    asked_first = client.post(reverse("accounts_invite"), form())
    assert asked_first["Location"].startswith(reverse("account_reauthenticate"))
    assert not Invitation.objects.exists()
    client.post(asked_first["Location"], {"password": PASSWORD})
    assert Invitation.objects.exists()


def test_nobody_but_an_administrator_is_asked_to_confirm_anything(client: Client) -> None:
    sign_in(client, somebody("carl", "cmm", Role.CMM_COORDINATOR), confirmed=False)
    assert client.get(reverse("accounts_invite")).status_code == 404


def test_an_invitation_shows_its_link_once_and_keeps_only_a_digest(client: Client) -> None:
    sign_in(client, administrator())
    response = client.post(reverse("accounts_invite"), form())
    link = re.search(r"<code>http://testserver(/accounts/invitation/([^/]+)/)</code>", response.content.decode())
    assert link
    stored = Invitation.objects.get()
    assert link[2] not in str(vars(stored))
    mail = Mail.objects.get()
    assert (mail.to, mail.kind, "/" + mail.link) == ("nora@hopenow.example", "invitation", link[1])


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(client: Client) -> None:
    sign_in(client, administrator())
    response = client.post(reverse("accounts_invite"), form(email="nora", organisation="", roles=["nonsense"]))
    text = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_email"' in text
    assert 'value="Nora Ny"' in text
    assert "nonsense" not in text


def test_an_invitation_lets_its_person_in_once_to_set_up_the_second_factor(client: Client) -> None:
    made = invited(administrator())
    assert client.get(made.path).status_code == 200
    answer = client.post(made.path, {"way": "password", "password1": PASSWORD, "password2": PASSWORD})
    assert answer["Location"] == reverse("accounts_enrol")
    user = User.objects.get(email="nora@hopenow.example")
    assert client.session["_auth_user_id"] == str(user.id)
    assert client.get("/organisations/")["Location"] == reverse("accounts_enrol")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    again = Client()
    assert again.get(made.path).status_code == 404
    assert again.post(made.path, {"way": "passkey"}).status_code == 404
    assert not acting_as(user).roles


def test_an_invitation_is_over_after_seven_days(client: Client, set_clock: Path) -> None:
    made = invited(administrator())
    set_clock.write_text((clock.now() + dt.timedelta(days=7)).isoformat())
    used, never = client.get(made.path), client.get(reverse("accounts_invitation", args=["x" * 43]))
    assert used.status_code == never.status_code == 404
    with pytest.raises(NotInvited):
        services.accept(made.path.split("/")[-2], password=PASSWORD)


def test_a_withdrawn_invitation_lets_nobody_in(client: Client) -> None:
    first = administrator()
    made = invited(first)
    sign_in(client, first)
    client.post(reverse("accounts_withdraw", args=[made.invitation.id]))
    assert Client().get(made.path).status_code == 404


@pytest.mark.parametrize("email", ["carl@cmm.example", "CARL@cmm.example", "nora@hopenow.example"])
def test_an_address_is_invited_once(email: str) -> None:
    first = administrator()
    somebody("carl", "cmm", Role.CMM_COORDINATOR)
    invited(first)
    with pytest.raises(Refused) as refused:
        invited(first, email=email)
    assert refused.value.why is Why.ADDRESS_TAKEN


@pytest.mark.parametrize(
    "passwords", [("short", "short"), ("nora@hopenow.example", "nora@hopenow.example"), (PASSWORD, "another one"), ("", "")]
)
def test_a_poor_password_is_refused(client: Client, passwords: tuple[str, str]) -> None:
    made = invited(administrator())
    answer = client.post(made.path, {"way": "password", "password1": passwords[0], "password2": passwords[1]})
    assert answer.status_code == 422
    assert not User.objects.filter(email="nora@hopenow.example").exists()


def test_a_role_is_held_only_after_a_second_administrator_gave_it() -> None:
    first, second, user = administrator("ada"), administrator("bo"), somebody("ida", "cmm", Role.CMM_INTERVIEWER)
    waits = asked(first, user)
    assert acting_as(user).roles == {Role.CMM_INTERVIEWER}
    with pytest.raises(Refused) as refused:
        decide(first, waits)
    assert refused.value.why is Why.SECOND_ADMINISTRATOR
    decide(second, waits)
    assert acting_as(user).roles == {Role.CMM_INTERVIEWER, Role.CMM_DUTY_OFFICER}
    with pytest.raises(NotFound):
        decide(second, waits)


def test_a_refused_role_is_not_held() -> None:
    first, second, user = administrator("ada"), administrator("bo"), somebody("ida", "cmm", Role.CMM_INTERVIEWER)
    decide(second, asked(first, user), give=False)
    assert acting_as(user).roles == {Role.CMM_INTERVIEWER}


def test_the_second_administrator_is_of_another_organisation_if_there_is_one() -> None:
    first, second, user = administrator("ada"), administrator("bo"), somebody("ida", "cmm", Role.CMM_INTERVIEWER)
    third = administrator("ci", "dis")
    waits = asked(first, user)
    with pytest.raises(Refused) as refused:
        decide(second, waits)
    assert refused.value.why is Why.OTHER_ORGANISATION
    decide(third, waits)
    assert Role.CMM_DUTY_OFFICER in acting_as(user).roles


def test_the_roles_of_an_invitation_are_held_once_given_in_either_order() -> None:
    first, second = administrator("ada"), administrator("bo")
    early, late = invited(first), invited(first, email="other@hopenow.example")
    decide(second, RoleRequest.objects.get(invitation=early.invitation))
    given_before = services.accept(early.path.split("/")[-2], password=PASSWORD)
    given_after = services.accept(late.path.split("/")[-2], password=PASSWORD)
    assert acting_as(given_before).roles == {Role.NGO_SOCIAL_WORKER}
    assert not acting_as(given_after).roles
    decide(second, RoleRequest.objects.get(user=given_after))
    assert acting_as(given_after).roles == {Role.NGO_SOCIAL_WORKER}


def test_nobody_changes_their_own_roles() -> None:
    first = administrator()
    with acting(acting_as(first)) as actor:
        for call in (
            lambda: services.end_role(actor, first.roles_held.get().id),
            lambda: services.retire(actor, first.id),
            lambda: services.ask_for_role(actor, first.id, Role.ADMINISTRATOR, starts=clock.now(), ends=None),
        ):
            with pytest.raises(Refused) as refused:
                call()
            assert refused.value.why is Why.OWN_ROLES


def test_an_administrator_holds_no_other_role() -> None:
    first, second, user = administrator("ada"), administrator("bo"), somebody("ida", "cmm", Role.CMM_INTERVIEWER)
    for subject, role in ((second, Role.CMM_COORDINATOR), (user, Role.ADMINISTRATOR)):
        with pytest.raises(Refused) as refused:
            asked(first, subject, role)
        assert refused.value.why is Why.ADMINISTRATOR_ALONE
    with pytest.raises(Refused):
        invited(first, roles=[Role.ADMINISTRATOR, Role.LAWYER])
    with pytest.raises(Refused):
        somebody("mix", "cmm", Role.ADMINISTRATOR, Role.LAWYER)


def test_two_roles_asked_for_one_after_the_other_cannot_make_an_administrator_with_another_role() -> None:
    first, second, user = administrator("ada"), administrator("bo"), somebody("ida", "cmm")
    both = [asked(first, user, Role.ADMINISTRATOR), asked(first, user, Role.CMM_COORDINATOR)]
    decide(second, both[0])
    with pytest.raises(Refused) as refused:
        decide(second, both[1])
    assert refused.value.why is Why.ADMINISTRATOR_ALONE


def test_a_role_of_another_organisation_is_refused() -> None:
    first, user = administrator(), somebody("nora", "hopenow", Role.NGO_SOCIAL_WORKER)
    with pytest.raises(Refused) as refused:
        asked(first, user, Role.CMM_COORDINATOR)
    assert refused.value.why is Why.FOREIGN_ROLE


def test_the_last_administrator_cannot_be_ended() -> None:
    first, second = administrator("ada"), administrator("bo")
    with acting(acting_as(first)) as actor:
        services.retire(actor, second.id)
    with acting(acting_as(second)) as left, pytest.raises(NotFound):
        services.retire(left, first.id)


def test_retiring_a_person_ends_everything_at_once(client: Client) -> None:
    cast = Cast()
    case = cast.case()
    user = cast.user(cast.coordinator)
    sign_in(client, user)
    assert client.get("/organisations/").status_code == 200
    with acting(acting_as(administrator())) as actor:
        assert services.count_assignments(user) == 1
        services.retire(actor, user.id)
    assert client.get("/organisations/")["Location"] == "/accounts/login/"
    user.refresh_from_db()
    assert not user.is_active
    assert not acting_as(user).roles
    with acting(acting_as(user)):
        assert not user.assignments.filter(ends=None, case=case).exists()
    assert Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD}).status_code == 200


def test_ending_a_role_ends_the_assignments_in_it_and_no_others() -> None:
    cast = Cast()
    case = cast.case()
    cast.join(case, cast.dis)
    first, user = administrator(), cast.user(cast.dis)
    with acting(acting_as(first)) as actor:
        services.end_role(actor, user.roles_held.get().id)
    with acting(acting_as(user)):
        assert not user.assignments.filter(ends=None).exists()
    coordinator = cast.user(cast.coordinator)
    with acting(acting_as(coordinator)):
        assert coordinator.assignments.filter(ends=None).exists()


def test_people_are_found_by_part_of_a_name_and_the_words_stand_in_no_address(client: Client) -> None:
    sign_in(client, administrator())
    somebody("ida", "cmm", Role.CMM_INTERVIEWER)
    somebody("nora", "hopenow", Role.NGO_SOCIAL_WORKER)
    text = client.post(reverse("accounts_people"), {"words": "NOR"}).content.decode()
    assert "nora@hopenow.example" in text
    assert "ida@cmm.example" not in text


def test_people_with_a_role_are_found_by_organisation() -> None:
    ida = somebody("ida", "cmm", Role.CMM_INTERVIEWER)
    somebody("nora", "hopenow", Role.NGO_SOCIAL_WORKER)
    assert list(selectors.people_with_role(Role.CMM_INTERVIEWER)) == [ida]
    assert list(selectors.people_with_role(Role.CMM_INTERVIEWER, "cmm")) == [ida]
    assert not selectors.people_with_role(Role.CMM_INTERVIEWER, organisation("dis").id)


def test_no_invented_person_is_made_in_a_real_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "INSTALLATION", "real")
    with pytest.raises(services.NotInvented):
        somebody("ida", "cmm", Role.CMM_INTERVIEWER)


def test_an_administrator_reaches_no_page_of_cases(client: Client) -> None:
    case = Cast().case()
    sign_in(client, administrator())
    reached = []
    for address, name in addresses():
        if not re.match(r"vejviser\.(cases|referrals)\.", name):
            continue
        for one in (address, address.replace("00000000-0000-4000-8000-000000000000", str(case))):
            reached += [(method, one) for method in ("get", "post") if getattr(client, method)(one).status_code not in (404, 405)]
    # Anybody who is signed in may send a referral, and sees their own ones only.
    assert reached == []
