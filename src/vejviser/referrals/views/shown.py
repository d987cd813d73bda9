# SPDX-License-Identifier: EUPL-1.2
"""Codes and lines of the lists in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, gettext_lazy, ngettext

from vejviser.referrals import paths, vocabulary
from vejviser.referrals.models import Contact, Referral
from vejviser.site.lists import moment_in_words, organisation_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.utils.functional import _StrPromise

    from vejviser.referrals.selectors import Line, Sent

Urgency, State = Referral.Urgency, Referral.State
_URGENCIES: Final[dict[str, _StrPromise]] = {
    Urgency.NOW: gettext_lazy("Now"),
    Urgency.TONIGHT: gettext_lazy("Tonight"),
    Urgency.TODAY: gettext_lazy("Today"),
    Urgency.ORDINARY: gettext_lazy("Next working day"),
    Urgency.ADVICE: gettext_lazy("Advice"),
}
_KINDS: Final[dict[str, str]] = {Urgency.NOW: "error", Urgency.TONIGHT: "warning"}
_STATES: Final[dict[str, _StrPromise]] = {
    State.RECEIVED: gettext_lazy("Received"),
    State.TAKEN: gettext_lazy("Taken over"),
    State.ACCEPTED: gettext_lazy("Accepted into a case"),
    State.ADVISED: gettext_lazy("Answered with advice"),
    State.DECLINED: gettext_lazy("Declined"),
    "open": gettext_lazy("Waiting for an answer"),
    "overdue": gettext_lazy("Past the target"),
    "mine": gettext_lazy("Taken by you"),
    "asked": gettext_lazy("Asks about a case of yours"),
    "answered": gettext_lazy("Answered"),
    "added": gettext_lazy("With additions that wait"),
    "ended": gettext_lazy("Taken back after it became a case"),
}
_SENDER_SEES: Final[dict[str, _StrPromise]] = {
    State.RECEIVED: gettext_lazy("Received"),
    State.TAKEN: gettext_lazy("Somebody is on it"),
    "answered": gettext_lazy("Closed for you"),
}
_BASES: Final[dict[str, _StrPromise]] = {
    paths.GIVEN: gettext_lazy("The person agreed that CMM knows who she or he is: you may speak with her or him and open a case (A41)."),
    paths.CONTACT_ONLY: gettext_lazy("The person agreed to be contacted, and to no more: ask before you write a name down (A41)."),
    paths.CHILD: gettext_lazy("A child, or perhaps a child: no agreement was needed. Until the age is settled, treat as a child (A48)."),
    paths.DANGER_TO_LIFE: gettext_lazy(
        "Passed on without agreement because a life is in danger (A41). A second person confirms it, or name and contact are sealed again."
    ),
    paths.LEGAL_DUTY: gettext_lazy(
        "Passed on without agreement because an authority must, by law (A41). "
        "A second person confirms it, or name and contact are sealed again."
    ),
    paths.NO_BASIS: gettext_lazy("The person has not agreed: ring the sender, open no case, look nobody up (A39, A41)."),
}
_CONTACTS: Final[dict[str, _StrPromise]] = {
    Contact.Kind.MEDIA: gettext_lazy("Media"),
    Contact.Kind.CITIZEN: gettext_lazy("Citizen"),
    Contact.Kind.CONSULTATION: gettext_lazy("Anonymous consultation"),
    Contact.Kind.PROFESSIONAL: gettext_lazy("Professional"),
    Contact.Kind.PERSON: gettext_lazy("The person concerned"),
}


_ROLES: Final = dict(vocabulary.ROLES)
_KINDS_IN_WORDS: Final[dict[str, _StrPromise]] = {
    Referral.Kind.REFERRAL: gettext_lazy("Referral"),
    Referral.Kind.NOTICE: gettext_lazy("Notice without a name"),
    Referral.Kind.CONSULTATION: gettext_lazy("Only advice"),
}


@dataclass(frozen=True)
class InboxLine:
    """A line of the inbox in words."""

    id: UUID
    reference: str
    urgency: str
    urgency_kind: str
    state: str
    sender: str
    received: str
    answer_by: str
    overdue: bool
    taken_by: str
    reminders: int
    asks_you: bool
    asks_somebody: bool
    kind: str
    is_outside: bool
    is_verified: bool
    verified: str
    marks: list[tuple[str, str]]


def urgency_in_words(urgency: str) -> str:
    """Give a class of urgency in words."""
    return str(_URGENCIES.get(urgency, urgency))


def state_in_words(state: str) -> str:
    """Give a state, or a filter of the inbox, in words."""
    return str(_STATES.get(state, state))


def sender_sees(sent: Sent) -> str:
    """Give the state of a referral in the words for its sender."""
    return str(_SENDER_SEES.get(sent.state, sent.state))


def basis_in_words(basis: str) -> str:
    """Say what may be known of the person, and why."""
    return str(_BASES.get(basis, ""))


def contact_in_words(kind: str) -> str:
    """Give a kind of contact in words."""
    return str(_CONTACTS.get(kind, kind))


def inbox_line(line: Line) -> InboxLine:
    """Give a line of the inbox in words."""
    return InboxLine(
        id=line.id,
        reference=line.reference,
        urgency=urgency_in_words(line.urgency),
        urgency_kind=_KINDS.get(line.urgency, "info"),
        state=state_in_words(line.state),
        sender=_sender(line),
        received=moment_in_words(line.received_at),
        answer_by=moment_in_words(line.answer_by),
        overdue=line.overdue,
        taken_by=line.taken_by,
        reminders=line.reminders,
        asks_you=line.asks_you,
        asks_somebody=line.asks_somebody,
        kind=str(_KINDS_IN_WORDS[line.kind]),
        is_outside=bool(line.role),
        is_verified=bool(line.verified_as),
        verified=verified_in_words(line),
        marks=list(_marks(line)),
    )


def verified_in_words(line: Line) -> str:
    """Say whether the address of a sender without an account was proven, and whose it is; empty for those who signed in."""
    if not line.role:
        return ""
    if line.verified_as:
        return gettext("verified: %s") % organisation_in_words(line.verified_as, line.received_at.date())
    return gettext("unverified") if line.standing != Referral.Standing.ANONYMOUS else gettext("anonymous")


def role_in_words(role: str) -> str:
    """Give as what a sender without an account sent it."""
    return str(_ROLES.get(role, role))


def _sender(line: Line) -> str:
    if not line.role:
        return organisation_in_words(line.sender, line.received_at.date())
    whose = line.verified_as or line.sender
    if whose:
        return f"{organisation_in_words(whose, line.received_at.date())} ({role_in_words(line.role)})"
    return role_in_words(line.role)


def _marks(line: Line) -> Iterable[tuple[str, str]]:
    """Give the marks of a line: words and how loud they are."""
    if line.withdrawn == Referral.Withdrawn.STRUCK:
        yield gettext("Struck by its sender"), "info"
    elif line.withdrawn == Referral.Withdrawn.REFERRER:
        yield gettext("The sender takes it back"), "warning"
    elif line.withdrawn == Referral.Withdrawn.PERSON:
        yield gettext("The person takes it back"), "error"
    if line.confirm_by is not None and not line.confirmed and line.state in ("received", "taken"):
        yield gettext("Needs a second person"), "warning"
    if line.may_identify:
        yield gettext("May identify"), "warning"
    if line.additions:
        yield ngettext("%s addition waits", "%s additions wait", line.additions) % line.additions, "info"
    if line.is_asked:
        yield gettext("The sender was asked"), "info"
