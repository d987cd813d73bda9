# SPDX-License-Identifier: EUPL-1.2
"""Asks one page over kept connections, in a process of its own, and prints what it measured as one line of JSON.

    python benchmarks/public_load.py 127.0.0.1 8000 / 16 8

One thread watches all connections (selectors) and looks only for the end of each answer, so that little of the machine goes to asking:
its own processor time is in the line it prints, to be compared with that of a client of as many threads as connections, which fights
with the server for both cores. Each connection asks again as soon as it is answered; one that ends is opened anew and counted as failed
unless it ended between two answers.
"""

from __future__ import annotations

import contextlib
import json
import selectors
import socket
import sys
import time
from dataclasses import dataclass, field

_READ = 65_536


@dataclass
class Line:
    """One kept connection: when its question was sent, what has come of the answer, and how long the answer is."""

    asked: float = 0.0
    came: bytearray = field(default_factory=bytearray)

    def complete(self) -> bool:
        """Whether the whole answer has come: so many bytes as its head says, or its last chunk."""
        head, found, body = self.came.partition(b"\r\n\r\n")
        if not found:
            return False
        for row in head.lower().split(b"\r\n"):
            if row.startswith(b"content-length:"):
                return len(body) >= int(row.split(b":")[1])
        return body.endswith(b"0\r\n\r\n")

    def ok(self) -> bool:
        """Whether the answer is 200."""
        return self.came[9:12] == b"200"


class Load:
    """So many connections to a server, all asking for one page."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self._place = (host, port)
        self._question = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\nAccept-Language: en\r\n\r\n".encode()
        self._watch = selectors.DefaultSelector()
        self.times: list[float] = []
        self.failed = 0

    def run(self, connections: int, seconds: float) -> None:
        """Ask for some seconds."""
        for _one in range(connections):
            self._open()
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            for key, _events in self._watch.select(timeout=0.5):
                self._read(key)
        for key in list(self._watch.get_map().values()):
            self._close(key)

    def _open(self) -> None:
        with contextlib.suppress(OSError):
            made = socket.create_connection(self._place, timeout=10)
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line = Line()
            self._watch.register(made, selectors.EVENT_READ, line)
            self._ask(made, line)

    def _ask(self, made: socket.socket, line: Line) -> None:
        line.came.clear()
        line.asked = time.perf_counter()
        made.sendall(self._question)

    def _read(self, key: selectors.SelectorKey) -> None:
        made, line = key.fileobj, key.data
        try:
            part = made.recv(_READ)  # type: ignore[union-attr]
            if not part:
                raise ConnectionError
            line.came += part
            if not line.complete():
                return
            self.times.append(time.perf_counter() - line.asked)
            self.failed += not line.ok()
            self._ask(made, line)  # type: ignore[arg-type]
        except OSError:
            self.failed += bool(line.came)
            self._close(key)
            self._open()

    def _close(self, key: selectors.SelectorKey) -> None:
        self._watch.unregister(key.fileobj)
        key.fileobj.close()  # type: ignore[union-attr]


def main() -> None:
    """Measure and print."""
    host, port, path, connections, seconds = sys.argv[1:]
    load, cpu = Load(host, int(port), path), time.process_time()
    load.run(int(connections), float(seconds))
    times = sorted(load.times) or [float("nan")]
    middle, high = (1000 * times[int(len(times) * share)] for share in (0.5, 0.95))
    print(
        json.dumps(
            {
                "rate": len(load.times) / float(seconds),
                "p50": middle,
                "p95": high,
                "failed": load.failed,
                "cpu": (time.process_time() - cpu) / float(seconds),
            }
        )
    )


if __name__ == "__main__":
    main()
