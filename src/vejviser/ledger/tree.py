# SPDX-License-Identifier: EUPL-1.2
"""The Merkle tree of RFC 6962, section 2: growing it, proving from it, and checking such proofs. Pure.

A node is named by level and index: level 0 are the leaves, and node (level, index) covers the 2**level leaves from index * 2**level on.
Only complete nodes have a name; they never change once the tree has grown past them, and so can be stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

# Gives the hash of a complete node.
NodeAt = Callable[[int, int], bytes]


class Node(NamedTuple):
    """A complete node and its hash; `place` is its index on the level."""

    level: int
    place: int
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """Hash what a leaf holds."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return sha256(b"\x01" + left + right).digest()


def peaks_of(size: int) -> list[tuple[int, int]]:
    """Name the largest complete nodes that together cover a tree of `size` leaves, from the left."""
    peaks, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            peaks.append((level, start >> level))
            start += 1 << level
    return peaks


class Frontier:
    """The right edge of a tree: all that is needed to append to it and to know its root."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        """Begin with an empty tree, or go on with one whose `peaks` (hashes of `peaks_of(size)`) are known."""
        if size.bit_count() != len(peaks):
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(peaks)}")
        self.size = size
        self._peaks = list(peaks)

    def append(self, leaf: bytes) -> list[Node]:
        """Append the hash of a leaf; gives the nodes above it that are complete now, from below."""
        index, level, top, completed = self.size, 0, leaf, []
        while index & 1:
            top = sha256(b"\x01" + self._peaks.pop() + top).digest()
            index >>= 1
            level += 1
            completed.append(Node(level, index, top))
        self._peaks.append(top)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Give the root of the tree as it is now."""
        if not self._peaks:
            return EMPTY_ROOT
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = node_hash(peak, root)
        return root


def root_of(size: int, node_at: NodeAt) -> bytes:
    """Give the root of the first `size` leaves."""
    return _range_hash(0, size, node_at) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node_at: NodeAt) -> list[bytes]:
    """Prove that leaf `index` is in the tree of `size` leaves (RFC 6962, 2.1.1).

    Raises:
        ValueError: there is no such leaf.

    """
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    proof, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_range_hash(middle, end, node_at))
            end = middle
        else:
            proof.append(_range_hash(start, middle, node_at))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, node_at: NodeAt) -> list[bytes]:
    """Prove that the tree of `old` leaves is the beginning of the tree of `new` leaves (RFC 6962, 2.1.2).

    Raises:
        ValueError: the sizes are not in order, or the old tree is empty.

    """
    if not 0 < old <= new:
        raise ValueError(f"there is no proof from a tree of {old} to one of {new}")
    proof, start, end, known = [], 0, new, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_range_hash(middle, end, node_at))
            end = middle
        else:
            proof.append(_range_hash(start, middle, node_at))
            start, known = middle, False
    if not known:
        proof.append(_range_hash(start, end, node_at))
    return proof[::-1]


def includes(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the proof shows leaf hash `leaf` at `index` of the tree with `size` leaves and `root` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size or not _are_hashes((leaf, root, *proof)):
        return False
    number, last, computed = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if number & 1 or number == last:
            computed = node_hash(step, computed)
            while not number & 1 and number:
                number >>= 1
                last >>= 1
        else:
            computed = node_hash(computed, step)
        number >>= 1
        last >>= 1
    return last == 0 and computed == root


def extends(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the proof shows that the tree of `new` leaves begins with the tree of `old` leaves (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= new or not _are_hashes((old_root, new_root, *proof)):
        return False
    if old == new:
        return not proof and old_root == new_root
    steps: Iterator[bytes] = iter(proof)
    number, last = old - 1, new - 1
    while number & 1:
        number >>= 1
        last >>= 1
    # Where the old tree is complete its root is the first step, and need not be sent.
    first = next(steps, None) if number else old_root
    if first is None:
        return False
    old_computed = new_computed = first
    for step in steps:
        if last == 0:
            return False
        if number & 1 or number == last:
            old_computed, new_computed = node_hash(step, old_computed), node_hash(step, new_computed)
            while not number & 1 and number:
                number >>= 1
                last >>= 1
        else:
            new_computed = node_hash(new_computed, step)
        number >>= 1
        last >>= 1
    return last == 0 and old_computed == old_root and new_computed == new_root


def _are_hashes(candidates: Sequence[bytes]) -> bool:
    return all(len(candidate) == HASH_BYTES for candidate in candidates)


def _split(size: int) -> int:
    """Give the largest power of two below a size of at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def _range_hash(start: int, end: int, node_at: NodeAt) -> bytes:
    """Hash the leaves from `start` up to `end`; `start` is where a subtree of the tree begins."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node_at(level, start >> level)
    middle = start + _split(size)
    return node_hash(_range_hash(start, middle, node_at), _range_hash(middle, end, node_at))
