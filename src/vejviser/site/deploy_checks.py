# SPDX-License-Identifier: EUPL-1.2
"""What makes a real installation unsafe, found from its environment, its files and its database; each finding says what to do."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import checks

from vejviser.rules.problems import Problem
from vejviser.site.postgres.places import Places
from vejviser.site.self_check import invented_people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

    from vejviser.site.environment import Environment

OPEN_TO_OTHERS = 0o077
HERE = ("", "localhost", "127.0.0.1", "::1")
VERIFIED = ("verify-ca", "verify-full")
# A proxy redirects to https and says so to browsers for one name only: redirect, subdomains and preloading are its to decide.
OF_THE_PROXY = ("security.W005", "security.W008", "security.W021")
TESTKIT_SWITCHES = ("VEJVISER_TESTKIT", "VEJVISER_DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE")


def findings(environment: Environment, connection: BaseDatabaseWrapper, *, served: bool) -> list[Problem]:
    """Give everything unsafe; `served` says that the tables are there to be asked."""
    found = [
        *_mode(environment),
        *_files(environment),
        *_network(environment),
        *_keys(environment),
        *_database(environment, connection),
        *_framework(),
    ]
    return [*found, *(_invented() if served else ())]


def _mode(environment: Environment) -> Iterator[Problem]:
    if environment.installation != "real":
        yield Problem("VEJVISER_INSTALLATION", f"is {environment.installation!r}; set it to real")
    if settings.DEBUG:
        yield Problem("DEBUG", "shows the inside of the program to whoever meets a fault; turn it off")
    for name in TESTKIT_SWITCHES:
        if name in os.environ:
            yield Problem(name, "is a switch for tests; unset it")
    if (environment.home / "clock").exists():
        yield Problem(str(environment.home / "clock"), "sets the time in a test kit; remove the file")


def _files(environment: Environment) -> Iterator[Problem]:
    for variable, folder, needed in (
        ("VEJVISER_STATIC", environment.static_folder, "staticfiles.json"),
        ("VEJVISER_FONTS", environment.fonts_folder, "*.ttf"),
    ):
        if not any(folder.glob(needed)):
            yield Problem(variable, f"names {folder}, where nothing was gathered; run tools/assets.py, or name the folder that it filled")


def _network(environment: Environment) -> Iterator[Problem]:
    if not environment.https:
        yield Problem(
            "VEJVISER_HTTPS", "is off, so names and passwords travel in clear; put a proxy with a certificate in front, and set it to 1"
        )
    unfit = [host for host in environment.allowed_hosts if host in HERE or "*" in host or host.startswith(".")]
    if unfit:
        yield Problem("VEJVISER_HOSTS", f"names {', '.join(unfit)}; set it to the exact public name of the site alone")
    if "VEJVISER_SMTP_URL" not in os.environ:
        yield Problem("VEJVISER_SMTP_URL", "is not set, so no notice reaches anybody; set it to your mail server")
    elif environment.smtp.host not in HERE and not environment.smtp.starttls:
        yield Problem("VEJVISER_SMTP_URL", "sends mail in clear to another machine; add starttls=1")


def _keys(environment: Environment) -> Iterator[Problem]:
    store = environment.key_store.resolve()
    if Places(environment.home).database.resolve() in store.parents:
        yield Problem("VEJVISER_KEY_STORE", f"{store} is inside the folder of the database, and would be in its copies; set another folder")
    yield from _closed(store, "VEJVISER_KEY_STORE")
    secret = Path(os.environ.get("VEJVISER_SECRET_KEY_FILE", environment.home / "secret-key")).resolve()
    yield from _closed(secret, "VEJVISER_SECRET_KEY_FILE")
    kind, _, place = environment.master_key.partition(":")
    if kind != "file":
        return
    master = Path(place).resolve()
    yield from _closed(master, "VEJVISER_MASTER_KEY")
    backups = Path(os.environ.get("VEJVISER_BACKUPS", environment.home / "backups")).resolve()
    if backups == master.parent or backups in master.parents:
        yield Problem("VEJVISER_MASTER_KEY", f"{master} is in the folder of the backups, so who takes a backup takes the key; move it")
    if master.parent == store.parent:
        yield Problem(
            "VEJVISER_MASTER_KEY", f"{master} is beside the keys that it closes; move it to another folder, better another device"
        )


def _closed(path: Path, setting: str) -> Iterator[Problem]:
    """Find a file that should be readable by one user and is not there, or is open to more."""
    if not path.exists():
        yield Problem(setting, f"{path} is not there; make it, or set where it is")
    elif stat.S_IMODE(path.stat().st_mode) & OPEN_TO_OTHERS:
        yield Problem(setting, f"{path} is open to other users; run: chmod 600 {path}")


def _database(environment: Environment, connection: BaseDatabaseWrapper) -> Iterator[Problem]:
    for name, reason in (
        ("data_checksums", "a damaged page would go unnoticed; make the database with checksums"),
        ("fsync", "a loss of power would lose what was acknowledged; turn it on"),
        ("full_page_writes", "a loss of power could tear a page; turn it on"),
    ):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone() != ("on",):
                yield Problem(f"database: {name}", f"is off: {reason}")
    host = str(environment.database["HOST"])
    if not environment.embedded and host not in HERE and not host.startswith("/") and os.environ.get("PGSSLMODE") not in VERIFIED:
        yield Problem(
            "PGSSLMODE", f"the database is on another machine ({host}); set it to verify-full, so that the way there is closed and sure"
        )


def _framework() -> Iterator[Problem]:
    """Give what Django's own checks find."""
    for message in checks.run_checks(include_deployment_checks=True):
        if message.id not in OF_THE_PROXY and message.level >= checks.WARNING:
            yield Problem(message.id or "django", " ".join(f"{message.msg} {message.hint or ''}".split()))


def _invented() -> Iterator[Problem]:
    if invented_people():
        yield Problem("accounts", "invented people of a demonstration or test kit can sign in; begin with an empty database")
