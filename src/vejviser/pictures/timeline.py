# SPDX-License-Identifier: EUPL-1.2
"""From a case to its timeline: what is shown, in words and days, before anything is drawn."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from vejviser.pictures.event_lines import event_line
from vejviser.pictures.history import LEGAL_STAY, Known, days_of_change
from vejviser.pictures.parts import Band, DutyFlag, EventMark, Lane, Segment, Timeline
from vejviser.pictures.periods_drawn import lanes
from vejviser.pictures.wording import Wording
from vejviser.rules.assess import known_events

if TYPE_CHECKING:
    from vejviser.rules.answers import Assessment, Duty
    from vejviser.rules.case_file import Case
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism

_ONE_DAY = dt.timedelta(days=1)
_FEWEST_DAYS = 10
_PART_OF_MARGIN = 40


def timeline(mechanism: Mechanism, case: Case, as_of: Moment, *, known_at: Moment | None = None, language: str = "en") -> Timeline:
    """Build the timeline of a case as it stood at `as_of`, as far as it was recorded by `known_at` (by any time, if None)."""
    known = Known(mechanism, case._replace(events=known_events(case, as_of, known_at)), as_of)
    wording = Wording(mechanism, language)
    now, drawn = known.now(), lanes(known, wording)
    duties = tuple(_duty(wording, duty) for duty in now.duties)
    first, last = window(known, drawn, duties)
    bands = _bands(known, wording, [now, *(one for _, _, one in known.by_instant())], (first, last))
    values = (now.status, known.legal_stay(as_of.day), now.stage)
    return Timeline(
        language=wording.language,
        title=wording.line("title", case=case.id),
        subtitle=_subtitle(wording, as_of),
        summary=" · ".join(
            f"{name}: {_word(wording, kind, value)}"
            for (kind, name), value in zip(_kinds(wording), values, strict=True)
            if value is not None
        ),
        today=as_of.day,
        today_label=wording.line("known", day=wording.day(as_of.day)),
        first=first,
        last=last,
        bands=bands,
        lanes=drawn,
        duties=duties,
        events=_events(known, wording, now),
    )


def window(known: Known, drawn: tuple[Lane, ...], duties: tuple[DutyFlag, ...]) -> tuple[dt.date, dt.date]:
    """Give the first and last day of the picture: every event, period, cap and duty, with a margin; childhood alone widens nothing."""
    days = [known.as_of.day, *(event.at.day for event in known.case.events), *(duty.day for duty in duties)]
    for lane in drawn:
        if lane.widens:
            days += [day for bar in lane.bars for day in (bar.starts, bar.last_day, bar.cap) if day is not None]
    first, last = min(days), max(days)
    margin = max((last - first).days // _PART_OF_MARGIN, 1)
    missing = max(_FEWEST_DAYS - (last - first).days - 2 * margin, 0)
    return _moved(first, -margin - missing // 3), _moved(last, margin + missing - missing // 3)


def _moved(day: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(min(max(day.toordinal() + days, dt.date.min.toordinal()), dt.date.max.toordinal()))


def _subtitle(wording: Wording, as_of: Moment) -> str:
    mechanism = wording.mechanism
    profile = wording.get(f"values.profile.{mechanism.profile}")
    known = wording.line("known", day=wording.texts.date(as_of.day) if as_of.whole_day else wording.moment(as_of))
    name = wording.get("words.mechanism")
    return f"{name[:1].upper()}{name[1:]}: {mechanism.id} {mechanism.version} ({profile}), {known}"


def _kinds(wording: Wording) -> tuple[tuple[str, str], ...]:
    """Name the bands: the table of words for their values, and what stands before them."""
    names = (wording.get("words.status"), wording.get(f"facts.{LEGAL_STAY}.label"), wording.get("words.stage"))
    return tuple(zip(("status", "legal_status", "stage"), names, strict=True))


def _word(wording: Wording, kind: str, value: str) -> str:
    return wording.get(f"values.{kind}.{value}")


def _bands(known: Known, wording: Wording, assessments: list[Assessment], edges: tuple[dt.date, dt.date]) -> tuple[Band, ...]:
    """Give the bands from the first known event on (none without events) to the last day of the picture."""
    if not known.case.events:
        return ()
    days = days_of_change(known, assessments, known.case.events[0].at.day, edges[1])
    then = [known.end_of(day) for day in days]
    rows: tuple[list[str | None], ...] = (
        [one.status for one in then],
        [known.legal_stay(day) for day in days],
        [one.stage for one in then],
    )
    bands = []
    for (kind, name), values in zip(_kinds(wording), rows, strict=True):
        worded = [(day, value, _word(wording, kind, value)) for day, value in zip(days, values, strict=True) if value is not None]
        if worded:
            bands.append(Band(name, _segments(worded, edges[1], known.as_of.day)))
    return tuple(bands)


def _segments(values: list[tuple[dt.date, str, str]], last: dt.date, today: dt.date) -> tuple[Segment, ...]:
    """Join days of change with the same value; a segment never reaches across the day of the picture."""
    joined: list[Segment] = []
    for day, value, label in values:
        projected = day > today
        if joined and joined[-1].value == value and joined[-1].projected == projected:
            continue
        if joined:
            joined[-1] = joined[-1]._replace(last=day - _ONE_DAY)
        joined.append(Segment(day, last, value, label, projected))
    return tuple(joined)


def _duty(wording: Wording, duty: Duty) -> DutyFlag:
    name, day, state = duty.id, duty.from_, duty.state
    words = {"duty": wording.get(f"duties.{name}.label"), "day": wording.day(day), "state": wording.get(f"values.duty_state.{state}")}
    return DutyFlag(day, state, wording.line("duty", **words))


def _events(known: Known, wording: Wording, now: Assessment) -> tuple[EventMark, ...]:
    against = defaultdict(list)
    for violation in now.violations:
        against[violation.event].append(wording.get(f"violations.{violation.id}.label"))
    return tuple(
        EventMark(number, event.at.day, wording.moment(event.at), event_line(wording, event), tuple(dict.fromkeys(against[event.place])))
        for number, event in enumerate(known.case.events, start=1)
    )
