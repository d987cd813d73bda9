# SPDX-License-Identifier: EUPL-1.2
"""The parts that pages are made of, as tags of the template language; they need no `{% load %}`.

{% error_summary form %}                                  what to mend, with a link to each field; above the form
{% field form.name %}                                     label, hint, error and input of one field
{% legal_date day %}                                      Thursday 11 February 2027, in the page's language
{% day_bar label=... first=... last=... today=... %}      a running period as bar and words
{% tag "Overdue" "error" %}                               a short state: info, success, warning, error or nothing
{% alert kind="warning" heading="..." %}...{% endalert %} a message: info, success, warning or error
{% pagination page %}                                     links to the pages of a long list
{% sort_header "deadline" "Deadline" %}                   a column head that sorts the list (?sort=deadline, ?sort=-deadline)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from vejviser.mechanisms import find
from vejviser.site.day_bar import DayBar
from vejviser.site.form_errors import mistakes

if TYPE_CHECKING:
    import datetime as dt

    from django.core.paginator import Page
    from django.forms import BaseForm, BoundField
    from django.template import Context
    from django.utils.safestring import SafeString

    from vejviser.rules.texts import Texts

register = template.Library()

KINDS: Final = ("info", "success", "warning", "error")


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Write a field with its label, hint, error and input."""
    return bound.as_field_group()


@register.inclusion_tag("site/parts/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List what is to be mended in a form, each with a link to its field; nothing if there is nothing."""
    return {"mistakes": mistakes(form)}


@register.simple_tag
def legal_date(day: dt.date | None) -> SafeString | str:
    """Write a legal day with its weekday in the language of the page; nothing for no day."""
    if day is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), _texts().date(day))


@register.simple_tag
def plain_date(day: dt.date) -> str:
    """Write a legal day with its weekday as words alone, for attributes and sentences."""
    return _texts().date(day)


@register.inclusion_tag("site/parts/day_bar.html")
def day_bar(*, label: str, first: dt.date, last: dt.date, today: dt.date, limit: dt.date | None = None) -> dict[str, Any]:
    """Draw a period of legal days: how much of it is over, and in words which day it is. `limit`: the last day it can be extended to."""
    return {"bar": DayBar(label=label, first=first, last=last, today=today, limit=limit)}


@register.simple_tag
def tag(text: str, kind: str = "") -> SafeString:
    """Write a short state. Its colour only repeats what the words say."""
    return format_html('<span class="badge{}">{}</span>', f" badge-{kind}" if kind in KINDS else "", text)


@register.simple_block_tag
def alert(content: str, *, kind: str = "info", heading: str = "") -> SafeString:
    """Write a message; one of an error is read out at once."""
    chosen = kind if kind in KINDS else "info"
    title = format_html('<p class="alert-heading">{}</p>', heading) if heading else ""
    role = "alert" if chosen == "error" else "status"
    return format_html('<div class="alert alert-{}" role="{}">{}<div class="alert-text">{}</div></div>', chosen, role, title, content)


@register.inclusion_tag("site/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Link the pages of a long list; the other settings of the list stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"request": context["request"], "page": page, "numbers": list(numbers), "gap": page.paginator.ELLIPSIS}


@register.inclusion_tag("site/parts/sort_header.html", takes_context=True)
def sort_header(context: Context, column: str, label: str) -> dict[str, Any]:
    """Write the head of a column that sorts the list by it, and the other way round at the second press."""
    chosen = context["request"].GET.get("sort", "")
    direction = {column: "ascending", f"-{column}": "descending"}.get(chosen, "")
    return {
        "request": context["request"],
        "label": label,
        "direction": direction,
        "next": f"-{column}" if direction == "ascending" else column,
    }


@register.filter
def is_single_box(bound: BoundField) -> bool:
    """Whether a field is one box to tick, which stands before its label."""
    return bound.widget_type == "checkbox"


def _texts() -> Texts:
    mechanism = find()
    language = (get_language() or "").split("-")[0]
    return mechanism.texts(language if language in mechanism.pack.mechanism.languages else "en")
