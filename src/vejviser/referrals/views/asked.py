# SPDX-License-Identifier: EUPL-1.2
"""What a request asks for, read without trusting it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vejviser.referrals.forms import SendingForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BaseForm
    from django.http import HttpRequest

    from vejviser.rules.problems import RefusedError


def sending_of(posted: Mapping[str, Any]) -> UUID | None:
    """Give the number that the posted form was made with; None if it has none."""
    form = SendingForm(posted)
    return form.cleaned_data["sending"] if form.is_valid() else None


def sending_to_show(request: HttpRequest) -> UUID:
    """Give the number for a form: the posted one again, or a new one."""
    return sending_of(request.POST) or uuid.uuid4()


def show_problems(form: BaseForm, refused: RefusedError) -> None:
    """Put what a service refused beside the fields that it names."""
    for problem in refused.problems:
        field = problem.where.removeprefix("$.")
        form.add_error(field if field in form.fields else None, problem.what)
