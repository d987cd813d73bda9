# SPDX-License-Identifier: EUPL-1.2
"""What every page shows around its own content: who is signed in, where they can go, and which languages there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.urls import is_valid_path
from django.utils.translation import gettext, gettext_noop

from vejviser.access.roles import ADMINISTRATION, CONTACT_LOG, INTAKE, Role
from vejviser.site import languages
from vejviser.site.lists import organisation_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vejviser.access.actor import Actor

_NO_CASES: Final = ADMINISTRATION | {Role.STATISTICIAN}


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page in the navigation; `here` on the page itself and on those below it."""

    label: str
    address: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around the content of a page; without an actor nobody is signed in."""

    name: str
    organisation: str
    navigation: tuple[Place, ...]
    languages: dict[str, str]
    back: str
    invented: bool
    sign_out: str


# Address, label, and the roles of which one is needed (none named: everybody who is signed in).
_PLACES: Final = (
    ("/desk/", gettext_noop("My desk"), frozenset(Role) - _NO_CASES),
    ("/inbox/", gettext_noop("Inbox"), INTAKE),
    ("/inbox/new/", gettext_noop("Refer a person"), frozenset(Role) - _NO_CASES),
    ("/contacts/", gettext_noop("Contact log"), CONTACT_LOG),
    ("/notices/", gettext_noop("Notices"), frozenset(Role) - {Role.STATISTICIAN}),
    ("/organisations/", gettext_noop("Organisations"), frozenset[Role]()),
    ("/accounts/people/", gettext_noop("People"), ADMINISTRATION),
)


def site(request: HttpRequest) -> dict[str, Around]:
    """Give `site` to every template; nothing here asks the database."""
    actor: Actor | None = getattr(request, "actor", None)
    around = Around(
        name=actor.name if actor else "",
        organisation=organisation_in_words(actor.organisation, actor.now.date()) if actor else "",
        navigation=_navigation(actor, request.path) if actor else (),
        languages=languages.offered(),
        back=request.path if request.method in ("GET", "HEAD") else "/",
        invented=settings.INSTALLATION != "real",
        sign_out="/accounts/logout/",
    )
    return {"site": around}


def _navigation(actor: Actor, path: str) -> tuple[Place, ...]:
    """Give the pages this actor may use, and mark the one that the address lies under most closely."""
    allowed = [(address, label) for address, label, roles in _PLACES if (not roles or actor.roles & roles) and is_valid_path(address)]
    here = max((address for address, _label in allowed if path.startswith(address)), key=len, default="")
    return tuple(Place(label=gettext(label), address=address, here=address == here) for address, label in allowed)
