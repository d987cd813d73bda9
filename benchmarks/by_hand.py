# SPDX-License-Identifier: EUPL-1.2
"""The fourteen rows written by hand: what a careful programmer would type if there were no engine, and the yardstick for speed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.fourteen_rows import Answer, Inputs


def answer(case: Inputs) -> Answer:
    """Answer the five questions of the comparison."""
    competent = _competent(case)
    return competent, _possible(case, competent), _extension(case), _support_until(case), _leave(case)


def _competent(case: Inputs) -> str:
    legal = case["legal_stay"]
    if legal == "unknown":
        return "nobody"
    return "dis" if legal == "no" or case["stay_basis"] == "asylum_seeker" else "cmm"


def _possible(case: Inputs, competent: str) -> tuple[str, ...]:
    siri = ("siri",) if competent == "dis" else ()
    return (*siri, "courts") if case["on_trial"] == "yes" else siri


def _extension(case: Inputs) -> tuple[str, ...]:
    reflection, cooperates = case["reflection"], case["return_cooperation"] == "yes"
    if reflection not in ("running", "ended"):
        return ()
    if case["reflection_at_cap"] == "yes":
        return ("further_extension",)
    if cooperates:
        return ("apply_for_extension",) if reflection == "running" and case["closed"] == "no" else ()
    return ("extension",) if case["reflection_extended"] == "no" else ()


def _support_until(case: Inputs) -> str:
    permit = case["permit"]
    if case["legal_stay"] == "yes":
        return "open"
    if permit != "none" and case["proceedings"] == "ended":
        return "permit"
    if case["reflection"] != "none":
        return "reflection"
    return "permit" if permit == "ended" else "open"


def _leave(case: Inputs) -> str:
    if case["reflection"] == "none":
        return "none"
    return "due" if case["reflection_over"] == "yes" else "pending"
