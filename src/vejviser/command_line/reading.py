# SPDX-License-Identifier: EUPL-1.2
"""Reading what the command line is given: files or standard input, as JSON or YAML."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from vejviser.rules.case_file import decode, decode_yaml
from vejviser.rules.problems import Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = b"\xef\xbb\xbf"


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put the name of the input before every problem that is found in it; a problem with an option names the option alone."""
    try:
        yield
    except RefusedError as refusal:
        raise RefusedError([_named(name, problem) for problem in refusal.problems]) from refusal


def _named(name: str, problem: Problem) -> Problem:
    return Problem(f"{name}: {problem.where}", problem.what) if problem.where.startswith("$") else problem


def shown_name(source: str) -> str:
    """Give the name of an input for messages."""
    return "standard input" if source == "-" else source


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for `-`.

    Raises:
        RefusedError: there is no such file, or it cannot be read.

    """
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115  closed below; only a failing `open` is the input's fault
    except (OSError, ValueError) as error:
        raise RefusedError([Problem(source, f"cannot be read: {getattr(error, 'strerror', None) or error}")]) from error
    with file:
        # Some programs begin a UTF-8 file with a mark; it is no part of the first line.
        if file.peek(len(_MARK)).startswith(_MARK):
            file.read(len(_MARK))
        yield file


def content_of(source: str) -> bytes:
    """Read all of a file or of standard input.

    Raises:
        RefusedError: it cannot be read.

    """
    with opened(source) as file:
        try:
            return file.read().removeprefix(_MARK)
        except OSError as error:
            raise RefusedError([Problem(shown_name(source), f"cannot be read: {error.strerror}")]) from error


def value_in(source: str) -> Any:
    """Read the one value in a file: YAML by its ending (.yaml, .yml), JSON otherwise; standard input may be either.

    Raises:
        RefusedError: it cannot be read, is not UTF-8, or is neither.

    """
    content = content_of(source)
    with naming(shown_name(source)):
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            where = f"byte {error.start + 1} is not UTF-8"
            raise RefusedError([Problem("$", f"{where}; a case file is UTF-8 text")]) from error
        is_yaml = source.lower().endswith((".yaml", ".yml")) or (source == "-" and not text.lstrip().startswith(("{", "[")))
        return decode_yaml(text) if is_yaml else decode(text)
