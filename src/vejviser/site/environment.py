# SPDX-License-Identifier: EUPL-1.2
"""What the environment says about an installation, read once and checked.

VEJVISER_HOME            folder of everything that an embedded installation keeps (default: `var` in the current folder)
VEJVISER_INSTALLATION    demo (default), testkit or real
DATABASE_URL             postgresql://user:password@host:port/name; left out: the embedded database in the home folder
DATABASE_URL_OWNER       the same for the role that owns the tables (`vejviser migrate`), DATABASE_URL_NIGHT for the night run
VEJVISER_DATABASE_ROLE   web (default), owner or night: who connects to the database
VEJVISER_SECRET_KEY_FILE file with the key that signs sessions, older ones on lines below it (default: `secret-key` in the home folder)
VEJVISER_KEY_STORE       file of the key store (default: `keys/store.sqlite` in the home folder)
VEJVISER_MASTER_KEY      file:/path or command:program; default: file `keys/master` in the home folder
VEJVISER_HOSTS           host names that are answered, with commas between (default: localhost, 127.0.0.1)
VEJVISER_HTTPS           1: pages are reached by https only (default: 0)
VEJVISER_SMTP_URL        smtp://user:password@host:port?starttls=1&sender=address
VEJVISER_STATIC          folder of the gathered static files (default: `build/static` beside the program, else in the home folder)
VEJVISER_FONTS           folder of the letters of printed documents (default: `build/fonts`, as above)
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from vejviser.rules.problems import Problem, RefusedError
from vejviser.site.postgres import roles
from vejviser.site.postgres.places import Places, socket_folder

INSTALLATIONS = ("demo", "testkit", "real")
ROLES = {"web": roles.WEB, "owner": roles.OWNER, "night": roles.NIGHT}
CHECKOUT = Path(__file__).resolve().parents[3]


class EnvironmentRefused(RefusedError):
    """A variable of the environment is not usable; the text names it, what is wrong and what is allowed."""

    def __init__(self, variable: str, what: str) -> None:
        """Keep the name of the variable, and what is wrong with it or what it must be."""
        super().__init__([Problem(variable, what)])


@dataclass(frozen=True)
class Smtp:
    """The mail server that takes what the outbox sends."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    sender: str


@dataclass(frozen=True)
class Environment:
    """An installation as its environment describes it."""

    home: Path
    installation: str
    database: dict[str, Any]
    embedded: bool
    secret_keys: tuple[str, ...]
    key_store: Path
    master_key: str
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    https: bool
    smtp: Smtp
    static_folder: Path
    assets_folder: Path
    fonts_folder: Path

    @classmethod
    def read(cls) -> Environment:
        """Read the variables of this process.

        Raises:
            EnvironmentRefused: one of them is not usable.

        """
        home = Path(os.environ.get("VEJVISER_HOME", "var")).resolve()
        installation = _one_of("VEJVISER_INSTALLATION", "demo", INSTALLATIONS)
        https = _one_of("VEJVISER_HTTPS", "0", ("0", "1")) == "1"
        hosts = tuple(host for host in os.environ.get("VEJVISER_HOSTS", "localhost,127.0.0.1").split(",") if host)
        role = _one_of("VEJVISER_DATABASE_ROLE", "web", tuple(ROLES))
        url = os.environ.get("DATABASE_URL" if role == "web" else f"DATABASE_URL_{role.upper()}")
        if url is None and "DATABASE_URL" in os.environ:
            raise EnvironmentRefused(f"DATABASE_URL_{role.upper()}", "must be set too, since DATABASE_URL names a database of your own")
        return cls(
            home=home,
            installation=installation,
            database=_from_url(url) if url else _embedded(home, ROLES[role]),
            embedded=url is None,
            secret_keys=_secret_keys(home),
            key_store=Path(os.environ.get("VEJVISER_KEY_STORE", home / "keys" / "store.sqlite")),
            master_key=os.environ.get("VEJVISER_MASTER_KEY", f"file:{home / 'keys' / 'master'}"),
            allowed_hosts=hosts,
            trusted_origins=tuple(f"https://{host}" for host in hosts) if https else (),
            https=https,
            smtp=_smtp(os.environ.get("VEJVISER_SMTP_URL", "smtp://localhost:25?sender=vejviser@localhost")),
            static_folder=_built("static", home),
            assets_folder=_built("assets", home),
            fonts_folder=_built("fonts", home),
        )


def _one_of(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = os.environ.get(name, default)
    if value not in allowed:
        raise EnvironmentRefused(name, f"{value!r} is not allowed; allowed: {', '.join(allowed)}")
    return value


def _built(name: str, home: Path) -> Path:
    chosen = os.environ.get(f"VEJVISER_{name.upper()}")
    if chosen:
        return Path(chosen)
    return (CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else home) / "build" / name


def _embedded(home: Path, role: str) -> dict[str, Any]:
    """Give the connection to the embedded database: a socket in the home folder, and a password that only its user can read."""
    secret = Places(home).secrets / role
    return {
        "NAME": os.environ.get("VEJVISER_DATABASE_NAME", "vejviser"),
        "USER": role,
        "PASSWORD": secret.read_text(encoding="ascii").strip() if secret.exists() else "",
        "HOST": str(socket_folder(home)),
        "PORT": "",
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or len(parts.path) < 2:  # noqa: PLR2004  a slash and a name
        raise EnvironmentRefused("DATABASE_URL", "must be postgresql://user:password@host:port/name")
    host = parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])[0]
    return {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
    }


def _smtp(url: str) -> Smtp:
    parts = urlsplit(url)
    if parts.scheme != "smtp" or not parts.hostname:
        raise EnvironmentRefused("VEJVISER_SMTP_URL", "must be smtp://user:password@host:port?starttls=1&sender=address")
    query = parse_qs(parts.query)
    return Smtp(
        host=parts.hostname,
        port=parts.port or 25,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=query.get("starttls", ["0"])[0] == "1",
        sender=query.get("sender", ["vejviser@localhost"])[0],
    )


def _secret_keys(home: Path) -> tuple[str, ...]:
    """Give the keys that sign sessions and links, the one in use first; made on first use, readable by its user alone.

    Each line of the file is a key. What an older one signed still counts until its line is removed.
    """
    path = Path(os.environ.get("VEJVISER_SECRET_KEY_FILE", home / "secret-key"))
    if path.exists():
        keys = tuple(line.strip() for line in path.read_text(encoding="ascii").splitlines() if line.strip())
        if not keys:
            raise EnvironmentRefused("VEJVISER_SECRET_KEY_FILE", f"{path} is empty; remove it, and a new key is made")
        return keys
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_urlsafe(48)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key)
    return (key,)
