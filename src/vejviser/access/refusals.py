# SPDX-License-Identifier: EUPL-1.2
"""What the guards refuse. A refusal never says whether a hidden thing exists."""

from __future__ import annotations


class NoActor(RuntimeError):
    """Somebody asked for case data outside an actor context: a fault of the program, never of a user."""


class NotFound(Exception):
    """There is no such thing for this actor: absent and hidden are the same."""


class NotAllowed(Exception):
    """The actor sees the thing, and may not do this to it."""


class Stale(Exception):
    """Somebody else changed the case since the page was opened."""
