# SPDX-License-Identifier: EUPL-1.2
"""The seeded kit as an attacker meets it: signed-in clients, addresses filled with known ids, answers without what changes each time."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connections, transaction
from django.test import Client

from vejviser.access.roles import Role
from vejviser.accounts import sessions
from vejviser.demonstration import openapi

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.demonstration.kit.cases import Made
    from vejviser.demonstration.kit.people import Player
    from vejviser.demonstration.kit.seeding import Kit

ABSENT = uuid.UUID("0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f")
# What differs between two answers to the same question: tokens of forms, numbers that forms are made with, signed choices. And what
# repeats the address that was asked for: where the choice of language leads back to, and which place of the menu one is at.
CHANGING = re.compile(
    rb'(name="(?:csrfmiddlewaretoken|sending|choice|back)"[^>]*value=")[^"]*"|'
    rb'(value=")[^"]*("[^>]*name="(?:csrfmiddlewaretoken|sending|choice|back)")'
)
HERE = re.compile(rb'(<a href="[^"]*") aria-current="page"')


class Answer(NamedTuple):
    """An answer: its status, its headers as one text, and its body with what changes each time masked."""

    status: int
    headers: str
    body: bytes


class World:
    """The kit, and whoever knocks at it."""

    def __init__(self, kit: Kit, fresh: Callable[[], None]) -> None:
        self.kit, self.fresh = kit, fresh
        self._clients: dict[str, Client] = {}
        self._known: dict[Any, Any] = {}

    def again(self) -> None:
        """Make the database anew as it was seeded; everybody signs in again."""
        self.fresh()
        self._clients.clear()
        self._known.clear()

    def player(self, role: Role, side: str = "A") -> Player:
        """Give somebody of the kit."""
        return self.kit.players[role, side]

    def client(self, player: Player | None) -> Client:
        """Give a client that is signed in with both factors, or is a stranger's."""
        key = player.user.email if player else ""
        if key not in self._clients:
            client = Client(raise_request_exception=False)
            if player is not None:
                client.force_login(player.user)
                session = client.session
                sessions.begin(session)
                sessions.prove_second_factor(session, player.user)
                session.save()
                assert session[SESSION_KEY]
            self._clients[key] = client
        return self._clients[key]

    def ask(self, player: Player | None, path: str, method: str = "GET", data: Any = None, **named: Any) -> Answer:
        """Ask as somebody; whatever the answer wrote is undone."""
        client = self.client(player)
        session = client.cookies.get(settings.SESSION_COOKIE_NAME)
        kept = session.value if session else ""
        with undone():
            send = getattr(client, method.lower()) if method in ("POST", "GET", "HEAD") else None
            response = send(path, data, **named) if send else client.generic(method, path, **named)
            transaction.set_rollback(True)
        # A sign-out is undone too.
        client.cookies.clear()
        if kept:
            client.cookies[settings.SESSION_COOKIE_NAME] = kept
        body = masked(response.content)
        if "Expires" in response.headers:
            response.headers["Expires"] = "*"
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(body))
        headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.headers.items()))
        return Answer(response.status_code, headers, body)

    def once(self, player: Player | None, path: str) -> Answer:
        """Give what somebody gets for an address that answers the same each time."""
        key = (player.user.email if player else "", path)
        if key not in self._known:
            self._known[key] = self.ask(player, path)
        found: Answer = self._known[key]
        return found

    def rows(self, query: str, *values: uuid.UUID) -> list[tuple[Any, ...]]:
        """Ask the database as the owner of the tables."""
        with connections["owner"].cursor() as cursor:
            cursor.execute(query, [str(value) for value in values])
            return list(cursor.fetchall())

    def other_ids(self) -> dict[str, str]:
        """Give what stands in the other addresses: a referral that waits at the desk, a contact, a person, an organisation."""
        if "others" not in self._known:
            self._known["others"] = self._other_ids()
        return dict(self._known["others"])

    def _other_ids(self) -> dict[str, str]:
        sender = self.player(Role.POLICE_FIRST_RESPONDER).user
        referral = self.rows("SELECT id FROM referrals_referral WHERE sender_id = %s", sender.pk)
        contact = self.rows("SELECT id FROM referrals_contact WHERE organisation = 'cmm'")
        person = self.player(Role.SHELTER_STAFF, "B").user
        held = self.rows("SELECT id FROM accounts_roleheld WHERE user_id = %s", person.pk)
        organisation = self.player(Role.CMM_COORDINATOR).user.organisation_id
        found = {
            "referral_id": referral[0][0],
            "contact_id": contact[0][0],
            "user": person.pk,
            "held": held[0][0],
            "organisation": organisation,
        }
        found["uidb36"] = user_pk_to_url_str(person)
        return {name: str(one) for name, one in found.items()}

    def ids_of_case(self, case: Made | None) -> dict[str, str]:
        """Give what stands in the addresses of a case: its id, and an entry, a draft and an assignment of it."""
        if case is None:
            return dict.fromkeys(("case_id", "entry_id", "draft_id", "assignment_id"), str(ABSENT))
        if case.id not in self._known:
            self._known[case.id] = self._ids_of_case(case)
        return dict(self._known[case.id])

    def _ids_of_case(self, case: Made) -> dict[str, str]:
        entry = next(one.entry for one in self.kit.canaries.made if one.case == str(case.id) and one.kind == "note" and one.section == "L")
        draft = self.rows("SELECT id FROM cases_draft WHERE case_id = %s", case.id)
        assignment = self.rows("SELECT id FROM access_assignment WHERE case_id = %s AND role = 'shelter_staff'", case.id)
        ids = {"entry_id": entry, "draft_id": str(draft[0][0]), "assignment_id": str(assignment[0][0])}
        return {"case_id": str(case.id), **ids}


def undone() -> transaction.Atomic:
    """Give a block whose writes are undone; pages that insist on a transaction of their own do not count it, as in tests of Django."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # noqa: SLF001
    return block


def masked(body: bytes) -> bytes:
    """Leave out what changes each time."""
    return HERE.sub(rb"\1", CHANGING.sub(rb"\1\2*\3", body))


def fill(template: str, ids: dict[str, str]) -> str:
    """Put ids into the template of an address; what is not known is absent."""
    return re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], str(ABSENT)), template)


def routes() -> dict[str, openapi.Route]:
    """Give every address of the site by its template."""
    return {route.path: route for route in openapi.routes()}
