# SPDX-License-Identifier: EUPL-1.2
"""The copy for whoever sent it: one page to print, headings only. It will lie in a car: no name, no number, no sign, no word of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vejviser.public import languages
from vejviser.public.pdf import compile_pdf
from vejviser.public.refer import saying, sent
from vejviser.public.refer.texts import spoken, words

if TYPE_CHECKING:
    from vejviser.public.refer.sent import SentToken

# A name for the file that says nothing to whoever looks over a shoulder.
FILE_NAME: Final = "copy.pdf"
_SOURCE: Final = """
#let said = json(bytes(sys.inputs.data))
#set document(title: said.heading)
#set text(lang: said.language, dir: if said.direction == "rtl" { rtl } else { ltr }, size: 10pt,
  font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Thai", "Source Sans Pro", "Source Sans 3", "DejaVu Sans"))
#set page(paper: "a4", margin: 20mm)
#set par(leading: 0.7em)
= #said.heading
#v(4mm)
#for (name, value) in said.facts [
  *#name* \\
  #value
  #v(1mm)
]
== #said.chosen
#if said.headings.len() == 0 [#said.empty] else {
  // Halves side by side: columns of typst fill the first one to the foot of the page, and push the rest to another.
  let half = calc.ceil(said.headings.len() / 2)
  let shown(some) = list(..some.map(one => [#one #sym.dash.en #said.given]))
  grid(columns: (1fr, 1fr), gutter: 6mm, shown(said.headings.slice(0, half)), shown(said.headings.slice(half)))
}
#v(2mm)
== #said.next_heading
#for line in said.next [#line \\ ]
#v(4mm)
#said.kept
"""


def copy_of(token: SentToken, language: str) -> bytes:
    """Set the copy as PDF/UA-1.

    Raises:
        typst.TypstError: the letters of the language are not there.

    """
    said, shown = words(language)["copy"], sent.content(token, language)
    own = spoken(language)
    facts = [
        (words(language)["sent"]["reference"], token.reference),
        (said["at"], shown["received"]),
        (said["by"], saying.role(token.role, language)),
    ]
    return compile_pdf(
        _SOURCE,
        {
            "language": own,
            "direction": languages.direction(own),
            "heading": said["heading"],
            "facts": facts,
            "chosen": said["chosen"],
            "headings": sent.headings_in_words(token, language),
            "given": said["given"],
            "empty": said["empty"],
            "next_heading": words(language)["sent"]["next"],
            "next": [*shown["next"], shown["call"]],
            "kept": said["kept"],
        },
    )
