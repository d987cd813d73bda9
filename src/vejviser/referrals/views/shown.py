# SPDX-License-Identifier: EUPL-1.2
"""Codes and lines of the lists in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy

from vejviser.referrals import triage
from vejviser.referrals.models import Contact, Referral
from vejviser.site.lists import moment_in_words, organisation_in_words

if TYPE_CHECKING:
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
}
_SENDER_SEES: Final[dict[str, _StrPromise]] = {
    State.RECEIVED: gettext_lazy("Received"),
    State.TAKEN: gettext_lazy("Somebody is on it"),
    "answered": gettext_lazy("Closed for you"),
}
_BASES: Final[dict[str, _StrPromise]] = {
    triage.GIVEN: gettext_lazy("The person agreed that CMM knows who she or he is."),
    triage.CONTACT_ONLY: gettext_lazy("The person agreed to be contacted, and to no more. No name was passed on."),
    triage.CHILD: gettext_lazy("A child, or perhaps a child: no agreement was needed."),
    triage.DANGER_TO_LIFE: gettext_lazy("Passed on without agreement because a life is in danger. A second person looks at the reason."),
    triage.LEGAL_DUTY: gettext_lazy("Passed on without agreement because an authority must, by law. A second person looks at the reason."),
    triage.NO_BASIS: gettext_lazy("A notice without a name: the person has not agreed. Speak with the sender first."),
}
_CONTACTS: Final[dict[str, _StrPromise]] = {
    Contact.Kind.MEDIA: gettext_lazy("Media"),
    Contact.Kind.CITIZEN: gettext_lazy("Citizen"),
    Contact.Kind.CONSULTATION: gettext_lazy("Anonymous consultation"),
    Contact.Kind.PROFESSIONAL: gettext_lazy("Professional"),
    Contact.Kind.PERSON: gettext_lazy("The person concerned"),
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
        sender=organisation_in_words(line.sender, line.received_at.date()),
        received=moment_in_words(line.received_at),
        answer_by=moment_in_words(line.answer_by),
        overdue=line.overdue,
        taken_by=line.taken_by,
        reminders=line.reminders,
        asks_you=line.asks_you,
        asks_somebody=line.asks_somebody,
    )
