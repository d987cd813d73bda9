# SPDX-License-Identifier: EUPL-1.2
"""Reading the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from vejviser.accounts.models import User
from vejviser.directory.models import Contract, DutyTurn, Organisation
from vejviser.mechanisms import DEFAULT, find

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID


def on_duty(register_id: str, at: dt.datetime) -> list[User]:
    """Give the active people who answer the desk of an organisation (all its units) at an instant, by name."""
    turns = DutyTurn.objects.filter(user=OuterRef("pk"), organisation__register_id=register_id, starts__lte=at, ends__gt=at)
    return list(User.objects.filter(Exists(turns), is_active=True).select_related("organisation").order_by("name"))


def has_contract(register_id: str, measure: str, day: dt.date) -> bool:
    """Whether an organisation takes part in a measure by contract on a legal day (R24, A44)."""
    in_time = Q(last_day=None) | Q(last_day__gte=day)
    return Contract.objects.filter(in_time, organisation__register_id=register_id, measure=measure, first_day__lte=day).exists()


def organisation_name(register_id: str, language: str, day: dt.date) -> str:
    """Give an organisation's name on a legal day, in the language, from the mechanism's register."""
    for mechanism in (find(), *(find(f"{DEFAULT}@{profile}") for profile in find().pack.mechanism.profiles)):
        if register_id in mechanism.register.organisations:
            return mechanism.register.name(register_id, day, language)
    return register_id


def unit_name(organisation: Organisation, language: str, day: dt.date) -> str:
    """Give the name of an organisation, with its unit behind it."""
    name = organisation_name(organisation.register_id, language, day)
    return f"{name}, {organisation.unit}" if organisation.unit else name


def choices(language: str, day: dt.date) -> list[tuple[UUID, str]]:
    """Give the active organisations and units for a choice in a form, by name."""
    named = [(one.id, unit_name(one, language, day)) for one in Organisation.objects.filter(active=True)]
    return sorted(named, key=lambda pair: pair[1].casefold())
