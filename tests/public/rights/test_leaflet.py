# SPDX-License-Identifier: EUPL-1.2
"""The sheet can be printed, folded, read aloud and left on a table in every language."""

from __future__ import annotations

import re

import msgspec
import pytest
import typst
from django.test import Client

from tests.public.rights.pdf_reading import begins_at, objects, text_of
from vejviser import mechanisms
from vejviser.public import languages
from vejviser.public.pdf import compile_pdf
from vejviser.public.rights import leaflet, statements
from vejviser.public.rights.filled import given, pieces, plain
from vejviser.public.whom import telephone
from vejviser.site import clock

WRITTEN = statements.written()


@pytest.fixture(scope="module", params=WRITTEN)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def fetched(language: str) -> bytes:
    response = Client().get(f"/{language}/rights/leaflet/")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="information.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Language"] == language
    return response.content


def leaflet_statements() -> list[str]:
    return [one for part in statements.grounds().leaflet.values() for one in part]


def filled(key: str, language: str) -> str:
    return plain(pieces(" ".join(statements.sentences(language).statements[key]), given(language, clock.today())))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_it_is_one_sheet_of_a4_lying_that_says_its_language_and_is_tagged(language: str) -> None:
    pdf = fetched(language)
    pages = [body for body in objects(pdf).values() if b"/Type/Page/" in body]
    assert len(pages) == 2
    assert all(b"/MediaBox[0 0 841.8898 595.2756]" in page for page in pages)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert re.search(rb"/Lang\(" + language.encode() + rb"\)/StructTreeRoot", pdf)
    assert b"/MarkInfo<</Marked true" in pdf
    direction = b"R2L" if languages.direction(language) == "rtl" else b"L2R"
    assert b"/Direction/" + direction in pdf


def test_it_holds_the_numbers_to_call_and_no_sign_that_no_letter_was_found_for(language: str) -> None:
    text = text_of(fetched(language))
    hotline = mechanisms.find().pack.organisations["cmm"].contact[0].phone
    assert hotline is not None
    assert text.count(telephone(hotline)) >= 3
    assert mechanisms.find().pack.mechanism.emergency in text
    assert "�" not in text
    # Arabic is set as it is seen, from the left; a few Thai letters are named twice by the setting program, once for each mark on them.
    if language not in ("ar", "th"):
        for key in leaflet_statements():
            assert squeezed(filled(key, language)) in squeezed(text), key


def test_the_front_lies_where_the_sheet_is_opened_and_lines_begin_where_the_writing_begins(language: str) -> None:
    middle, gutter = 841.8898 / 2, 34.02
    begins = begins_at(fetched(language))
    if languages.direction(language) == "ltr":
        assert begins == pytest.approx(middle + gutter, abs=0.1)
    else:
        # The title ends at the right edge of the left panel: it begins far from its left one.
        assert middle / 2 < begins < middle - gutter


def test_its_title_and_its_headings_tell_nothing(language: str) -> None:
    said = leaflet.content(language, clock.today())
    assert said["title"] == statements.sentences(language).sheet["title"]
    assert re.search(rb"<dc:title>.*?</dc:title>", fetched(language), re.DOTALL)
    text = text_of(fetched(language))
    assert "@" not in text, "a mail address tells what the office is for"
    assert "menneskehandel" not in text.lower()


def test_its_front_and_its_inside_hold_what_they_should(language: str) -> None:
    found = leaflet.content(language, clock.today())
    assert len(found["front"]) == 10
    assert [len(panel) for panel in found["inside"]] == [2, 4]
    named = leaflet_statements()
    assert len(named) == len(set(named))
    # Whoever reads of help must also read of the date by which she may have to leave.
    assert {"M10", "N1", "J3", "I4"} <= set(named)


def test_the_same_sheet_has_the_same_bytes() -> None:
    source = leaflet.SOURCE.read_text(encoding="utf-8")
    once, again = (compile_pdf(source, leaflet.content("en", clock.today())) for _time in range(2))
    assert once == again


def test_a_letter_that_no_font_has_and_a_text_that_does_not_fit_are_refused() -> None:
    source, found = leaflet.SOURCE.read_text(encoding="utf-8"), leaflet.content("en", clock.today())
    strange = {**found, "title": "ሰላም"}
    with pytest.raises(typst.TypstError):
        compile_pdf(source, strange)
    with pytest.raises(typst.TypstError, match="does not fit"):
        compile_pdf(source, {**found, "front": found["front"] * 9})


def test_a_sheet_whose_rules_have_changed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    old = msgspec.structs.replace(statements.sentences("en"), checked_against="0.9.0")
    monkeypatch.setattr(statements, "sentences", lambda _language: old)
    made = leaflet.content("en", clock.today())["made"]["lines"][0]
    assert old.state["older"][1] in "".join(piece["text"] for piece in made)
