# SPDX-License-Identifier: EUPL-1.2
"""The command line: runs one verb and turns what it says into an exit code.

Exit codes: 0 done; 1 a fault of the program; 2 the input was refused (one line a problem on stderr, nothing on stdout); 130 stopped
by an interrupt.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from vejviser.command_line.verbs import parse
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAULT, REFUSED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the arguments of the process (or those given) and return its exit code."""
    try:
        chosen = parse(sys.argv[1:] if arguments is None else arguments)
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except RefusedError as refusal:
        for problem in refusal.problems:
            _say(str(problem))
        return REFUSED
    except BrokenPipeError:
        # Whoever reads the answer has enough of it.
        _discard_output()
        return DONE
    except KeyboardInterrupt:
        _discard_output()
        _say("stopped")
        return INTERRUPTED
    except Exception as fault:
        _discard_output()
        if os.environ.get("VEJVISER_DEBUG"):
            raise
        _say(f"vejviser: fault of the program: {type(fault).__name__}: {fault} (VEJVISER_DEBUG=1 shows where)")
        return FAULT
    return code


def _discard_output() -> None:
    """Send to nowhere what is left in the buffer, which would be written, and fail again, when the process ends."""
    # A process may be started without any standard output.
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(line: str) -> None:
    """Write one line to stderr: what was read may hold line ends or control characters, which are shown and not obeyed."""
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)
    print(shown.encode(errors="backslashreplace").decode(), file=sys.stderr)
