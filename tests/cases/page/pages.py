# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the case page share: a case with something in every section, and sending its forms as a person does."""

from __future__ import annotations

import datetime as dt
import html
import re
import uuid
from typing import TYPE_CHECKING, Any

from vejviser.access.context import acting
from vejviser.cases import services
from vejviser.site import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from tests.cast import Cast, Part
    from vejviser.access.sections import Section

TODAY = clock.today()


def day(days: int) -> str:
    """Give a legal day so many days from today."""
    return (TODAY + dt.timedelta(days=days)).isoformat()


def write(cast: Cast, case: UUID, part: Part, section: Section, kind: str, **fields: str) -> UUID:
    """Write a text into a section."""
    with acting(cast.actor(part)) as actor:
        return services.add_text(actor, case, section=section, kind=kind, fields=fields, sending=uuid.uuid4()).entry


def identified(cast: Cast) -> UUID:
    """Open a case of a woman without legal stay who was interviewed, identified, and is in her reflection period since 10 days."""
    case = cast.case()
    cast.join(case, cast.dis)
    cast.join(case, cast.interviewer)
    with acting(cast.actor(cast.coordinator)) as actor:
        person = {"type": "person", "born": "1999-05-02", "citizenships": ["BR"], "gender": "female", "unaccompanied": False}
        services.record(actor, case, person, sending=uuid.uuid4())
    cast.record(case, cast.coordinator, type="encounter", at=day(-20), by="cmm")
    cast.record(case, cast.dis, type="stay", at=day(-19), legal=False)
    cast.record(case, cast.interviewer, type="interview", at=day(-15), by="cmm", representative_present=False, interpreter=None)
    cast.record(case, cast.dis, type="identification", at=day(-12), by="dis", outcome="identified")
    cast.record(case, cast.dis, type="reflection_period", at=day(-10), by="dis")
    return case


def words(response: Any) -> str:
    """Give what a page says: without tags, each run of spaces as one."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))).strip()


def hidden(response: Any) -> dict[str, Any]:
    """Give the hidden inputs of the form in a page, as the browser sends them; an input that stands twice gives a list."""
    main = response.content.decode().partition("<main")[2]
    found: dict[str, Any] = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', main):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is None or name[1] == "csrfmiddlewaretoken":
            continue
        found.setdefault(name[1], []).append(html.unescape(value[1]) if value else "")
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def send(client: Client, address: str, **typed: Any) -> Any:
    """Open a form, fill it in and send it on to the preview."""
    return client.post(address, {**hidden(client.get(address)), "step": "check", **typed})


def confirm(client: Client, address: str, preview: Any) -> Any:
    """Confirm a preview."""
    return client.post(address, {**hidden(preview), "step": "record"})
