# SPDX-License-Identifier: EUPL-1.2
"""The settings of the embedded server: written anew at each start, so that an older installation gets them too."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from vejviser.site.postgres.server_user import ServerUser

# Nobody is trusted: whoever may open the socket still needs the password of a role.
ACCESS = "local all all scram-sha-256\nlocal replication vejviser_superuser scram-sha-256\n"

FILE = "vejviser.conf"
SETTINGS: dict[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    # An acknowledged row survives the loss of power.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    # Sized for a machine that does other things too.
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log says what the server did, and nothing of what somebody asked or typed: the text of an error can hold a value,
    # so no error of a statement is written at all, only what concerns the server (`log`) and what ends a connection (`fatal`).
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "database-%a.log",
    "log_file_mode": "0600",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "%m [%p] ",
}


def configure(data: Path, socket: Path, user: ServerUser, more: Mapping[str, str]) -> None:
    """Write the settings, and have the server's own file include them."""
    settings = {**SETTINGS, "unix_socket_directories": str(socket), **more}
    write(data / FILE, "".join(f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()), user)
    line = f"include '{FILE}'\n"
    main = data / "postgresql.conf"
    written = main.read_text(encoding="utf-8")
    if line not in written:
        write(main, written + line, user)


def write(path: Path, text: str, user: ServerUser) -> None:
    """Write a file of the server whole or not at all; nobody else can read it."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        if user.other:
            os.fchown(file.fileno(), user.uid, user.gid)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _quoted(value: str) -> str:
    return value.replace("'", "''")
