# SPDX-License-Identifier: EUPL-1.2
"""The golden cases that come with a mechanism hold, in the profile that each is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vejviser.mechanisms import SHIPPED, find
from vejviser.rules.golden import Golden, golden_cases, judge

if TYPE_CHECKING:
    from vejviser.rules.mechanism import Mechanism

CASES = golden_cases(SHIPPED / "denmark")


def mechanism_of(golden: Golden) -> Mechanism:
    default = find("denmark")
    profile = golden.profile(default.profile)
    return default if profile == default.profile else find(f"denmark@{profile}")


def test_there_are_about_thirty_cases() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("golden", CASES, ids=lambda golden: golden.id)
def test_a_golden_case_holds(golden: Golden) -> None:
    assert judge(golden, mechanism_of(golden)) == []


@pytest.mark.parametrize("golden", CASES, ids=lambda golden: golden.id)
def test_a_golden_case_says_why_and_can_fail(golden: Golden) -> None:
    assert golden.file.why
    assert golden.file.rules
    assert all(expected.why for expected in golden.file.expect)
    # The empty history of the same person must not do as well: otherwise the case would show nothing.
    empty = golden.file.__class__(
        title=golden.file.title,
        rules=golden.file.rules,
        why=golden.file.why,
        case=golden.file.case.__class__(person=golden.file.case.person),
        expect=golden.file.expect,
    )
    assert judge(Golden(golden.id, empty), mechanism_of(golden))


@pytest.mark.parametrize("golden", CASES, ids=lambda golden: golden.id)
def test_a_golden_case_has_a_title_in_every_language(golden: Golden) -> None:
    first, *others = find("denmark").pack.mechanism.languages
    assert set(golden.file.titles) == set(others)
    titles = [golden.title(language) for language in (first, *others)]
    assert titles[0] == golden.file.title
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_a_title_that_a_language_lacks_is_shown_as_first_written() -> None:
    assert CASES[0].title("xx") == CASES[0].file.title


def test_no_golden_case_is_a_copy_of_another() -> None:
    histories = [repr(golden.file.case.event) for golden in CASES]
    assert len(set(histories)) == len(histories)
