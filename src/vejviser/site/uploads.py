# SPDX-License-Identifier: EUPL-1.2
"""No page of this version takes a file."""

from __future__ import annotations

from typing import NoReturn

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler


class FileRefused(SuspiciousOperation):
    """A form came with a file; the answer is the neutral page of a request that cannot be understood."""


class RefuseUploads(FileUploadHandler):
    """Refuses a request at the first file in it, before a byte of the file is kept."""

    def new_file(self, *_arguments: object, **_named: object) -> NoReturn:
        """Refuse.

        Raises:
            FileRefused: always.

        """
        raise FileRefused

    def receive_data_chunk(self, raw_data: bytes, start: int) -> NoReturn:
        """Refuse, should a file have come this far.

        Raises:
            FileRefused: always.

        """
        del raw_data, start
        raise FileRefused

    def file_complete(self, file_size: int) -> NoReturn:
        """Refuse, should a file have come this far.

        Raises:
            FileRefused: always.

        """
        del file_size
        raise FileRefused
