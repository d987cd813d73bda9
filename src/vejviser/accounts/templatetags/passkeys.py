# SPDX-License-Identifier: EUPL-1.2
"""Hands what the browser needs for a passkey to its script: in attributes of the form, since a page holds no script of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def passkey(kind: str, options: dict[str, Any] | None = None, **ids: str) -> SafeString:
    """Write the attributes of a form that asks for a passkey: which script it is for, the ids of its parts, what the server asks."""
    what: dict[str, Any] = {"ids": ids}
    if options is not None:
        what["data"] = options
    return format_html('data-passkey="{}" data-asked="{}"', kind, json.dumps(what, cls=DjangoJSONEncoder))
