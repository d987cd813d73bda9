# SPDX-License-Identifier: EUPL-1.2
"""Searches, suggestions and counts say nothing of cases that are not one's own: hidden and absent are one answer."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING

import pytest

from tests.attack.table import WITH_DESK
from tests.attack.world import Answer, fill
from vejviser.access.context import acting
from vejviser.access.roles import INTAKE, Role
from vejviser.access.sections import Section
from vejviser.cases import services as cases
from vejviser.demonstration.kit.canaries import PATTERN
from vejviser.site import clock

if TYPE_CHECKING:
    from tests.attack.world import World
    from vejviser.demonstration.kit.cases import Made

# Of a case on the team of side B, and one that nobody has: as whole, begun, and as people type it.
BEGINNINGS = (2, 4, 9)
MOMENT = re.compile(rb"\d\d:\d\d")


def _others(world: World) -> list[Made]:
    return [case for case in world.kit.cases if case.plan.side == "B"]


def _absent(world: World, reference: str) -> str:
    """Give a reference of the same shape that no case has."""
    letters = "BCDFGHJKLMNPQRSTVWXZ"
    known = [case.reference for case in world.kit.cases]
    return next(made for one in letters for two in letters if not any(k.startswith((made := one + two + reference[2:])[:2]) for k in known))


def _without(answer: Answer, typed: str) -> tuple[int, str, bytes]:
    """Give an answer without what was typed, which the form shows again."""
    return answer.status, re.sub("Content-Length: .*", "", answer.headers), answer.body.replace(typed.encode(), b"*")


@pytest.mark.parametrize("role", sorted(WITH_DESK))
def test_a_reference_of_others_is_found_like_one_that_nobody_has(world: World, role: Role) -> None:
    """By the search and by the suggestions, however much of it is typed and however it is written."""
    player, others = world.player(role), _others(world)
    for case in others[:1]:
        absent = _absent(world, case.reference)
        for there, nowhere in (
            (case.reference, absent),
            (case.reference.lower().replace("-", " "), absent.lower().replace("-", " ")),
            *((case.reference[:length], absent[:length]) for length in BEGINNINGS),
        ):
            if any(one.reference.startswith(there.upper()[:2]) for one in world.kit.cases if player.user.email in one.team):
                continue
            for path in ("/cases/", "/cases/references/"):
                found, none = (world.ask(player, path, "POST", {"reference": typed}) for typed in (there, nowhere))
                assert _without(found, there) == _without(none, nowhere), f"{path} {there}"
                assert str(case.id).encode() not in found.body


@pytest.mark.parametrize("role", sorted(WITH_DESK))
def test_searches_and_lists_give_ones_own_cases_and_count_no_others(world: World, role: Role) -> None:
    """Wildcards, an empty search, a page too far, every order and filter: only references of one's own, and as many as there are."""
    player = world.player(role)
    own = {case.reference for case in world.kit.cases if player.user.email in case.team}
    hidden = {case.reference for case in world.kit.cases} - own
    typed = ("", "%", "_", "*", ".", "0", "A", "-", "' OR ''='", "\\", "\u2028", "zq")
    answers = [world.ask(player, path, "POST", {"reference": one}) for path in ("/cases/", "/cases/references/") for one in typed]
    lists = (
        "",
        "?page=2",
        "?page=99",
        "?sort=reference",
        "?sort=-opened",
        "?due=past",
        "?due=60",
        "?stage=closed",
        "?reference=A",
        "?q=A",
    )
    answers += [world.ask(player, f"/cases/{query}") for query in lists] + [
        world.ask(player, path) for path in ("/cases/export/", "/desk/", "/desk/export/")
    ]
    for answer in answers:
        assert not [reference for reference in hidden if reference.encode() in answer.body]
    shown = {reference for reference in own if reference.encode() in world.ask(player, "/cases/?sort=reference").body}
    told = re.search(r"(\d+) cases? found", world.ask(player, "/cases/", "POST", {"reference": "%"}).body.decode())
    assert told
    assert told[1] == "0"
    assert shown <= own
    suggested = json.loads(world.ask(player, "/cases/references/", "POST", {"reference": "".join(sorted(own)[:1])}).body)["references"]
    assert set(suggested) <= own


def test_the_intake_finds_similar_people_and_others_do_not_reach_the_search(world: World) -> None:
    """A name is looked for in a referral at one's own desk alone; whoever is not the intake meets an absent page for every name."""
    name = _name_in_another_case(world)
    path, absent = fill("/inbox/{referral_id}/match/", world.other_ids()), fill("/inbox/{referral_id}/match/", {})
    for role in Role:
        player = world.player(role)
        for method, typed in (("GET", None), ("POST", {"names": name, "born": "1999"})):
            answer = world.ask(player, path, method, typed)
            if role in INTAKE:
                assert answer.status == 200
            else:
                assert answer == world.ask(player, absent, method, typed)
                assert answer.status == 404


def test_whoever_refers_somebody_is_not_told_whether_the_person_is_known(world: World) -> None:
    """The answer to a referral of somebody with a case is that of somebody without one, and so is what its sender reads later."""
    known, unknown = _name_in_another_case(world), "Wilburga Xanthopoulou"
    for role in (Role.POLICE_FIRST_RESPONDER, Role.REFERRER, Role.SHELTER_STAFF, Role.CMM_HOTLINE):
        told = [_referred(world, role, name) for name in (known, unknown)]
        assert told[0] == told[1], role
        assert told[0].status == 200


def test_a_case_of_others_cannot_be_linked_or_accepted_into(world: World) -> None:
    """A reference of others in a form is refused like one that nobody has."""
    coordinator, own = world.player(Role.CMM_COORDINATOR), world.kit.cases[0]
    ids = {**world.other_ids(), **world.ids_of_case(own)}
    for path, field, more in (
        ("/cases/{case_id}/link/", "references", {"title": "A raid"}),
        ("/inbox/{referral_id}/accept/", "reference", {"agrees": "on"}),
    ):
        told = []
        for reference in (_others(world)[0].reference, _absent(world, _others(world)[0].reference)):
            answer = world.ask(coordinator, fill(path, ids), "POST", {**more, field: reference})
            told.append(_without(answer, reference))
        assert told[0] == told[1], path
        assert told[0][0] in (200, 404, 422), path


def test_people_and_organisations_are_counted_without_their_cases(world: World) -> None:
    """An administrator, who sees everybody who works here, finds no case, no reference and no mark of one by any search."""
    administrator = world.player(Role.ADMINISTRATOR)
    of_cases = {canary.text for canary in world.kit.canaries.made if canary.section or canary.of in ("referral", "contact", "draft")}
    for words in ("", "zq", "%", world.kit.cases[0].reference, "coordinator"):
        answer = world.ask(administrator, "/accounts/people/", "POST", {"words": words})
        assert answer.status == 200
        assert not of_cases & set(PATTERN.findall(answer.body.decode()))
        assert not [case for case in world.kit.cases if str(case.id).encode() in answer.body]


def _name_in_another_case(world: World) -> str:
    """Give the name of somebody whose case is on side B."""
    coordinator, name = world.player(Role.CMM_COORDINATOR, "B"), "Philomena Okonkwo"
    fields = {"name": name, "aliases": "", "phone": "", "identity_number": "", "languages": ""}
    with acting(coordinator.actor(clock.now())) as actor:
        cases.add_text(
            actor,
            world.kit.cases[1].id,
            section=Section.IDENTITY,
            kind="identity",
            fields=fields,
            sending=uuid.uuid5(uuid.NAMESPACE_URL, name),
        )
    return name


def _referred(world: World, role: Role, name: str) -> Answer:
    """Send a referral as somebody and give what its sender reads of it, without the name and the numbers."""
    player = world.player(role)
    form = {"danger": "no", "age": "no", "presence": "alone", "consent": "yes", "safe_contact": "phone", "safe_phone": "28282828"}
    form |= {"language": "por", "needs": "talk", "note": "waits", "name": name, "step": "send", "sending": str(uuid.uuid4())}
    sent = world.client(player).post("/inbox/new/", form)
    assert sent.status_code == 302, sent.content.decode()
    number = sent.headers["Location"].rstrip("/").rsplit("/", 1)[-1]
    ((reference,),) = world.rows("SELECT reference FROM referrals_referral WHERE id = %s", uuid.UUID(number))
    answer = world.ask(player, sent.headers["Location"])
    body = answer.body
    for own in (number, reference, name):
        body = body.replace(str(own).encode(), b"*")
    return Answer(answer.status, re.sub("Content-Length: .*", "", answer.headers), MOMENT.sub(b"*", body))
