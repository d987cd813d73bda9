# SPDX-License-Identifier: EUPL-1.2
"""Fields of the pages' forms: what they read, what they keep, and what they say when something is to be mended."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.template import engines
from django.utils import translation

from tests.site.sample_pages import SampleForm
from vejviser.site.day_bar import DayBar
from vejviser.site.form_errors import mistakes


def form_with(**typed: str) -> SampleForm:
    return SampleForm({"name": "A", "child": "no", "kind": "a", "signs": ["a"], "agreed": "on", **typed})


@pytest.mark.parametrize("typed", [{"met_day": "1", "met_month": "02", "met_year": "2027"}, {"met": "2027-02-01"}])
def test_a_day_is_read_from_three_inputs_or_from_one_in_iso_form(typed: dict[str, str]) -> None:
    form = form_with(**typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["met"] == dt.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("31", "2", "2027"), "Indtast en dag, der findes"),
        (("1", "2", "27"), "Indtast en dag, der findes"),
        (("²", "2", "2027"), "Indtast en dag, der findes"),
        (("1", "", "2027"), "en af dem mangler"),
        (("", "", ""), "Indtast dag, måned og år"),
    ],
)
def test_a_day_that_is_none_is_kept_as_typed_and_told_what_to_do(typed: tuple[str, str, str], said: str) -> None:
    with translation.override("da"):
        form = form_with(met_day=typed[0], met_month=typed[1], met_year=typed[2])
        html = str(form["met"])
        assert said in form.errors["met"][0]
    assert tuple(re.findall(r'value="([^"]*)"', html)) == typed


@pytest.mark.parametrize(("typed", "hour"), [("8", (8, 0)), ("8.30", (8, 30)), ("08:30", (8, 30)), ("830", (8, 30)), ("2359", (23, 59))])
def test_a_time_is_read_as_people_write_it(typed: str, hour: tuple[int, int]) -> None:
    form = form_with(met="2027-02-01", hour=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["hour"] == dt.time(*hour)


@pytest.mark.parametrize("typed", ["24.00", "8.60", "noon", "8.3"])
def test_a_time_that_is_none_is_told_what_to_do(typed: str) -> None:
    assert "hour" in form_with(met="2027-02-01", hour=typed).errors


def test_an_answer_about_a_child_is_never_assumed() -> None:
    form = SampleForm()
    assert "checked" not in str(form["child"])
    assert "child" in SampleForm({"name": "A"}).errors


def test_an_error_names_the_field_and_is_linked_to_an_input_that_exists() -> None:
    with translation.override("da"):
        form = SampleForm({"met_day": ""})
        html = (
            engines["django"].from_string("{% error_summary form %}{% for one in form %}{% field one %}{% endfor %}").render({"form": form})
        )
        found = mistakes(form)
        texts = [mistake.text for mistake in found]
    assert "Indtast “Name”" in texts
    assert "Vælg et svar til “Under 18?”" in texts
    assert "Dette felt" not in html
    ids = set(re.findall(r'id="([^"]+)"', html))
    assert {mistake.target for mistake in found} <= ids
    assert set(" ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()) <= ids
    assert html.count("Fejl:") == len(found)


def test_what_somebody_typed_is_never_markup() -> None:
    form = form_with(name="<script>", met_day="<b>")
    html = engines["django"].from_string("{% error_summary form %}{{ form }}").render({"form": form})
    assert "<script>" not in html
    assert "<b>" not in html


def test_a_legal_date_carries_its_weekday_in_the_language_of_the_page() -> None:
    template = engines["django"].from_string("{% legal_date day %}")
    with translation.override("da"):
        assert "torsdag den 11. februar 2027" in template.render({"day": dt.date(2027, 2, 11)})
    with translation.override("en"):
        assert "Thursday 11 February 2027" in template.render({"day": dt.date(2027, 2, 11)})


@pytest.mark.parametrize(
    ("today", "number", "left", "spent"),
    [((1, 31), 0, 30, 0), ((2, 1), 1, 29, 8), ((3, 2), 30, 0, 250), ((3, 3), 30, 0, 250)],
)
def test_a_bar_counts_the_first_and_the_last_day(today: tuple[int, int], number: int, left: int, spent: int) -> None:
    first = dt.date(2027, 2, 1)
    bar = DayBar(label="", first=first, last=dt.date(2027, 3, 2), today=dt.date(2027, *today), limit=first + dt.timedelta(days=119))
    assert (bar.total, bar.number, bar.left, bar.spent) == (30, number, left, spent)
