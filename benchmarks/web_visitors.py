# SPDX-License-Identifier: EUPL-1.2
"""Signed-in users for the measurements of the pages: their sessions are made past the sign-in, which is not what is measured."""

from __future__ import annotations

import re
import time
import uuid
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.web_load import Visitor
from vejviser.access.context import acting
from vejviser.access.models import Assignment
from vejviser.access.roles import Role
from vejviser.accounts import sessions
from vejviser.accounts.models import RoleHeld, User
from vejviser.accounts.selectors import actor_of
from vejviser.cases import services
from vejviser.cases.derivation import derive
from vejviser.cases.history import history_of
from vejviser.cases.models import Case

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

TOKEN = "a" * 32
OPEN_CASES = 40


def visitors(address: str, count: int) -> list[Visitor]:
    """Give coordinators of CMM, each with a session and some open cases of theirs."""
    coordinators = RoleHeld.objects.filter(role=Role.CMM_COORDINATOR, user__email__startswith="user").values_list("user", flat=True)
    found = []
    for user in User.objects.filter(pk__in=list(coordinators[:count])).select_related("organisation"):
        with acting(actor_of(user)):
            mine = Assignment.objects.filter(user=user.pk, ends=None).values("case")
            cases = Case.objects.filter(pk__in=mine, closed_at=None).order_by("pk").values_list("pk", flat=True)[:OPEN_CASES]
            found.append(Visitor(address, _session(user), TOKEN, [str(case) for case in cases]))
    return found


def _session(user: User) -> str:
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.begin(store)
    sessions.prove_second_factor(store, user)
    store.create()
    return str(store.session_key)


def queries_of(visitor: Visitor, page: str) -> int:
    """Count the statements of one page, session and ledger included."""
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = visitor.session
    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


def static_files_of(page: bytes) -> list[str]:
    """Give the static files that a page names (styles and scripts, and what the first styles load besides is left out)."""
    import gzip  # noqa: PLC0415  only here

    text = gzip.decompress(page).decode() if page[:2] == b"\x1f\x8b" else page.decode()
    return sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', text)))


def record_one(visitor: Visitor, case: uuid.UUID) -> tuple[float, float]:
    """Record one event in a transaction of its own; gives its seconds, and those that deriving what follows takes by itself."""
    user = User.objects.select_related("organisation").get(pk=_user_of(visitor))
    began = time.perf_counter()
    with acting(actor_of(user)) as actor:
        day = actor.now.date().isoformat()
        services.record(actor, case, {"type": "return_wish", "at": day, "value": False}, sending=uuid.uuid4())
    recorded = time.perf_counter() - began
    with acting(actor_of(user)) as actor:
        history = history_of(case, "denmark")
        began = time.perf_counter()
        derive(history, actor.now)
    return recorded, time.perf_counter() - began


def _user_of(visitor: Visitor) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key=visitor.session)
    return str(store[SESSION_KEY])
