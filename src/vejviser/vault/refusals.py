# SPDX-License-Identifier: EUPL-1.2
"""Why the vault gives nothing. The texts name no case, no field and no key, so that they may stand in a log."""

from __future__ import annotations


class Unreadable(Exception):
    """What was asked for cannot be read or written; the kinds below say why."""

    text = "This content cannot be read."

    def __init__(self) -> None:
        super().__init__(self.text)


class Shredded(Unreadable):
    """The keys of the file were destroyed on purpose."""

    text = "The keys of this file were destroyed."


class Tampered(Unreadable):
    """A sealed content is not what was sealed at this place: changed, cut, or moved here from elsewhere."""

    text = "This content was changed outside the service."


class KeyMissing(Unreadable):
    """The key store has no such key, or it was wrapped by a master key that this process does not have."""

    text = "The key of this content is missing."


class MasterReplaced(KeyMissing):
    """Another master key has become the one that wraps new keys; this process has to read its setting again."""

    text = "The master key was replaced."


class VaultNotReady(Exception):
    """The key store or the master key is not there, is open to others, or they do not belong together; the text says what to do."""
