# SPDX-License-Identifier: EUPL-1.2
"""The seeded kit as an attacker meets it: signed-in clients, addresses filled with known ids, answers without what changes each time."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connections, transaction
from django.test import Client

from vejviser.accounts import sessions
from vejviser.demonstration import openapi

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.access.roles import Role
    from vejviser.demonstration.kit.cases import Made
    from vejviser.demonstration.kit.people import Player
    from vejviser.demonstration.kit.seeding import Kit

ABSENT = uuid.UUID("0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f")
# What differs between two answers to the same question: tokens of forms, numbers that forms are made with, signed choices.
CHANGING = re.compile(
    rb'(name="(?:csrfmiddlewaretoken|sending|choice)"[^>]*value=")[^"]*"|'
    rb'(value=")[^"]*("[^>]*name="(?:csrfmiddlewaretoken|sending|choice)")'
)


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

    def again(self) -> None:
        """Make the database anew as it was seeded; everybody signs in again."""
        self.fresh()
        self._clients.clear()

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
        with transaction.atomic():
            send = getattr(client, method.lower())
            response = send(path, data, **named) if method in ("POST", "GET", "HEAD") else client.generic(method, path, **named)
            transaction.set_rollback(True)
        # A sign-out is undone too.
        client.cookies.clear()
        if kept:
            client.cookies[settings.SESSION_COOKIE_NAME] = kept
        headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.headers.items()))
        return Answer(response.status_code, headers, masked(response.content))

    def rows(self, query: str, *values: uuid.UUID) -> list[tuple[Any, ...]]:
        """Ask the database as the owner of the tables."""
        with connections["owner"].cursor() as cursor:
            cursor.execute(query, [str(value) for value in values])
            return list(cursor.fetchall())

    def ids_of_case(self, case: Made | None) -> dict[str, str]:
        """Give what stands in the addresses of a case: its id, and an entry, a draft and an assignment of it."""
        if case is None:
            return dict.fromkeys(("case_id", "entry_id", "draft_id", "assignment_id"), str(ABSENT))
        entry = next(one.entry for one in self.kit.canaries.made if one.case == str(case.id) and one.kind == "note" and one.section == "L")
        draft = self.rows("SELECT id FROM cases_draft WHERE case_id = %s", case.id)
        assignment = self.rows("SELECT id FROM access_assignment WHERE case_id = %s AND role = 'shelter_staff'", case.id)
        ids = {"entry_id": entry, "draft_id": str(draft[0][0]), "assignment_id": str(assignment[0][0])}
        return {"case_id": str(case.id), **ids}


def masked(body: bytes) -> bytes:
    """Leave out what changes each time."""
    return CHANGING.sub(rb"\1\2*\3", body)


def fill(template: str, ids: dict[str, str]) -> str:
    """Put ids into the template of an address; what is not known is absent."""
    return re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], str(ABSENT)), template)


def routes() -> dict[str, openapi.Route]:
    """Give every address of the site by its template."""
    return {route.path: route for route in openapi.routes()}
