# SPDX-License-Identifier: EUPL-1.2
"""The team of a case, conflicts of interest, handing over, and cases of one event."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from tests.cases.page.pages import TODAY, day, hidden, identified, words, write
from tests.referrals.signed_in import sign_in
from vejviser.access.context import acting
from vejviser.access.models import Package
from vejviser.access.sections import Section
from vejviser.mechanisms import find

if TYPE_CHECKING:
    from tests.cast import Cast


def test_the_coordinator_brings_somebody_in_and_takes_them_off_again(cast: Cast) -> None:
    case, police = identified(cast), cast.user(cast.police)
    client, address = sign_in(cast, cast.coordinator), f"/cases/{case}/team/?role=police_investigator&organisation=police"
    assert "Poul" in words(client.get(address))
    assert "Choose an answer to “Person”" in words(client.post(address, {}))
    assert client.post(address, {"user": str(police.pk)}).status_code == 302
    assert sign_in(cast, cast.police).get(f"/cases/{case}/").status_code == 200
    assert "on the team in this role already" in words(client.post(address, {"user": str(police.pk)}))
    member = next(one for one in client.get(f"/cases/{case}/team/").context["members"] if one.name == "Poul")
    assert client.post(f"/cases/{case}/team/{member.id}/end/").status_code == 302
    assert sign_in(cast, cast.police).get(f"/cases/{case}/").status_code == 404


def test_nobody_is_brought_in_who_does_not_hold_the_role(cast: Cast) -> None:
    case, dis = identified(cast), cast.user(cast.dis)
    cast.user(cast.police)
    client = sign_in(cast, cast.coordinator)
    answered = client.post(f"/cases/{case}/team/?role=police_investigator", {"user": str(dis.pk)})
    assert "Choose one of the answers" in words(answered)


def test_the_last_coordinator_stays(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.coordinator)
    own = next(one for one in client.get(f"/cases/{case}/team/").context["members"] if one.name == "Clara")
    assert "A case keeps one coordinator" in words(client.post(f"/cases/{case}/team/{own.id}/end/", follow=True))


@pytest.mark.parametrize("place", ["hand-over/", "link/"])
def test_who_does_not_coordinate_cannot_form_team_hand_over_or_link(cast: Cast, place: str) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.dis)
    page = client.get(f"/cases/{case}/team/")
    assert "Bring somebody in" not in words(page)
    assert client.post(f"/cases/{case}/team/?role=police_investigator", {"user": str(cast.user(cast.police).pk)}).status_code == 404
    assert client.post(f"/cases/{case}/team/{page.context['members'][0].id}/end/").status_code == 404
    assert client.get(f"/cases/{case}/{place}").status_code == 404
    assert client.post(f"/cases/{case}/{place}", {}).status_code == 404


def test_a_declared_conflict_closes_the_case_to_oneself_at_once(cast: Cast) -> None:
    case = identified(cast)
    client = sign_in(cast, cast.dis)
    assert "This closes the case to you" in words(client.get(f"/cases/{case}/conflict/"))
    assert client.get(f"/cases/{case}/").status_code == 200
    assert client.post(f"/cases/{case}/conflict/").status_code == 302
    assert client.get(f"/cases/{case}/").status_code == 404
    assert client.post(f"/cases/{case}/conflict/").status_code == 404


def test_a_package_shows_before_it_is_sent_exactly_what_the_receiver_then_reads(cast: Cast) -> None:
    case = identified(cast)
    write(cast, case, cast.coordinator, Section.IDENTITY, "identity", name="canary-name")
    write(cast, case, cast.coordinator, Section.SUPPORT, "note", text="canary-support")
    client, address, receiver = sign_in(cast, cast.coordinator), f"/cases/{case}/hand-over/", sign_in(cast, cast.dis)
    assert "canary-name" not in words(receiver.get(f"/cases/{case}/"))
    typed = {"organisation": "dis", "sections": ["B", "E"], "basis": "identification", "ends": day(10), **hidden(client.get(address))}
    assert "Choose one or more" in words(client.post(address, {**typed, "sections": [], "step": "check"}))
    assert "Enter a day from today on" in words(client.post(address, {**typed, "ends": day(-1), "step": "check"}))
    preview = client.post(address, {**typed, "step": "check"})
    assert "canary-name" in words(preview)
    assert "canary-support" not in words(preview)
    assert "canary-name" not in words(receiver.get(f"/cases/{case}/"))
    for _twice in range(2):
        assert client.post(address, {**hidden(preview), "step": "send"}).status_code == 302
    with acting(cast.actor(cast.coordinator)):
        assert Package.objects.filter(case=case).count() == 2, "one for each section, and a second press adds none"
    said = words(receiver.get(f"/cases/{case}/"))
    assert "canary-name" in said
    assert "Handed over to your organisation, as it was known on" in said
    assert "canary-support" not in said
    write(cast, case, cast.coordinator, Section.IDENTITY, "identity", name="canary-later")
    assert "canary-later" not in receiver.get(f"/cases/{case}/").content.decode()
    assert find().texts("en").date(TODAY.fromisoformat(day(10))) in words(client.get(f"/cases/{case}/"))


def test_linked_cases_are_named_only_to_who_sees_them(cast: Cast) -> None:
    first, second, third = identified(cast), cast.case(), cast.case(cast.second_coordinator)
    client = sign_in(cast, cast.coordinator)
    names = {}
    names[second] = client.get(f"/cases/{second}/").context["case"].reference
    names[third] = sign_in(cast, cast.second_coordinator).get(f"/cases/{third}/").context["case"].reference
    address = f"/cases/{first}/link/"
    form = hidden(client.get(address))
    for unknown in (names[third], "ZZ-99999-ZZZ"):
        said = words(client.post(address, {**form, "title": "raid at a farm", "references": f"{names[second]} {unknown}"}))
        assert f"Check the reference “{unknown}”: you coordinate no such case" in said
    for _twice in range(2):
        assert client.post(address, {**form, "title": "raid at a farm", "references": names[second].lower()}).status_code == 302
    said = words(client.get(f"/cases/{first}/"))
    assert said.count("raid at a farm") == 1
    assert names[second] in said
    other = words(sign_in(cast, cast.dis).get(f"/cases/{first}/"))
    assert "raid at a farm" not in other
    assert names[second] not in other
    assert client.get(f"/cases/{uuid.uuid4()}/link/").status_code == 404
