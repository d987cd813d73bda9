# SPDX-License-Identifier: EUPL-1.2
"""What stands on the page after sending: how to come back, who will ring with which words, and what to do until then."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from vejviser.mechanisms import find
from vejviser.public.refer import saying, sealed
from vejviser.public.refer.saying import apart
from vejviser.public.refer.texts import words
from vejviser.public.whom import day_in_words, time_in_words, whom_to_reach
from vejviser.referrals import outside

if TYPE_CHECKING:
    from vejviser.public.refer.sealed import Form


@dataclass(frozen=True, kw_only=True)
class SentToken:
    """What the page after sending is made of: what the server said, and which headings were answered. No answer is in it."""

    reference: str
    key_words: tuple[str, ...]
    call_sign: tuple[int, int]
    received_at: str
    answer_by: str
    urgency: str
    path: str
    valid_until: str
    danger: bool
    role: str
    headings: tuple[str, ...]
    mail: str
    reachable: bool
    asked_proof: bool = False


def token_of(sent: outside.Sent, form: Form, headings: tuple[str, ...], mail: str) -> SentToken:
    """Put together what the page after sending needs."""
    reachable = form.role == "self" or any(name in headings for name in ("you_phone", "you_mail", "you_stand_in"))
    return SentToken(
        reference=sent.reference,
        key_words=tuple(sent.key_words),
        call_sign=sent.call_sign,
        received_at=sent.received_at.isoformat(),
        answer_by=sent.answer_by.isoformat(),
        urgency=str(sent.urgency),
        path=str(sent.path),
        valid_until=sent.valid_until.isoformat(),
        danger=sent.danger in ("now", "soon"),
        role=form.role or "citizen",
        headings=headings,
        mail=mail,
        reachable=reachable,
    )


def seal(token: SentToken) -> str:
    """Seal it into the page, for the copy and the buttons on it."""
    return sealed.seal("sent", asdict(token))


def unseal(text: str) -> SentToken | None:
    """Open it; none where it was not made here, was changed, or lay open for too long."""
    opened = sealed.unseal("sent", text)
    if opened is None or opened.old:
        return None
    said = opened.content
    lists: dict[str, Any] = {name: tuple(said[name]) for name in ("key_words", "call_sign", "headings")}
    return SentToken(**{**said, **lists})


def when(instant: str | dt.datetime, language: str) -> dict[str, str]:
    """Give the day and the time of an instant in words, in the zone of the mechanism."""
    moment = dt.datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    local = moment.astimezone(ZoneInfo(find().zone.name))
    return {"day": day_in_words(local.date(), language), "time": time_in_words(local.time(), language)}


def content(token: SentToken, language: str) -> dict[str, Any]:
    """Give what the page shows."""
    said, whom = words(language)["sent"], whom_to_reach(language)
    own = token.role == "self"
    listed = words(language)["call_words"]["list"]
    return {
        "token": token,
        "sent": seal(token),
        "later": sealed.seal("later", {"reference": token.reference, "key": " ".join(token.key_words)}),
        "received": said["at"].format(**when(token.received_at, language)),
        "call_sign": " ".join(listed[place] for place in token.call_sign),
        "key_why": said["key_why"].format(day=when(token.valid_until, language)["day"]),
        "next": _next(token, said, language),
        "call": said["next_call"].format(number=apart(_number_then(token, language))),
        "danger": said["danger_now"].format(number=whom.emergency) if token.danger else "",
        "do": said["do_self" if own else "do"],
        "dont": said["dont_self" if own else "dont"],
        "municipality": said["municipality"] if token.path == outside.Path.CHILD else "",
        "proof": said["proof_why"].format(mail=apart(token.mail)) if token.mail else "",
    }


def headings_in_words(token: SentToken, language: str) -> list[str]:
    """Give the headings of what was answered; never an answer."""
    return [saying.question(name, language, token.role) for name in token.headings]


def _number_then(token: SentToken, language: str) -> str:
    """Give the number to call when the target has passed: who is open just before it, not who is open now."""
    target = dt.datetime.fromisoformat(token.answer_by)
    return whom_to_reach(language, target - dt.timedelta(minutes=1)).first.shown


def _next(token: SentToken, said: dict[str, Any], language: str) -> list[str]:
    target = when(token.answer_by, language)
    kind = "next_target_self" if token.role == "self" else "next_target" if token.reachable else "next_anonymous"
    lines = [said["next_now"]] if token.urgency == "now" else []
    return [*lines, said[kind].format(**target)]
