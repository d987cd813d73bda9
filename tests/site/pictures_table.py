# SPDX-License-Identifier: EUPL-1.2
"""The pictures of the documents: whose page each one shows, in which language and at which width."""

from __future__ import annotations

from typing import Final, NamedTuple

COORDINATOR: Final = "kirsten.aagaard@cmm.example"
ADMINISTRATOR: Final = "asger.friis@cmm.example"
WIDE: Final = 1280
PHONE: Final = 320


class Step(NamedTuple):
    """What is typed (the names of the fields and their values), and the words of the button that sends it; without words, the first one.

    `gives_file` where the button brings a document instead of a page: the picture is of its first sheet.
    """

    typed: tuple[tuple[str, str], ...] = ()
    press: str = ""
    gives_file: bool = False


class Picture(NamedTuple):
    """A picture: the address as the URL map has it, who is signed in (nobody: an empty text), and how it is seen.

    `typed` is what is typed and sent before the picture is taken: the names of the fields and their values. `then` are the steps after
    it. Of an address that gives a PDF the first sheet is shown.
    """

    address: str
    who: str
    language: str
    width: int = WIDE
    typed: tuple[tuple[str, str], ...] = ()
    then: tuple[Step, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is done on the page, in order."""
        return (*((Step(self.typed),) if self.typed else ()), *self.then)

    def name(self, what: str) -> str:
        """Give the name of its file, without the ending."""
        return f"{what}-{self.language}-{self.width}"


def _seen(address: str, who: str, *looks: tuple[str, int]) -> tuple[Picture, ...]:
    return tuple(Picture(address, who, language, width) for language, width in looks)


_THREE: Final = (("en", WIDE), ("da", WIDE), ("da", PHONE))
_RECORD: Final = "/cases/{case_id}/record/{kind}/"
_OFFER: Final = (
    ("at_day", "23"),
    ("at_month", "11"),
    ("at_year", "2026"),
    ("what", "psychological"),
    ("answer", "accepted"),
    ("note", "She would like a conversation on Monday."),
)
# A patrol, an adult who agrees, a bed for the night.
_FIRST: Final = (("role", "police"), ("danger", "no"), ("age", "no"))
_PERSON: Final = (
    ("presence", "alone"),
    ("consent", "yes"),
    ("name", "Ana"),
    ("safe_contact", "phone"),
    ("safe_phone", "12 34 56 78"),
    ("safe_how", "text"),
    ("safe_when", "evenings"),
    ("safe_if_other", "wrong_number"),
    ("language", "ron"),
)
_NEEDED: Final = (
    ("needs", "sleep"),
    ("shelter_who", "women"),
    ("area", "syddanmark"),
    ("signs", "papers_kept"),
    ("you_phone", "87 65 43 21"),
)
_TO_CHECK: Final = (Step(_FIRST, "Next"), Step(_PERSON, "Next"), Step(_NEEDED, "Check"))
_ASKED: Final = (Step((("example", "raid_and_reflection_period"),), "Fill in the example"),)


def _walked(address: str, language: str, width: int, *steps: Step) -> tuple[Picture, ...]:
    return (Picture(address, "", language, width, then=steps),)


_SHOWN: Final = {
    "now": _seen("/", "", ("en", WIDE), ("da", PHONE), ("ar", PHONE)),
    "safety": _seen("/safety/", "", ("en", PHONE)),
    "signs": _seen("/signs/", "", ("en", WIDE)),
    "rights": _seen("/rights/", "", ("en", PHONE), ("ar", WIDE)),
    "leaflet": _seen("/rights/leaflet/", "", ("th", WIDE)),
    "refer": _seen("/refer/", "", ("da", PHONE)),
    "refer-check": _walked("/refer/", "en", PHONE, *_TO_CHECK),
    "refer-sent": _walked("/refer/", "en", PHONE, *_TO_CHECK, Step(press="Send")),
    "mechanism": _seen("/mechanism/", "", ("en", WIDE)),
    "rule": _seen("/mechanism/{mechanism}/{key}", "", ("en", WIDE)),
    "trying": _walked("/trying/", "en", WIDE, *_ASKED, Step(press="Show what follows")),
    "ways": _walked("/trying/", "en", WIDE, *_ASKED, Step(press="Compare the ways ahead")),
    "directory": _seen("/directory/", "", ("en", WIDE)),
    "sign-in": _seen("/accounts/login/", "", ("en", WIDE)),
    "desk": _seen("/desk/", COORDINATOR, *_THREE),
    "case": _seen("/cases/{case_id}/", COORDINATOR, *_THREE),
    "record": _seen(_RECORD, COORDINATOR, ("en", WIDE)),
    "preview": (Picture(_RECORD, COORDINATOR, "en", typed=_OFFER),),
    "inbox": _seen("/inbox/", COORDINATOR, ("en", WIDE)),
    "referral": _seen("/inbox/{referral_id}/", COORDINATOR, ("en", WIDE)),
    "what-if": _seen("/cases/{case_id}/what-if/", COORDINATOR, ("da", WIDE)),
    "contacts": _seen("/contacts/", COORDINATOR, ("en", WIDE)),
    "team": _seen("/cases/{case_id}/team/", COORDINATOR, ("en", WIDE)),
    "who-opened": _seen("/cases/{case_id}/opened/", COORDINATOR, ("en", WIDE)),
    "people": _seen("/accounts/people/", ADMINISTRATOR, ("en", WIDE)),
    "organisation": _seen("/organisations/{organisation}/", ADMINISTRATOR, ("en", WIDE)),
}
PICTURES: Final = {picture.name(what): picture for what, pictures in _SHOWN.items() for picture in pictures}
