# SPDX-License-Identifier: EUPL-1.2
"""Filters of the cards of the contact form: what was typed on a card that is shown again.

{{ typed|entry:"name" }}            what was filled in under a name, or nothing
{% if value|holds:"code" %}         whether a code was chosen
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

if TYPE_CHECKING:
    from collections.abc import Mapping

register = template.Library()


@register.filter
def entry(typed: Mapping[str, Any], name: str) -> Any:
    """Give what was filled in under a name; nothing where nothing was."""
    return typed.get(name, "") if typed else ""


@register.filter
def holds(value: str | list[str], code: str) -> bool:
    """Say whether a code was chosen, alone or among others."""
    return code == value or (isinstance(value, list) and code in value)
