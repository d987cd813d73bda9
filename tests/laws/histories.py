# SPDX-License-Identifier: EUPL-1.2
"""What the laws are tried on: believable lives, event lists that nobody would believe, and moments to ask about.

The strange event lists are built from the vocabulary of the mechanism (its events.toml), so a new event type is tried at once.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from vejviser.example_cases import as_ofs, generate
from vejviser.mechanisms import find
from vejviser.rules.assess import assess
from vejviser.rules.case_file import Case, case_from
from vejviser.rules.problems import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.pack_format import EventFile, FieldFile

DENMARK, CURRENT = find("denmark"), find("denmark@current")
TODAY = dt.date(2045, 1, 1)
START, END = dt.date(2024, 1, 1), dt.date(2026, 6, 30)
# Who decides, meets and interviews most of the time; all others come up as well.
OFTEN = ("dis", "dis", "dis", "cmm", "cmm", "police", "police", "prosecution", "courts", "siri", "hopenow")
RESULTS = ("violations", "entitlements", "duties", "not_allowed", "next_steps", "flags", "clocks")

BEGUN: list[dict[str, Any]] = [
    {"type": "encounter", "at": "2024-01-01", "by": "police"},
    {"type": "stay", "at": "2024-01-01", "legal": False},
    {"type": "interview", "at": "2024-01-02", "by": "cmm", "representative_present": False, "interpreter": "en"},
    {"type": "identification", "at": "2024-01-03", "by": "dis", "outcome": "identified"},
    {"type": "reflection_period", "at": "2024-01-04", "by": "dis"},
    {"type": "return_cooperation", "at": "2024-01-04", "value": True},
    {"type": "police_collaboration", "at": "2024-01-04", "value": True},
]
PERSON = {"born": "1999-05-02", "citizenships": ["NG"], "gender": "female", "unaccompanied": False}
MOVES = ("reflection_extension", "reflection_extension", "reflection_shortening", "return_cooperation", "residence_permit", "proceedings")
soon = st.dates(dt.date(2024, 1, 4), dt.date(2024, 5, 10)).map(dt.date.isoformat)


few = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
many = settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))

days = st.dates(START, END)
moments = st.one_of(
    days.map(dt.date.isoformat),
    st.builds(lambda day, hour, minute: f"{day}T{hour:02d}:{minute:02d}Z", days, st.integers(0, 23), st.sampled_from((0, 30))),
)


def lives(start: dt.date = START, end: dt.date = END) -> st.SearchStrategy[dict[str, Any]]:
    """Give case files of believable lives."""
    seeds = st.integers(0, 2**31)
    return seeds.map(lambda seed: dict(next(iter(generate(1, random_state=seed, start=start, end=end)))))


def values(field: FieldFile, mechanism: Mechanism) -> st.SearchStrategy[Any]:
    """Give values that one field of an event may have."""
    kinds: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
        "organisation": lambda: st.sampled_from((*OFTEN, *OFTEN, *field.also, *field.also, *mechanism.register.ids)),
        "choice": lambda: st.sampled_from(field.values),
        "choices": lambda: st.lists(st.sampled_from(field.values), min_size=1, max_size=3, unique=True),
        "boolean": st.booleans,
        "date": lambda: days.map(dt.date.isoformat),
        "integer": lambda: st.integers(1, 130),
        "text": lambda: st.sampled_from(("said so", "on paper", " ")),
        "language": lambda: st.sampled_from(("en", "pt-BR")),
        "country": lambda: st.sampled_from(("BR", "NO")),
    }
    found = kinds[field.type]()
    return st.none() | found if field.nullable else found


@st.composite
def event_of(draw: st.DrawFn, name: str, mechanism: Mechanism = DENMARK, at: st.SearchStrategy[str] = moments) -> dict[str, Any]:
    """Give events of one type, with every field that it needs and some that it may have."""
    file: EventFile = mechanism.events[name]
    event: dict[str, Any] = {"type": name, "at": draw(at)}
    chosen = draw(st.sampled_from(file.exactly_one_of)) if file.exactly_one_of else None
    for key, field in file.fields.items():
        if key in file.exactly_one_of:
            wanted = key == chosen
        elif field.with_:
            wanted = all(event.get(other) == value for other, value in field.with_.items())
        else:
            wanted = not field.optional or draw(st.booleans())
        if wanted:
            event[key] = draw(values(field, mechanism))
    return event


def events(mechanism: Mechanism = DENMARK, names: tuple[str, ...] = (), at: st.SearchStrategy[str] = moments) -> st.SearchStrategy[Any]:
    """Give events of some types, or of any."""
    return st.sampled_from(names or tuple(mechanism.events)).flatmap(lambda name: event_of(name, mechanism, at))


people = st.fixed_dictionaries(
    {
        "born": st.none() | st.dates(dt.date(1980, 1, 1), dt.date(2012, 12, 31)).map(dt.date.isoformat),
        "citizenships": st.just(["NG"]),
        "gender": st.just("female"),
        "unaccompanied": st.booleans(),
    },
)


def made_up(mechanism: Mechanism = DENMARK) -> st.SearchStrategy[dict[str, Any]]:
    """Give case files of events that need not fit together."""
    return st.fixed_dictionaries(
        {"case": st.just("made up"), "mechanism": st.just("denmark"), "person": people, "events": st.lists(events(mechanism), max_size=14)},
    )


@st.composite
def disturbed_lives(draw: st.DrawFn, mechanism: Mechanism = DENMARK) -> dict[str, Any]:
    """Give believable lives with events dropped, doubled, moved to the instant of another, exchanged, or made up."""
    case = draw(lives())
    found = [dict(event) for event in case["events"]]
    for change in draw(st.lists(st.sampled_from(("drop", "double", "move", "exchange", "add")), max_size=5)):
        one, other = (draw(st.integers(0, len(found) - 1)) if found else 0 for _ in range(2))
        if change == "add" or not found:
            found.insert(one, draw(events(mechanism)))
        elif change == "drop":
            found.pop(one)
        elif change == "double":
            found.insert(other, dict(found[one]))
        elif change == "move":
            found[one]["at"] = found[other]["at"]
        else:
            found[one], found[other] = found[other], found[one]
    return case | {"events": found}


@st.composite
def pushed_and_pulled(draw: st.DrawFn, mechanism: Mechanism) -> dict[str, Any]:
    """Give a reflection period with many decisions about it, most of them by the authority that may take them."""
    found = draw(st.lists(events(mechanism, MOVES, at=soon) | events(mechanism, at=soon), max_size=10))
    by_dis = [event | {"by": "dis"} if event["type"].startswith("re") and "by" in event else event for event in found]
    return {"case": "pushed", "mechanism": "denmark", "person": PERSON, "events": [*BEGUN, *by_dis]}


def histories(mechanism: Mechanism = DENMARK) -> st.SearchStrategy[dict[str, Any]]:
    """Give case files of every kind."""
    return st.one_of(lives(), disturbed_lives(mechanism), made_up(mechanism), pushed_and_pulled(mechanism))


def read(case: dict[str, Any], mechanism: Mechanism = DENMARK) -> Case:
    """Check a case file that is right."""
    return case_from(case, mechanism.vocabulary, today=TODAY)


@st.composite
def asked(
    draw: st.DrawFn,
    mechanism: Mechanism = DENMARK,
    cases: st.SearchStrategy[dict[str, Any]] | None = None,
) -> tuple[dict[str, Any], str]:
    """Give a case file, of every kind or of one, and a moment at which its answer may be about to change, or any moment."""
    case = draw(histories(mechanism) if cases is None else cases)
    turning_points = [moment for moment in as_ofs(case) if _exists(moment)]  # type: ignore[arg-type]  # a case file like any other
    return case, draw(st.sampled_from(turning_points) | moments if turning_points else moments)


def _exists(moment: str) -> bool:
    try:
        DENMARK.zone.moment(moment)
    except ValueError:
        return False
    return True


def written(  # noqa: PLR0913  the choices of an assessment
    case: dict[str, Any],
    as_of: str,
    *,
    known_at: str | None = None,
    explain: bool = False,
    language: str = "en",
    mechanism: Mechanism = DENMARK,
) -> bytes:
    """Give the bytes of an assessment."""
    known = None if known_at is None else mechanism.zone.moment(known_at)
    moment = mechanism.zone.moment(as_of)
    answer = assess(mechanism, read(case, mechanism), moment, known_at=known, explain=explain, language=language)
    return msgspec.json.encode(answer)


def answer_to(case: dict[str, Any], as_of: str, **choices: Any) -> dict[str, Any]:
    """Give an assessment as plain JSON values."""
    answer: dict[str, Any] = msgspec.json.decode(written(case, as_of, **choices))
    return answer


def is_accepted(case: dict[str, Any], mechanism: Mechanism = DENMARK) -> bool:
    """Say whether a case file is right."""
    try:
        read(case, mechanism)
    except RefusedError:
        return False
    return True


def renumbered(answer: Any, places: dict[int, int]) -> Any:
    """Give an explained answer as if its events had other places in the file; what is a set of places is sorted."""
    if isinstance(answer, list):
        return [renumbered(part, places) for part in answer]
    if not isinstance(answer, dict):
        return answer
    found = {key: renumbered(part, places) for key, part in answer.items()}
    if isinstance(found.get("event"), int):
        found["event"] = places[found["event"]]
    if isinstance(found.get("events"), list):
        found["events"] = sorted(places[place] for place in found["events"])
    if isinstance(found.get("violations"), list):
        found["violations"].sort(key=lambda one: (one["event"], one["id"]))
    return found


def same_places(answer: Any, size: int) -> Any:
    """Give an explained answer with its sets of places sorted."""
    return renumbered(answer, {place: place for place in range(size)})
