# SPDX-License-Identifier: EUPL-1.2
"""The one mail that is ever sent: the same words for every occasion, in Danish and English, and the same number of bytes.

Mail is read by others on its way and on the lock screens of telephones, so it says nothing but: sign in.
"""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.mail import EmailMessage

if TYPE_CHECKING:
    from vejviser.notices.models import Mail

SUBJECT: Final = "Vejviser"
SIZE: Final = 2048
"""Bytes of every mail as it is handed to the mail server, headers included."""
TEXT: Final = """\
Der er noget nyt til dig i Vejviser. Åbn denne adresse for at se det:

{address}

Alle mails fra Vejviser har den samme tekst. Svar ikke på denne mail.

---

There is something new for you in Vejviser. Open this address to see it:

{address}

All mail from Vejviser has the same text. Do not answer this mail.
"""
_LINE: Final = 60
_END: Final = 2  # bytes of an end of line on its way


class MailTooLong(ValueError):
    """An address or a link leaves no room in the one size of all mail."""


def message_of(mail: Mail) -> EmailMessage:
    """Give the mail as it is sent, each time the same bytes.

    Raises:
        MailTooLong: its address or its link does not fit in.

    """
    text = TEXT.format(address=site_address() + mail.link)
    missing = SIZE - size_of(_message(mail, text))
    if missing < _END:
        raise MailTooLong(f"a mail of {SIZE - missing} bytes; all have {SIZE}")
    return _message(mail, text + _blank(missing))


def size_of(message: EmailMessage) -> int:
    """Give the number of bytes that a message has on its way."""
    return len(message.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]


def site_address() -> str:
    """Give the address of the first page: the only one that a mail names, but for an invitation's own."""
    environment = settings.ENVIRONMENT
    host: str = environment.allowed_hosts[0]
    return f"https://{host}/" if environment.https else f"http://{host}:8000/"


def message_id(mail: Mail) -> str:
    """Give the id of the message: that of the row, so that a second sending of it is recognised as the same."""
    return f"<{mail.id}@{settings.ENVIRONMENT.allowed_hosts[0]}>"


def _message(mail: Mail, text: str) -> EmailMessage:
    date = format_datetime(mail.made_at.astimezone(dt.UTC).replace(microsecond=0))
    headers = {"Message-ID": message_id(mail), "Date": date, "Auto-Submitted": "auto-generated"}
    return EmailMessage(SUBJECT, text, to=[mail.to], headers=headers)


def _blank(number: int) -> str:
    """Give white space of so many bytes on its way, with an end of line: one that is missing would be added on the way."""
    lines, rest = divmod(number - _END, _LINE)
    return (" " * (_LINE - _END) + "\n") * lines + " " * rest + "\n"
