# SPDX-License-Identifier: EUPL-1.2
"""Measures and refusals in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from vejviser.directory.refusals import Why

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MEASURES: Final[dict[str, _StrPromise]] = {
    "interview": _("Identification interviews"),
    "accommodation": _("Accommodation"),
    "support": _("Assistance and support"),
}

REFUSALS: Final[dict[Why, _StrPromise]] = {
    Why.UNIT_EXISTS: _("Enter another name: there is a unit of this name"),
    Why.DAYS: _("Enter a last day that is not before the first, and not later than the contract ends already"),
    Why.CONTRACT_OVERLAPS: _("Enter other days: another contract for this measure holds on some of them"),
    Why.SPAN: _("Enter an end that lies after the beginning and is still to come"),
    Why.ON_DUTY_ALREADY: _("Choose somebody else or another time: this person is on duty then already"),
}
