# SPDX-License-Identifier: EUPL-1.2
"""Nobody can be rung back at a number that lost its digits; a number of the CPR form is not kept in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vejviser.referrals.content import NUMBERS_TO_CALL, clean


@given(digits=some.text("0123456789", min_size=5, max_size=15), field=some.sampled_from(sorted(NUMBERS_TO_CALL)))
def test_a_number_to_call_keeps_all_its_digits(digits: str, field: str) -> None:
    assert clean(f"+{digits}", field) == f"+{digits}"
    assert clean(digits, field) == digits


@pytest.mark.parametrize("number", ["+4511223344", "4511223344", "+1202 555 0101", "0044 2079 460000"])
def test_a_foreign_number_in_a_text_is_no_number_of_the_cpr_form(number: str) -> None:
    assert clean(f"ring {number}", "note") == f"ring {number}"


@pytest.mark.parametrize("number", ["010190-1234", "3112991234", "610190 1234", "911299-1234"])
def test_a_number_of_the_cpr_form_loses_its_last_digits_in_a_text(number: str) -> None:
    assert clean(f"paper: {number}.", "note") == f"paper: {number[:-4]}xxxx."
