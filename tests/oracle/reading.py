# SPDX-License-Identifier: EUPL-1.2
"""What can be read from the events that have effect: each function answers one question about one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .case import local
from .dates_by_hand import birthday, days_earlier

if TYPE_CHECKING:
    from datetime import date, datetime

    from .case import Event, Person

ADULT_AGE = 18
VALID_INTERVIEWERS = ("cmm", "hopenow", "amiami", "reden_international")  # 16
PERMIT_APPLICANTS = ("police", "prosecution")  # 23
# 34: everybody else who meets a person first is a non-authority.
AUTHORITIES = ("police", "prosecution", "dis", "siri", "cmm", "courts", "nec", "municipality")


@dataclass(frozen=True)
class History:
    """The events that have effect, in order, as seen at an instant (UTC)."""

    person: Person
    events: tuple[Event, ...]
    instant: datetime

    @property
    def today(self) -> date:
        """The local date of the moment."""
        return local(self.instant).date()

    def all(self, *kinds: str) -> list[Event]:
        """All events of these kinds, in order."""
        return [event for event in self.events if event.kind in kinds]

    def latest(self, kind: str) -> Event | None:
        """The latest event of that kind."""
        return next(reversed(self.all(kind)), None)

    def happened(self, *kinds: str) -> bool:
        """Whether there is any event of these kinds."""
        return bool(self.all(*kinds))

    def before(self, event: Event) -> History:
        """2: the events before this one, seen at its instant."""
        return History(self.person, self.events[: self.events.index(event)], event.instant)

    def just_after(self, event: Event) -> History:
        """The events up to this one and with it, seen at its instant."""
        return History(self.person, self.events[: self.events.index(event) + 1], event.instant)


def latest_value(history: History, kind: str) -> bool | None:
    """The value of the latest event of a kind with `value`, None if there is none."""
    event = history.latest(kind)
    return None if event is None else event.fields["value"] is True


def latest_is_positive(history: History, kind: str) -> bool:
    """33: whether the latest assessment of that kind is positive."""
    event = history.latest(kind)
    return event is not None and event.text("outcome") == "positive"


def legal_stay(history: History) -> bool | None:
    """10. True, false, or None = unknown.

    Decided: after its `until` a stay of which `legal` was null is false too, for whatever it was, it is over.
    """
    stay = history.latest("stay")
    if stay is None:
        return None
    until = stay.until()
    if until is not None and history.today > until:
        return False
    return None if stay.fields["legal"] is None else stay.fields["legal"] is True


def stays_as_asylum_seeker(history: History) -> bool:
    """11: a current `stay` with `legal` true and `basis` asylum_seeker."""
    stay = history.latest("stay")
    return stay is not None and legal_stay(history) is True and stay.text("basis") == "asylum_seeker"


def legal_stay_on_another_ground(history: History) -> bool:
    """30, 32: legal stay by another basis than asylum_seeker (a basis left out is another one)."""
    return legal_stay(history) is True and not stays_as_asylum_seeker(history)


def is_citizen(history: History) -> bool:
    """27: the basis of the latest stay is citizen."""
    stay = history.latest("stay")
    return stay is not None and stay.text("basis") == "citizen"


def adult_day(person: Person) -> date | None:
    """The 18th birthday, None if `born` is unknown."""
    return None if person.born is None else birthday(person.born, ADULT_AGE)


def is_18(history: History) -> bool:
    """Whether the 18th birthday of a known `born` has come."""
    day = adult_day(history.person)
    return day is not None and history.today >= day


def is_child(history: History) -> bool:
    """15. The latest assessment decides, but never after the 18th birthday; else the date of birth, unknown = child."""
    if is_18(history):
        return False
    assessment = history.latest("age_assessment")
    return assessment is None or assessment.text("outcome") == "child"


def was_child_at_first_event(history: History) -> bool:
    """25, 28. AMBIGUOUS: the first event that has effect, and that event itself counts (an age assessment)."""
    return bool(history.events) and is_child(history.just_after(history.events[0]))


def turned_18_since_first_event(history: History) -> bool:
    """39, A47. By the date of birth alone."""
    day = adult_day(history.person)
    return bool(history.events) and day is not None and history.events[0].day < day <= history.today


def last_day_of_childhood(person: Person) -> date | None:
    """The day before the 18th birthday."""
    day = adult_day(person)
    return None if day is None else days_earlier(day, 1)


def status(history: History) -> str:
    """13: one positive finding, ever and of whomever, makes the status `identified`."""
    outcomes = [finding.text("outcome") for finding in history.all("identification")]
    if not outcomes:
        return "presumed"
    return "identified" if "identified" in outcomes else "not_identified"


def is_identified(history: History) -> bool:
    """13."""
    return status(history) == "identified"


def in_conflict(history: History) -> bool:
    """13: the latest findings of different authorities differ."""
    latest_of = {finding.by: finding.text("outcome") for finding in history.all("identification")}
    return len(set(latest_of.values())) > 1


def participates(history: History) -> bool:
    """17: `participation`; while only `police_collaboration` was ever recorded, that."""
    own = latest_value(history, "participation")
    return (latest_value(history, "police_collaboration") if own is None else own) is True


def collaborates(history: History) -> bool:
    """17: `police_collaboration`; while only `participation` was ever recorded, that."""
    own = latest_value(history, "police_collaboration")
    return (latest_value(history, "participation") if own is None else own) is True


def cooperates_on_return(history: History) -> bool:
    """17: not recorded counts as false."""
    return latest_value(history, "return_cooperation") is True


def proceedings_surplus(history: History) -> int:
    """24: how many more were opened than ended."""
    statuses = [event.text("status") for event in history.all("proceedings")]
    return statuses.count("opened") - statuses.count("ended")


def proceedings_open(history: History) -> bool:
    """24."""
    return proceedings_surplus(history) > 0


def proceedings_ended(history: History) -> bool:
    """24: at least one `ended` is recorded and no more are open."""
    some_ended = any(event.text("status") == "ended" for event in history.all("proceedings"))
    return some_ended and not proceedings_open(history)


def presence_not_required(history: History) -> bool:
    """36: the latest `presence_required` is false (not recorded is not false)."""
    return latest_value(history, "presence_required") is False


def application_pending(history: History) -> bool:
    """8, 36. AMBIGUOUS: pending = after the latest permit and the latest refusal; one answer answers all before it."""
    kinds = ("residence_permit_application", "residence_permit", "residence_permit_refused")
    events = history.all(*kinds)
    return bool(events) and events[-1].kind == "residence_permit_application"


def work_permit_valid(history: History) -> bool:
    """32: a work permit is valid from its `at` to its `until`."""
    untils = [event.until() for event in history.all("work_permit")]
    return any(until is None or history.today <= until for until in untils)


def asylum_undecided(history: History) -> bool:
    """14, 30. An application with no decision after it."""
    events = history.all("asylum_application", "asylum_decision")
    return bool(events) and events[-1].kind == "asylum_application"


def asylum_granted(history: History) -> bool:
    """14, 30. Decided: the latest of application and decision says how asylum stands; granted = it is a grant."""
    events = history.all("asylum_application", "asylum_decision")
    return bool(events) and events[-1].text("outcome") == "granted"


def departed(history: History) -> bool:
    """A `departure` is recorded."""
    return history.happened("departure")


def valid_interview(history: History) -> bool:
    """16: interviews of others have no effect, so any that is left is valid."""
    return history.happened("interview")


def first_met_by(history: History) -> str | None:
    """42: who met the person at the first `encounter`."""
    encounters = history.all("encounter")
    return encounters[0].by if encounters else None


def referred(history: History) -> bool:
    """14: a referral to `cmm` that counts, or an encounter by `cmm`."""
    to_contact = any(event.text("to") == "cmm" for event in history.all("referral"))
    return to_contact or any(event.by == "cmm" for event in history.all("encounter"))


def consent_to_cmm(history: History) -> bool:
    """34. The latest of: a referral to cmm with given or override, a consent for cmm.

    Decided: when the latest one has run out, an earlier one does not stand again; so an `until` never ends a withdrawal.
    AMBIGUOUS: any scope will do.
    """
    recorded = False
    for event in history.all("referral", "consent"):
        if event.kind == "referral" and event.text("to") == "cmm" and event.text("consent") in ("given", "override"):
            recorded = True
        until = event.until()
        in_time = until is None or history.today <= until
        if event.kind == "consent" and event.text("recipient") == "cmm":
            recorded = in_time and event.fields["value"] is True
    return recorded
