# SPDX-License-Identifier: EUPL-1.2
"""A tired person of twelve can read it: short sentences, everyday words, one number at a time, and no word that tells or blames."""

from __future__ import annotations

import re
from typing import Final

import pytest

from vejviser.public.rights.filled import PLACEHOLDER, given, pieces, plain
from vejviser.public.rights.statements import sentences, written
from vejviser.site import clock

SPOKEN: Final = ("da", "en")
MOST_WORDS, LONG, VERY_LONG = 15, 6, 12
# Sentences that may be longer, each with the reason; at most one in twenty.
LONGER: Final[dict[str, str]] = {}
# Words of forms and letters, and what stands for them in plain language.
OFFICIALESE: Final = {
    "en": (
        r"pursuant|hereby|applicants?|beneficiar|entitle|eligib|competent|in accordance|consent|prior to|commence|terminat|assistance"
        r"|accommodat|provision|jurisdiction|perpetrator|remuneration|reintegrat|pertain|regarding|concerning|shall|in the event"
    ),
    "da": (
        r"vedrørende|såfremt|i henhold|iværksæt|foranstaltning|jf\.|pågældende|herunder|endvidere|bevilge|meddel|opholdsgrundlag|samtykke"
        r"|indkvarter|bistand\b|imødekom|berettige|ansøger|fremsend|anmod|hjemmel|skønne|afsone|sagsbehandl|gerningsmand|vederlag"
    ),
}
# What the page calls nobody and nothing, in any language; the first group stands in no sentence, the second in no heading.
NEVER: Final = {
    "en": r"victim|traffick|illegal", "da": r"\boffer|\bofre|menneskehandel|illegal|ulovlig", "th": r"เหยื่อ|ค้ามนุษย์|ผิดกฎหมาย",
    "ro": r"victim|ilegal|trafic de", "ar": r"ضحي|ضحايا|الاتجار بالبشر|غير قانوني|غير شرعي", "vi": r"nạn nhân|buôn người|bất hợp pháp",
    "uk": r"жертв|торгівл\w+ людьми|нелегал", "fr": r"victime|traite des|illégal", "es": r"víctima|trata de personas|ilegal",
    "tl": r"biktima|trafficking|ilegal",
}  # fmt: skip
NOT_IN_HEADINGS: Final = {"en": r"\bcase|prostit|exploit", "da": r"\bsag(?:en|er|s)?\b|prostit|udnyt"}


def told(language: str) -> dict[str, str]:
    """Give every sentence of the statements by its id and place."""
    return {f"{key}[{at}]": text for key, texts in sentences(language).statements.items() for at, text in enumerate(texts, start=1)}


def words(sentence: str) -> list[str]:
    """Give the words of a sentence; what is filled in counts as one."""
    return re.findall(r"[\w’'-]+", PLACEHOLDER.sub("x", sentence))


def lix(texts: list[str]) -> float:
    """Give the Danish measure of readability: words a sentence, and how many words in a hundred are longer than six letters."""
    every = [word for text in texts for word in words(text)]
    return len(every) / len(texts) + 100 * sum(len(word) > LONG for word in every) / len(every)


@pytest.mark.parametrize("language", SPOKEN)
def test_a_sentence_has_at_most_fifteen_words(language: str) -> None:
    longer = {where for where, text in told(language).items() if len(words(text)) > MOST_WORDS}
    assert longer <= set(LONGER), {where: told(language)[where] for where in longer - set(LONGER)}
    assert len(LONGER) <= len(told(language)) * 0.05


@pytest.mark.parametrize("language", SPOKEN)
def test_the_words_are_those_of_every_day(language: str) -> None:
    texts = list(told(language).values())
    assert lix(texts) < 25, "easier than a book for children"
    every = [word for text in texts for word in words(text)]
    assert sum(len(word) > VERY_LONG for word in every) / len(every) < 0.005
    found = {where: text for where, text in told(language).items() if re.search(rf"\b(?:{OFFICIALESE[language]})", text, re.IGNORECASE)}
    assert not found


def test_the_measure_tells_a_letter_of_an_office_from_this_page() -> None:
    letter = ["Såfremt betingelserne for meddelelse af opholdstilladelse er opfyldt, iværksættes sagsbehandlingen uden unødigt ophold."]
    assert lix(letter) > 60
    assert re.search(OFFICIALESE["da"], letter[0], re.IGNORECASE)


@pytest.mark.parametrize("language", written())
def test_a_sentence_holds_at_most_one_number(language: str) -> None:
    filling = given(language, clock.today())
    several = {
        where: text
        for where, text in told(language).items()
        if sum(any(letter.isdigit() for letter in plain([piece])) for piece in pieces(text, filling)) > 1
    }
    assert not several


@pytest.mark.parametrize("language", written())
def test_no_sentence_names_the_person_by_what_was_done_to_her(language: str) -> None:
    said = sentences(language)
    every = {**told(language), **said.page, **said.titles, **said.sheet}
    assert not {where: text for where, text in every.items() if re.search(NEVER[language], text, re.IGNORECASE)}


@pytest.mark.parametrize("language", SPOKEN)
def test_no_heading_tells_what_the_page_is_about(language: str) -> None:
    said = sentences(language)
    headings = [said.page["heading"], *said.titles.values(), *said.sheet.values()]
    assert not [text for text in headings if re.search(NOT_IN_HEADINGS[language], text, re.IGNORECASE)]


@pytest.mark.parametrize("language", SPOKEN)
def test_danger_and_duty_are_said_to_you_and_not_about_you(language: str) -> None:
    passive = r"\b(is|are|was|were|be) (reported|told|given|granted|informed|deported)\b" if language == "en" else r"\w{4,}(eres|edes)\b"
    warnings = [
        text
        for where, text in told(language).items()
        if where.partition("[")[0] in {"T9", "T10", "M10", "N1", "J3", "I4", "QA3", "F5", "F10"}
    ]
    assert len(warnings) > 20
    assert not [text for text in warnings if re.search(passive, text)]
