# SPDX-License-Identifier: EUPL-1.2
"""Many cases: read in chunks of lines, assessed on all cores, printed in the order read, in constant memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO

from vejviser.command_line.batch_lines import Answered, answer_lines
from vejviser.command_line.languages import check_language_of_many
from vejviser.command_line.mechanisms import chosen
from vejviser.command_line.moments import moment_of, now
from vejviser.command_line.progress import Progress
from vejviser.command_line.reading import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from types import FrameType

    from vejviser.command_line.cases import Question

LINES_IN_CHUNK = 250
CHUNKS_IN_FLIGHT = 4
TERMINATED = 143

Chunk = tuple[list[bytes], int]


def run_batch(source: str, question: Question, jobs: int | None) -> int:
    """Assess every line of a file; returns 0, 2 if lines were refused, 1 if the program failed on lines.

    Raises:
        RefusedError: the file cannot be read, or an option is wrong.

    """
    _check_options(question)
    # One moment for all lines, however long the run takes.
    question = question._replace(as_of=question.as_of or now().isoformat())
    with opened(source) as file:
        progress = Progress()
        for answered in _answers(_chunks(file), question, jobs or os.cpu_count() or 1):
            sys.stdout.buffer.write(answered.text)
            progress.add(answered)
        sys.stdout.flush()
    return progress.end()


def _check_options(question: Question) -> None:
    mechanism = chosen(question.mechanism)
    check_language_of_many(None if question.mechanism is None else mechanism, question.language)
    moment_of(question.as_of, mechanism.zone, "--as-of")
    moment_of(question.known_at, mechanism.zone, "--known-at")


def _chunks(file: BinaryIO) -> Iterator[Chunk]:
    """Give the lines of a file in lists, each with the number of its first line."""
    number = 1
    while lines := list(islice(file, LINES_IN_CHUNK)):
        yield lines, number
        number += len(lines)


def _answers(chunks: Iterator[Chunk], question: Question, jobs: int) -> Iterator[Answered]:
    """Answer chunks in their order; a short file is not worth starting processes for."""
    begin = list(islice(chunks, 2))
    every = chain(begin, chunks)
    if jobs == 1 or len(begin) < 2:  # noqa: PLR2004  one chunk
        return (answer_lines(lines, first, question) for lines, first in every)
    return _answers_of_workers(every, question, jobs)


def _answers_of_workers(chunks: Iterator[Chunk], question: Question, jobs: int) -> Iterator[Answered]:
    # Workers that are forked share what is loaded. This process has no threads yet, which makes that safe; elsewhere the default is used.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    signal.signal(signal.SIGTERM, _end)
    waiting: deque[Future[Answered]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    try:
        for lines, first in chunks:
            waiting.append(pool.submit(answer_lines, lines, first, question))
            if len(waiting) >= CHUNKS_IN_FLIGHT * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(_number: int, _frame: FrameType | None) -> None:
    """End as asked, with the workers, which would otherwise wait for ever."""
    sys.exit(TERMINATED)
