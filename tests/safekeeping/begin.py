# SPDX-License-Identifier: EUPL-1.2
"""A process that opens cases for a coordinator, signs the coordinator in, and prints both as JSON.

python -m tests.safekeeping.begin NUMBER
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

from vejviser.site.starting import start_django

start_django("web")

from django.conf import settings  # noqa: E402  only once Django is set up
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402

from tests.cast import Cast  # noqa: E402
from vejviser.accounts import sessions  # noqa: E402


def begin(number: int) -> dict[str, object]:
    """Give the session of a coordinator, past the sign-in, and some cases that the coordinator opened."""
    cast = Cast()
    cases = [str(cast.case()) for _ in range(number)]
    user = cast.user(cast.coordinator)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.begin(store)
    sessions.prove_second_factor(store, user)
    store.create()
    return {"session": store.session_key, "cases": cases}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(begin(int(sys.argv[1]))))
