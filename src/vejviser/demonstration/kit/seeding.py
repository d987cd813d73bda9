# SPDX-License-Identifier: EUPL-1.2
"""Seeds a test kit and describes it for checks that know nothing of the code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from vejviser.accounts.models import User
from vejviser.demonstration.kit.canaries import PATTERN, Canaries
from vejviser.demonstration.kit.cases import PLANS, Made, Maker
from vejviser.demonstration.kit.people import PASSWORD, Players, make_players
from vejviser.demonstration.kit.surroundings import surround
from vejviser.rules.problems import Problem, RefusedError
from vejviser.site import clock


class Kit(NamedTuple):
    """What was seeded."""

    seed: int
    players: Players
    cases: list[Made]
    canaries: Canaries


def must_be_test_kit() -> None:
    """Refuse whatever is no test kit.

    Raises:
        RefusedError: VEJVISER_INSTALLATION is not `testkit`.

    """
    if settings.INSTALLATION != "testkit":
        raise RefusedError([Problem("VEJVISER_INSTALLATION", f"is {settings.INSTALLATION!r}; a test kit needs `testkit`")])


def seed(number: int) -> Kit:
    """Fill an empty test kit; the same number gives the same marks.

    Raises:
        RefusedError: this is no test kit, or it has people already.

    """
    must_be_test_kit()
    if User.objects.exists():
        raise RefusedError([Problem("accounts", "hold people already; run: vejviser testkit reset")])
    now, canaries = clock.now(), Canaries(number)
    players = make_players(canaries, now)
    made = [Maker(players, canaries, plan, now).make() for plan in PLANS]
    surround(players, canaries, made, now)
    return Kit(number, players, made, canaries)


def description(kit: Kit) -> dict[str, Any]:
    """Describe a kit: who signs in how, which cases there are, where each mark is, and how to run the installation."""
    home = Path(settings.HOME)
    return {
        "seed": kit.seed,
        "addresses": {"site": "http://127.0.0.1:8000/", "sign_in": settings.LOGIN_URL, "readiness": "http://127.0.0.1:8000/ready"},
        "users": [_user(player) for player in kit.players.values()],
        "cases": [{**one._asdict(), "id": str(one.id), "plan": one.plan._asdict()} for one in kit.cases],
        "canary_pattern": PATTERN.pattern,
        "canaries": [canary._asdict() for canary in kit.canaries.made],
        "mail": {
            "host": settings.EMAIL_HOST,
            "port": settings.EMAIL_PORT,
            "change": "VEJVISER_SMTP_URL=smtp://127.0.0.1:PORT?sender=ADDRESS",
        },
        "places": {
            "home": str(home),
            "data": str(home / "postgres"),
            "key_store": str(settings.KEY_STORE),
            "master_key": str(settings.MASTER_KEY),
            "logs": "standard error of `serve`",
            "clock": str(home / "clock"),
        },
        "commands": _commands(home),
    }


def _user(player: Any) -> dict[str, Any]:
    user = player.user
    return {
        "id": str(user.pk),
        "mail": user.email,
        "name": user.name,
        "organisation": user.organisation.register_id,
        "role": player.role.value,
        "side": player.side,
        "password": PASSWORD,
        "totp_secret": player.secret,
        "code": f"vejviser demo-code {user.email}",
    }


def _commands(home: Path) -> dict[str, str]:
    program = str(Path(sys.executable).with_name("vejviser"))
    pid_file = home / "serve.pid"
    verbs = {
        "start": f"serve --port 8000 --pid-file {pid_file}",
        "backup": "backup",
        "restore": "restore",
        "drill": "drill",
        "ledger_verify": "ledger verify",
        "ledger_prove": "ledger prove ENTRY",
        "shred": "vault shred CASE --yes",
        "night": "night --once",
        "clock": "testkit clock INSTANT",
        "reset": "testkit reset",
    }
    return {**{name: f"{program} {verb}" for name, verb in verbs.items()}, "stop": f"kill $(cat {pid_file})", "pid_file": str(pid_file)}
