# SPDX-License-Identifier: EUPL-1.2
"""Whether a picture can be read: no text covers another or leaves the paper, in whatever case."""

from __future__ import annotations

import datetime as dt
import random
import struct
import zlib

import pytest

from tests.pictures.reading import DENMARK, Font, a_case, boxes, overlapping, rising, shapes_under_text, texts, written
from vejviser.example_cases import CaseFile, as_ofs, generate
from vejviser.pictures import draw_timeline, to_png
from vejviser.pictures.metrics import fit, text_width, wrap
from vejviser.pictures.placing import Label, place, spread
from vejviser.pictures.scale import Scale, axis
from vejviser.rules.case_file import case_from

GENERATED = list(generate(200, random_state=11, start=dt.date(2024, 1, 1), end=dt.date(2027, 6, 1)))


@pytest.mark.parametrize("language", ["en", "da"])
def test_no_text_covers_another_or_leaves_the_paper_in_200_histories(language: str) -> None:
    chance = random.Random(language)  # noqa: S311  a choice of days, no secret
    for raw in GENERATED:
        case = case_from(raw, DENMARK.vocabulary, today=dt.date(2199, 12, 31))
        as_of = chance.choice(as_ofs(raw))
        svg = draw_timeline(DENMARK, case, DENMARK.zone.moment(as_of), language)
        found = boxes(svg)
        assert shapes_under_text(svg) == [], f"{case.id} as of {as_of}"
        assert overlapping(found) == [], f"{case.id} as of {as_of}"
        assert [box.text for box in found if box.left < 0 or box.right > 1200] == [], f"{case.id} as of {as_of}"


def test_a_picture_years_after_the_events_is_legible() -> None:
    raw = max(GENERATED, key=lambda one: len(one["events"]))
    case = case_from(raw, DENMARK.vocabulary, today=dt.date(2199, 12, 31))
    svg = draw_timeline(DENMARK, case, DENMARK.zone.moment("2060-01-01"))
    assert overlapping(boxes(svg)) == []
    assert "2050" in texts(svg)


def test_a_hundred_events_keep_their_numbers_apart() -> None:
    start = dt.date(2026, 1, 1)
    events = [{"type": "return_wish", "at": (start + dt.timedelta(days=day)).isoformat(), "value": day % 2 == 0} for day in range(100)]
    found = boxes(draw_timeline(DENMARK, a_case(*events), DENMARK.zone.moment("2026-06-01")))
    assert overlapping(found) == []
    assert [box.text for box in found].count("100") == 2


@pytest.mark.parametrize(("days", "expected"), [(10, "11"), (60, "15"), (300, "Apr"), (1500, "Jul"), (5500, "2030"), (30000, "2050")])
def test_the_axis_shows_days_weeks_months_quarters_or_years_as_there_is_room(days: int, expected: str) -> None:
    first = dt.date(2027, 2, 5)
    scale = Scale(first, first + dt.timedelta(days=days), 205, 1175)
    shown = axis(scale, lambda day: f"{day:%b}")
    assert expected in {tick.label for tick in shown.ticks}
    assert rising([scale.start(tick.day) for tick in shown.ticks], 30)


@pytest.mark.parametrize(("name", "bold"), [("SourceSansPro-Regular.ttf", False), ("SourceSansPro-Bold.ttf", True)])
def test_every_text_is_at_most_as_wide_as_was_reckoned(name: str, bold: bool) -> None:  # noqa: FBT001  a parameter of the test
    font = Font(name)
    words = {text for raw in GENERATED[:40] for language in ("en", "da") for text in texts(_drawn(raw, language))}
    too_wide = [text for text in words if font.width(text, 14) > text_width(text, 14, bold=bold) + 0.5]
    assert len(words) > 200
    assert too_wide == []


def _drawn(raw: CaseFile, language: str) -> str:
    case = case_from(raw, DENMARK.vocabulary, today=dt.date(2199, 12, 31))
    return draw_timeline(DENMARK, case, DENMARK.zone.moment("2027-12-01"), language)


def test_labels_of_one_day_stand_under_each_other() -> None:
    placed = place([Label(300, 100, name) for name in "abc"], 200, 1000)
    assert sorted(one.row for one in placed) == [0, 1, 2]


def test_a_label_at_the_edge_is_written_before_its_line() -> None:
    (one,) = place([Label(990, 100, "late")], 200, 1000)
    assert (one.before, one.right) == (True, 984)


def test_marks_that_crowd_are_spread_in_their_order_within_the_edges() -> None:
    places = spread([10, 10, 10, 500, 999], 25, 0, 1000)
    assert rising(places, 25)
    assert places[0] >= 0
    assert places[3:] == [500, 999]


def test_text_is_broken_between_words_and_long_words_within() -> None:
    assert wrap("one two", 35, 14) == ("one", "two")
    assert "".join(wrap("W" * 50, 100, 14)) == "W" * 50
    assert wrap("", 100, 14) == ("",)
    assert fit("a long sentence", 60, 14).endswith("…")


def _size_and_colours(png: bytes) -> tuple[int, int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack_from(">II", png, 16)
    position, packed = 8, b""
    while position < len(png):
        length, kind = struct.unpack_from(">I4s", png, position)
        packed += png[position + 8 : position + 8 + length] if kind == b"IDAT" else b""
        position += length + 12
    return width, height, len(set(zlib.decompress(packed)))


def test_the_picture_becomes_pixels_of_the_wanted_size_and_is_not_blank() -> None:
    svg = _drawn(GENERATED[0], "da")
    width, height, colours = _size_and_colours(to_png(svg))
    assert width == 2400
    assert height == pytest.approx(2 * float(svg.split('height="')[1].split('"')[0]), abs=2)
    assert colours > 20
    assert _size_and_colours(to_png(svg, 1))[0] == 1200


def test_the_letters_of_the_pixels_come_from_the_program_and_cover_danish() -> None:
    plain = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="16" font-family="sans-serif">{}</text></svg>'
    shapes = {letter: to_png(plain.format(letter)) for letter in "æøåÆØÅ "}
    assert len(set(shapes.values())) == len(shapes)
    assert {ord(letter) for letter in "æøåÆØÅ–·…"} <= set(Font("SourceSansPro-Regular.ttf").glyphs)


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="not an SVG drawing"):
        to_png("no picture")
    with pytest.raises(ValueError, match="above 0"):
        to_png(_drawn(GENERATED[0], "en"), 0)


def test_a_long_history_is_written_in_two_columns() -> None:
    raw = max(GENERATED, key=lambda one: len(one["events"]))
    found = boxes(_drawn(raw, "en"))
    assert {round(box.left) for box in found if box.text.startswith(("Mon ", "Tue ", "Wed ", "Thu ", "Fri "))} == {52, 647}
    assert "Events" in written(_drawn(raw, "en"))
