# SPDX-License-Identifier: EUPL-1.2
"""A page with every part of the pages on it, and pages that go wrong, for the tests of the site alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NoReturn

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from vejviser.site import urls
from vejviser.site.forms import DayField, PageForm, TimeOfDayField, YesNoUnknownField

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500

PAGE = """{% extends "site/base.html" %}{% block content %}<h1>Sample</h1>
{% error_summary form %}
{% day_bar label="Period" first=first last=last today=today limit=limit %}
<p>{% tag "Late" "error" %} {% tag "Plain" %} {% legal_date today %}</p>
{% alert kind="warning" heading="Note" %}Words{% endalert %}
<table class="table"><thead><tr>{% sort_header "day" "Day" %}</tr></thead><tbody><tr><td>{% legal_date last %}</td></tr></tbody></table>
{% pagination page %}
<form method="post" novalidate>{% csrf_token %}{% for one in form %}{% field one %}{% endfor %}
<button class="button button-primary" type="submit">Save</button></form>{% endblock %}"""


class SampleForm(PageForm):
    """One field of each kind."""

    name = forms.CharField(label="Name", max_length=80)
    mail = forms.EmailField(label="Mail", help_text="Only for letters without content", required=False)
    met = DayField(label="Met on", help_text="For example 24 3 2027")
    hour = TimeOfDayField(label="At", required=False)
    child = YesNoUnknownField(label="Under 18?")
    kind = forms.ChoiceField(label="Kind", choices=[("", "-"), ("a", "A")])
    signs = forms.MultipleChoiceField(label="Signs", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="Agreed")


@login_not_required
def sample(request: HttpRequest) -> HttpResponse:
    """Show the form; show it again with what is to be mended."""
    content = {
        "form": SampleForm(request.POST or None),
        "page": Paginator(range(300), 10).get_page(request.GET.get("page")),
        "first": dt.date(2027, 1, 30),
        "today": dt.date(2027, 2, 11),
        "last": dt.date(2027, 2, 28),
        "limit": dt.date(2027, 5, 29),
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(content, request))


@login_not_required
def fails(_request: HttpRequest, case: UUID) -> NoReturn:
    """Fail with content in the words of the exception."""
    raise LookupError(f"Mercy of case {case}")


urlpatterns = [*urls.urlpatterns, path("sample/", sample), path("fails/<uuid:case>/", fails)]
