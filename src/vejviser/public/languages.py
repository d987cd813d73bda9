# SPDX-License-Identifier: EUPL-1.2
"""The languages of the public pages: `/rights/` speaks what the browser asks for, `/th/rights/` speaks Thai, and no cookie keeps a choice.

Which languages, and in which order, is the recommendation of `rights-for-the-person` 16.2: by the people who were identified, never by flag
or alphabet of countries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.http import HttpRequest

# Each language by its own name for itself, in its own script.
NAMES: Final = {
    "da": "Dansk",
    "en": "English",
    "th": "ไทย",
    "ro": "Română",
    "ar": "العربية",
    "vi": "Tiếng Việt",
    "uk": "Українська",
    "fr": "Français",
    "es": "Español",
    "tl": "Filipino",
}
# What the staff of the mechanism read: pages for them exist in these two.
SPOKEN: Final = ("da", "en")
DEFAULT: Final = "da"
_RIGHT_TO_LEFT: Final = frozenset({"ar"})
# Browsers name Filipino in two ways.
_SAME: Final = {"fil": "tl"}


class Tag:
    """The part of an address that names a language, for Django's URL patterns."""

    regex = "|".join(NAMES)

    def to_python(self, value: str) -> str:
        """Give the tag as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Give the tag as it stands."""
        return value


def direction(language: str) -> str:
    """Give `rtl` for a language that is written from right to left, else `ltr`."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def asked_for(request: HttpRequest) -> str:
    """Give the first language that the browser asks for and that is there, else Danish. The header is a wish, not trusted."""
    for wish in request.headers.get("Accept-Language", "")[:200].lower().split(","):
        code = wish.split(";")[0].strip().split("-")[0]
        code = _SAME.get(code, code)
        if code in NAMES:
            return code
    return DEFAULT


def spoken(language: str) -> str:
    """Give the language for a page that exists in Danish and English only: English for everybody who did not choose Danish."""
    return language if language in SPOKEN else "en"
