# SPDX-License-Identifier: EUPL-1.2
"""The Merkle tree against another implementation, against the known roots, and against whoever changes a proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency, verify_inclusion  # type: ignore[import-untyped]  # it publishes none

from vejviser.ledger import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = [*range(1, 70), 127, 128, 129, 255, 256, 257, 1000]
LARGEST = max(SIZES)
# The leaves and roots with which the logs of Certificate Transparency are tested (RFC 6962 reference implementation).
KNOWN_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
KNOWN_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def data(index: int) -> bytes:
    return f"entry {index}".encode()


class Grown:
    """A tree of some entries with all its nodes."""

    def __init__(self, contents: Sequence[bytes]) -> None:
        self.frontier = tree.Frontier()
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.roots = [self.frontier.root()]
        for content in contents:
            leaf = tree.leaf_hash(content)
            self.nodes[0, self.frontier.size] = leaf
            for node in self.frontier.append(leaf):
                self.nodes[node.level, node.place] = node.hash
            self.roots.append(self.frontier.root())

    def node_at(self, level: int, index: int) -> bytes:
        return self.nodes[level, index]


@pytest.fixture(scope="module")
def grown() -> Grown:
    return Grown([data(index) for index in range(LARGEST)])


@pytest.fixture(scope="module")
def oracle() -> InmemoryTree:
    other = InmemoryTree(algorithm="sha256")
    for index in range(LARGEST):
        other.append_entry(data(index))
    return other


def test_the_known_roots_are_found() -> None:
    grown = Grown([bytes.fromhex(leaf) for leaf in KNOWN_LEAVES])
    assert {size: grown.roots[size].hex() for size in KNOWN_ROOTS} == KNOWN_ROOTS


def test_another_implementation_finds_the_same_roots(grown: Grown, oracle: InmemoryTree) -> None:
    for size in SIZES:
        root = oracle.get_root(size)
        assert grown.roots[size] == root
        assert tree.root_of(size, grown.node_at) == root


def test_another_implementation_accepts_every_proof_of_inclusion(grown: Grown, oracle: InmemoryTree) -> None:
    for size in SIZES:
        for index in range(0, size, max(1, size // 12)):
            steps = tree.inclusion_proof(index, size, grown.node_at)
            theirs = oracle.prove_inclusion(index + 1, size)
            assert steps == theirs.path[1:]
            verify_inclusion(tree.leaf_hash(data(index)), grown.roots[size], theirs)
            assert tree.includes(index, size, tree.leaf_hash(data(index)), steps, grown.roots[size])


def test_another_implementation_accepts_the_same_trees_as_continued(grown: Grown, oracle: InmemoryTree) -> None:
    for new in SIZES:
        for old in range(1, new + 1, max(1, new // 12)):
            steps = tree.consistency_proof(old, new, grown.node_at)
            verify_consistency(grown.roots[old], grown.roots[new], oracle.prove_consistency(old, new))
            assert tree.extends(old, new, grown.roots[old], grown.roots[new], steps)


def test_a_tree_goes_on_from_its_right_edge(grown: Grown) -> None:
    for size in SIZES:
        peaks = [grown.node_at(level, index) for level, index in tree.peaks_of(size)]
        going_on = tree.Frontier(size, peaks)
        assert going_on.root() == grown.roots[size]
        if size < LARGEST:
            going_on.append(tree.leaf_hash(data(size)))
            assert going_on.root() == grown.roots[size + 1]


def test_a_right_edge_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="2 peaks, not 1"):
        tree.Frontier(3, [bytes(32)])


@pytest.mark.parametrize(("index", "size"), [(-1, 4), (4, 4), (0, 0)])
def test_a_leaf_that_is_not_there_has_no_proof(grown: Grown, index: int, size: int) -> None:
    with pytest.raises(ValueError, match="there is no leaf"):
        tree.inclusion_proof(index, size, grown.node_at)
    assert not tree.includes(index, size, bytes(32), [], bytes(32))


@pytest.mark.parametrize(("old", "new"), [(0, 4), (5, 4)])
def test_sizes_that_are_not_in_order_have_no_proof(grown: Grown, old: int, new: int) -> None:
    with pytest.raises(ValueError, match="there is no proof"):
        tree.consistency_proof(old, new, grown.node_at)
    assert not tree.extends(old, new, bytes(32), bytes(32), [])


def changed(proof: list[bytes], how: st.DataObject) -> list[bytes]:
    """Give a proof that differs from this one."""
    kinds = ["added", *(["flipped", "removed"] if proof else []), *(["swapped"] if len(set(proof)) > 1 else [])]
    kind, steps = how.draw(st.sampled_from(kinds)), list(proof)
    place = how.draw(st.integers(0, max(0, len(steps) - 1)))
    if kind == "added":
        steps.insert(place, how.draw(st.binary(min_size=32, max_size=32)))
    elif kind == "removed":
        del steps[place]
    elif kind == "flipped":
        bit = how.draw(st.integers(0, 255))
        steps[place] = (int.from_bytes(steps[place], "big") ^ 1 << bit).to_bytes(32, "big")
    else:
        steps[0], steps[-1] = steps[-1], steps[0]
    return steps


@settings(max_examples=400, deadline=None)
@given(how=st.data(), size=st.integers(1, 200))
def test_no_changed_proof_of_inclusion_is_accepted(how: st.DataObject, size: int) -> None:
    grown = Grown([data(index) for index in range(size)])
    index = how.draw(st.integers(0, size - 1))
    leaf, root = tree.leaf_hash(data(index)), grown.roots[size]
    steps = tree.inclusion_proof(index, size, grown.node_at)
    other = changed(steps, how)
    assert not tree.includes(index, size, leaf, other, root)
    assert not tree.includes(index, size, tree.leaf_hash(b"another"), steps, root)
    assert not tree.includes(index, size, leaf, steps, tree.leaf_hash(b"another"))
    wrong_place = how.draw(st.integers(0, size - 1).filter(lambda place: place != index)) if size > 1 else 1
    assert not tree.includes(wrong_place, size, leaf, steps, root)


@settings(max_examples=400, deadline=None)
@given(how=st.data(), new=st.integers(1, 200))
def test_no_changed_proof_of_continuation_is_accepted(how: st.DataObject, new: int) -> None:
    grown = Grown([data(index) for index in range(new)])
    old = how.draw(st.integers(1, new))
    steps = tree.consistency_proof(old, new, grown.node_at)
    other = changed(steps, how)
    assert not tree.extends(old, new, grown.roots[old], grown.roots[new], other)
    another = tree.leaf_hash(b"another")
    assert not tree.extends(old, new, another, grown.roots[new], steps)
    assert not tree.extends(old, new, grown.roots[old], another, steps)


@settings(max_examples=200, deadline=None)
@given(size=st.integers(2, 120), how=st.data())
def test_a_rewritten_past_is_never_a_continuation(size: int, how: st.DataObject) -> None:
    old = how.draw(st.integers(1, size))
    place = how.draw(st.integers(0, old - 1))
    contents = [data(index) for index in range(size)]
    honest = Grown(contents)
    rewritten = Grown([*contents[:place], b"rewritten", *contents[place + 1 :]])
    steps = tree.consistency_proof(old, size, rewritten.node_at)
    assert not tree.extends(old, size, honest.roots[old], rewritten.roots[size], steps)
