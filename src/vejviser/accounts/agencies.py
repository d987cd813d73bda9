# SPDX-License-Identifier: EUPL-1.2
"""The sign-in services of agencies (OpenID Connect), read from the file that VEJVISER_OIDC_FILE names.

[[provider]]
id = "police"                       # stands in the address of the sign-in
name = "Politiet"                   # stands on the button
server_url = "https://sign-in.example"
client_id = "vejviser"
client_secret_file = "/etc/vejviser/police-secret"
organisation = "police"             # the id in the register of those who may come in this way
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from vejviser.rules.problems import Problem, RefusedError

_KEYS: Final = frozenset({"id", "name", "server_url", "client_id", "client_secret_file", "organisation"})
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class AgenciesRefused(RefusedError):
    """The file of agencies is not usable; the text says what is wrong."""

    def __init__(self, what: str) -> None:
        """Keep what is wrong."""
        super().__init__([Problem("VEJVISER_OIDC_FILE", what)])


def providers(path: str | None) -> list[dict[str, Any]]:
    """Read the file and give the services as the sign-in library wants them; none without a file.

    Raises:
        AgenciesRefused: the file cannot be read, or an entry is not complete.

    """
    if not path:
        return []
    try:
        read = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise AgenciesRefused(f"cannot be read: {problem}") from problem
    found = [_provider(entry) for entry in read.get("provider", [])]
    if len({entry["provider_id"] for entry in found}) != len(found):
        raise AgenciesRefused("two providers have the same id")
    return found


def _provider(entry: dict[str, str]) -> dict[str, Any]:
    if set(entry) != _KEYS:
        raise AgenciesRefused(f"a provider must have exactly: {', '.join(sorted(_KEYS))}")
    server = urlsplit(entry["server_url"])
    if server.scheme != "https" and server.hostname not in _LOCAL:
        raise AgenciesRefused(f"the server_url of {entry['id']!r} must begin with https://")
    try:
        secret = Path(entry["client_secret_file"]).read_text(encoding="utf-8").strip()
    except OSError as problem:
        raise AgenciesRefused(f"the client_secret_file of {entry['id']!r} cannot be read") from problem
    return {
        "provider_id": entry["id"],
        "name": entry["name"],
        "client_id": entry["client_id"],
        "secret": secret,
        "settings": {
            "server_url": entry["server_url"],
            "organisation": entry["organisation"],
            "oauth_pkce_enabled": True,
        },
    }
