# SPDX-License-Identifier: EUPL-1.2
"""Mail domains that an organisation vouches for: an address of one of them, once proven, shows whose it is."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from vejviser.directory.models import Organisation

# Anybody gets an address there. Short on purpose: what is missing is refused by whoever looks at the list, not by a longer one.
# fmt: off
ANYBODYS: Final = frozenset((
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.dk", "live.com", "live.dk", "outlook.com", "outlook.dk", "msn.com",
    "yahoo.com", "yahoo.dk", "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com",
    "tuta.com", "gmx.com", "gmx.net", "gmx.de", "web.de", "mail.com", "mail.ru", "yandex.com", "yandex.ru", "aol.com", "zoho.com",
    "fastmail.com", "mail.dk", "email.dk", "post.tele.dk", "tdcadsl.dk", "get2net.dk", "stofanet.dk", "sol.dk", "jubii.dk",
    "youmail.dk", "ofir.dk",
))
# fmt: on
_MOST: Final = 20
_DOMAIN: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")


class NoDomain(ValueError):
    """It is no domain of a mail address; the text is what was typed."""


class AnybodysDomain(ValueError):
    """Anybody gets an address at this domain, so it proves nothing; the text is the domain."""


def domains_in(text: str) -> list[str]:
    """Read domains, one a line or with commas or spaces between; in ASCII, small letters, each once.

    Raises:
        NoDomain, AnybodysDomain: said there.

    """
    found = [_ascii(one.rpartition("@")[2]) for one in text.replace(",", " ").split()]
    for domain in found:
        if domain in ANYBODYS or any(domain.endswith(f".{one}") for one in ANYBODYS):
            raise AnybodysDomain(domain)
    if len(found) > _MOST:
        raise NoDomain(found[_MOST])
    return list(dict.fromkeys(found))


def organisation_of(address: str) -> str:
    """Give the register's id of the organisation that vouches for an address: of its very domain, or of one above it. Empty: none does."""
    _local, _at, typed = address.rpartition("@")
    try:
        domain = _ascii(typed)
    except NoDomain:
        return ""
    wanted = {domain, *(domain.split(".", count)[-1] for count in range(1, domain.count(".")))}
    rows = Organisation.objects.filter(active=True).exclude(mail_domains=[]).values_list("register_id", "mail_domains")
    # The longest one is the closest; an organisation's own domain is closer than that of the one above it.
    matches = [(len(one), register_id) for register_id, domains in rows for one in domains if one in wanted]
    return max(matches, default=(0, ""))[1]


def _ascii(domain: str) -> str:
    try:
        written = unicodedata.normalize("NFC", domain.strip().strip(".")).encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise NoDomain(domain) from error
    if not _DOMAIN.fullmatch(written):
        raise NoDomain(domain)
    return written
