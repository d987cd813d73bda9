# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the data of a service, and where."""

from __future__ import annotations


class ServiceProblem(ValueError):
    """A file of services cannot be used: `where` names the field, `message` says what to do about it. The value is not repeated."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
        self.message = message
