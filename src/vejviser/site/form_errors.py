# SPDX-License-Identifier: EUPL-1.2
"""What is to be mended in a form, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.forms import BaseForm, BoundField


@dataclass(frozen=True)
class Mistake:
    """What to do, and the id of the input to do it in; empty if it concerns the form as a whole."""

    text: str
    target: str


def mistakes(form: BaseForm) -> tuple[Mistake, ...]:
    """Give what is to be mended: of the whole form first, then in the order of the fields."""
    whole = [Mistake(str(text), "") for text in form.non_field_errors()]
    return (*whole, *(Mistake(str(text), first_input(bound)) for bound in form for text in bound.errors))


def first_input(bound: BoundField) -> str:
    """Give the id of the first input of a field; a group of radio buttons as such has none."""
    return bound.id_for_label or f"{bound.auto_id}_0"
