# SPDX-License-Identifier: EUPL-1.2
"""A real mail server on this machine, that keeps what it gets, refuses, or kills the sender."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Iterator


class PostOffice:
    """What arrived, as bytes; `kills` is a process that is killed as soon as it has handed over a mail."""

    def __init__(self) -> None:
        self.arrived: list[bytes] = []
        self.refuses = False
        self.kills: int | None = None
        self.port = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  as aiosmtpd names it
        if self.refuses:
            return "451 not now"
        self.arrived.append(bytes(envelope.original_content))
        if self.kills is not None:
            os.kill(self.kills, signal.SIGKILL)
        return "250 taken"


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Run the mail server on a free port."""
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=_free_port())
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()


def _free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
