# SPDX-License-Identifier: EUPL-1.2
"""The ways that lie ahead, side by side, with the days that were chosen for what is supposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.futures.compare import compare
from vejviser.futures.days import chosen_days
from vejviser.futures.plan import plan_of
from vejviser.futures.view import comparison_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vejviser.futures.view_models import ComparisonView
    from vejviser.public.trying.facts import Facts
    from vejviser.rules.case_file import Case


def what_if(facts: Facts, case: Case, data: Mapping[str, str], language: str) -> ComparisonView:
    """Compare all futures of the facts; a chosen day that cannot be used is said, and the proposed one stands instead."""
    plan = plan_of(facts.mechanism)
    chosen, errors = chosen_days(data, facts.day, language)
    comparison = compare(facts.mechanism, case, plan.futures, facts.moment, chosen=chosen, language=language)
    return comparison_view(comparison, language, errors=errors)
