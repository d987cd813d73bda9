# SPDX-License-Identifier: EUPL-1.2
"""Unknown never means no; learning a fact brings nobody back; every right leads to somebody at any minute; no help depends on testimony."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import asdict, replace

from tests.services.rows import KINDS, offers
from vejviser.services.catalogue import catalogue, checked
from vejviser.services.eligibility import VOCABULARY, Eligibility
from vejviser.services.finding import is_act, search
from vejviser.services.matching import Asked, Fit, fit
from vejviser.services.problem import ServiceProblem

# Known to be so, known not to be so, or not known.
Fact = bool | None
TERMS = [term.id for term in catalogue().terms]
FACTS: dict[str, Any] = {
    "need": some.sampled_from([*TERMS, "no.such"]),
    "whom": some.sampled_from(["woman", "man", "other", "child"]),
    "alone": some.booleans(),
    "stay": some.sampled_from(VOCABULARY["stays"]),
    "status": some.sampled_from(VOCABULARY["statuses"]),
    "form": some.sampled_from(VOCABULARY["forms"]),
    "language": some.sampled_from(["eng", "tha"]),
    "interpreter": some.just(value=True),
    "children": some.integers(1, 4),
    "pregnant": some.just(value=True),
    "partner": some.just(value=True),
    "pet": some.sampled_from(["small", "yes"]),
    "access": some.sampled_from([("step_free",), ("lift", "bathroom")]),
    "care": some.sampled_from(["daily", "night"]),
    "days": some.integers(1, 400),
    "referrer": some.sampled_from(["citizen", "police", "cmm"]),
    "opened": some.just(value=True),
}
ASKED = some.fixed_dictionaries({}, optional=FACTS).map(lambda facts: Asked(**facts))


def known_or_not(values: Any) -> Any:
    return some.none() | values


ATTRIBUTES = some.builds(
    Eligibility,
    minimum_age=known_or_not(some.sampled_from([0, 15, 18])),
    maximum_age=known_or_not(some.sampled_from([17, 99])),
    stay_days=known_or_not(some.integers(1, 400)),
    children_most=known_or_not(some.integers(1, 3)),
    languages=known_or_not(some.sampled_from([("eng",), ("eng", "tha")])),
    **{
        name: known_or_not(some.sampled_from(allowed))
        for name, allowed in VOCABULARY.items()
        if name in ("child_alone", "interpretation", "children_along", "pregnant", "partner", "pets", "care")
    },
    **{
        name: known_or_not(some.lists(some.sampled_from(VOCABULARY[name]), min_size=1, unique=True).map(tuple))
        for name in ("genders", "stays", "statuses", "forms", "access", "refers")
    },
)
SERVICES = some.builds(lambda service, known: replace(service, eligibility=known), some.sampled_from(catalogue().services), ATTRIBUTES)
OPENED = some.sampled_from([True, False, None])
# Here silence is an answer: nobody is placed alone as a child, or together with somebody, without its being said.
NEVER_BY_SILENCE = {"child_alone", "partner"}


@given(service=SERVICES, asked=ASKED, opened=OPENED, fact=some.sampled_from(sorted(FACTS)), data=some.data())
def test_learning_a_fact_never_brings_back_a_service_that_another_excludes(
    service: Any, asked: Asked, opened: Fact, fact: str, data: some.DataObject
) -> None:
    if asdict(asked)[fact] != asdict(Asked())[fact]:
        return
    more = replace(asked, **{fact: data.draw(FACTS[fact])})
    if fit(service, asked, opened=opened).fit is Fit.NOT:
        assert fit(service, more, opened=opened).fit is Fit.NOT


@given(service=SERVICES, asked=ASKED, opened=OPENED, data=some.data())
def test_forgetting_an_attribute_of_a_service_turns_no_into_ask_or_leaves_it(
    service: Any, asked: Asked, opened: Fact, data: some.DataObject
) -> None:
    answer = fit(service, asked, opened=opened)
    known = [name for name, value in asdict(service.eligibility).items() if value is not None]
    forgotten = data.draw(some.sampled_from([*known, "hours"]))
    if forgotten == "hours":
        after = fit(service, asked, opened=None)
    else:
        after = fit(replace(service, eligibility=replace(service.eligibility, **{forgotten: None})), asked, opened=opened)
    if answer.fit is not Fit.NOT and after.fit is Fit.NOT:
        assert set(after.because) <= NEVER_BY_SILENCE


@given(asked=ASKED, opened=OPENED)
def test_a_service_of_which_nothing_is_known_is_excluded_only_by_the_need_or_by_being_closed(asked: Asked, opened: Fact) -> None:
    nothing = replace(catalogue().services[0], eligibility=Eligibility())
    answer = fit(nothing, asked, opened=opened)
    allowed = {"need", "hours"} | NEVER_BY_SILENCE
    assert answer.fit is not Fit.NOT or set(answer.because) <= allowed
    assert answer.fit is Fit.FITS or answer.because


@given(service=SERVICES, asked=ASKED, opened=OPENED)
def test_the_answer_names_the_attributes_that_say_so(service: Any, asked: Asked, opened: Fact) -> None:
    answer = fit(service, asked, opened=opened)
    assert bool(answer.because) == (answer.fit is not Fit.FITS)


KNOWN: list[tuple[dict[str, Any], dict[str, Any], Fit]] = [
    ({"genders": ("woman",), "minimum_age": 18}, {"whom": "man"}, Fit.NOT),
    ({"genders": ("woman",), "minimum_age": 18}, {"whom": "woman"}, Fit.FITS),
    ({"genders": ("woman",), "minimum_age": 18}, {"whom": "child"}, Fit.NOT),
    ({"minimum_age": 15}, {"whom": "child"}, Fit.ASK),
    ({"maximum_age": 17}, {"whom": "child"}, Fit.FITS),
    ({"maximum_age": 17}, {"whom": "woman"}, Fit.NOT),
    ({}, {"whom": "child", "alone": True}, Fit.NOT),
    ({"child_alone": "with_representative", "maximum_age": 17}, {"whom": "child", "alone": True}, Fit.ASK),
    ({}, {"stay": "none"}, Fit.FITS),
    ({"stays": ("lawful",)}, {"stay": "none"}, Fit.NOT),
    ({}, {"form": "sexual"}, Fit.FITS),
    ({}, {"referrer": "cmm"}, Fit.FITS),
    ({}, {"referrer": "police"}, Fit.ASK),
    ({"refers": ("anyone",)}, {"referrer": "citizen"}, Fit.FITS),
    ({"refers": ("police",)}, {"referrer": "citizen"}, Fit.NOT),
    ({"pets": "small"}, {"pet": "yes"}, Fit.NOT),
    ({"care": "night"}, {"care": "daily"}, Fit.FITS),
    ({"children_along": "yes", "children_most": 2}, {"children": 3}, Fit.NOT),
    ({}, {"partner": True}, Fit.NOT),
    ({"stay_days": 30}, {"days": 31}, Fit.NOT),
]


@pytest.mark.parametrize(("known", "asked", "answer"), KNOWN)
def test_an_attribute_answers_as_the_design_says(known: dict[str, Any], asked: dict[str, Any], answer: Fit) -> None:
    shelter = next(service for service in catalogue().services if service.is_place_to_stay)
    service = replace(shelter, eligibility=Eligibility(**known))
    assert fit(service, Asked(**asked), opened=None).fit is answer


RIGHTS = sorted({term.right for term in catalogue().terms if term.right})


def test_the_rights_are_those_of_the_source() -> None:
    # R31 accommodation, R32 medical, R33 legal, R34 psychological, R35 return, R44 integration plan, R52 child support, R55 representative.
    assert RIGHTS == [
        "accommodation",
        "assisted_voluntary_return",
        "child_support",
        "integration_plan",
        "legal_counselling",
        "medical",
        "psychological",
        "representative",
    ]


@given(asked=ASKED, opened=some.dictionaries(some.sampled_from([one.id for one in catalogue().services]), OPENED))
def test_every_need_leads_to_somebody_whatever_is_asked_and_whoever_is_open(asked: Asked, opened: dict[str, bool | None]) -> None:
    found = search(catalogue(), asked, lambda service: opened.get(service.id))
    assert found.fits or found.ask or found.decides or found.arranged
    assert found.nobody == (not (found.fits or found.ask or found.decides))
    if asked.need in TERMS and not found.nobody:
        listed = [service for service, _answer in (*found.fits, *found.ask, *found.decides)]
        assert all(asked.need in service.terms for service in listed)


@pytest.mark.parametrize("right", RIGHTS)
def test_every_right_leads_to_an_entry_even_when_everybody_is_closed(right: str) -> None:
    for term in (term for term in catalogue().terms if term.right == right):
        for opened in (True, False, None):
            found = search(catalogue(), Asked(need=term.id, opened=True), dict.fromkeys(catalogue().services, opened).get)
            assert found.fits or found.ask or found.arranged, term.id


def test_what_authorities_decide_is_listed_and_never_matched() -> None:
    found = search(catalogue(), Asked(need="res.reflection", whom="woman"), lambda _service: None)
    assert [service.id for service, _answer in found.decides] == ["dis-stay"]
    assert not found.fits
    assert not found.ask
    for whom in ("woman", "child"):
        matched = search(catalogue(), Asked(whom=whom), lambda _service: None)
        assert not any(is_act(catalogue(), service) for service, _answer in (*matched.fits, *matched.ask, *matched.other))


def test_a_place_that_takes_nobody_for_a_time_is_not_offered_and_the_need_still_leads_to_somebody() -> None:
    data = offers()
    data["services"][[row["id"] for row in data["services"]].index("reden-accommodation")]["paused"] = True
    found = search(checked(KINDS, data), Asked(need="acc.women"), lambda _service: None)
    assert found.nobody
    assert found.arranged is not None
    assert [(service.id, answer.because) for service, answer in found.other] == [("reden-accommodation", ("paused",))]


def test_a_new_provider_takes_over_what_was_arranged() -> None:
    data = offers()
    data["services"].insert(0, {**data["services"][0], "id": "new-doctor", "terms": ["med.general"]})
    everything = checked(KINDS, data)
    assert "med.general" in catalogue().arranging().terms
    assert "med.general" not in everything.arranging().terms
    assert [one.id for one in everything.offering("med.general")] == ["new-doctor"]


@pytest.mark.parametrize(
    "condition",
    [
        {"co_operates": True},
        {"testifies": "yes"},
        {"refers": ["those who cooperate"]},
        {"genders": ["woman, testimony given"]},
        {"samarbejder": 1},
        {"wishes": {"en": "Only who helps the police.", "da": "x"}},
        {"wishes": {"en": "x", "da": "Kun ved vidneforklaring."}},
        {"needs": ["witness statement"]},
    ],
)
def test_no_service_can_depend_on_helping_the_police(condition: dict[str, Any]) -> None:
    data = offers()
    data["services"][0]["eligibility"] = condition
    with pytest.raises(ServiceProblem, match="R29"):
        checked(KINDS, data)


def test_no_word_that_an_attribute_allows_speaks_of_helping_the_police() -> None:
    words = " ".join(value for values in VOCABULARY.values() for value in values) + " ".join(Eligibility.__struct_fields__)
    for refused in ("operat", "testif", "testimon", "witness", "samarbejd", "vidne"):
        assert refused not in words
