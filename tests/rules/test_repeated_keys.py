# SPDX-License-Identifier: EUPL-1.2
"""A key that stands more than once in an object of a JSON text is refused: no value is dropped in silence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vejviser.rules.case_file import decode
from vejviser.rules.problems import RefusedError

GOOD = (
    '{"case":"S1","mechanism":"denmark",'
    '"person":{"born":"1999-05-02","citizenships":["BR"],"gender":"female","unaccompanied":false},'
    '"events":[{"type":"encounter","at":"2027-01-04","by":"police"}]}'
)
tries = settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))


def with_(before: str, after: str, text: str = GOOD) -> str:
    assert text.count(before) == 1
    return text.replace(before, after)


TWICE = {
    "in the case": (with_('"case":', '"case":"S0","case":'), ["$"]),
    "three times": (with_('"case":', '"case":"S0","case":"S2","case":'), ["$"]),
    "of one value": (with_('"case":', '"case":"S1","case":'), ["$"]),
    "written in two ways": (with_('"born":', '"born":null,"b\\u006frn":'), ["$.person"]),
    "colons apart": (with_('"at":', '"at"\t:1,"at"\n: 2,"at" :'), ["$.events[0]"]),
    "made up for by a colon apart": (with_('"by":', '"by" :"dis","by":'), ["$.events[0]"]),
    "below an event": (with_('"by":"police"', '"by":{"a":1,"a":1}'), ["$.events[0].by"]),
    "in lists": (with_('"police"', '"police","x":[[],[{"a":1,"a":2}]]'), ["$.events[0].x[1][0]"]),
    "beside a text like a key": (with_('"gender":', '"gender":"a\\":","gender":'), ["$.person"]),
    "in two places": (with_('"at":', '"at":0,"at":', with_('"case":', '"case":"S0","case":')), ["$", "$.events[0]"]),
    "two keys of one object": (with_('"at":', '"by":"dis","at":0,"at":'), ["$.events[0]", "$.events[0]"]),
    "in no case file": ('[{"a":1,"a":2},{"a":1}]', ["$[0]"]),
    "in a line of a batch": (f'{{"as_of":"","as_of":"","case":{GOOD}}}', ["$"]),
    "in the case of a line": ('{"case":' + with_('"born":', '"born":null,"born":') + "}", ["$.case.person"]),
    "spaced as people write": (with_('"a": ', '"a": 1, "a": ', json.dumps({"x": {"a": 2}}, indent=1)), ["$.x"]),
}


@pytest.mark.parametrize("name", TWICE)
@pytest.mark.parametrize("as_bytes", [False, True], ids=["text", "bytes"])
def test_a_key_that_stands_twice_is_refused_with_the_path_of_its_object(name: str, *, as_bytes: bool) -> None:
    text, wheres = TWICE[name]
    with pytest.raises(RefusedError) as caught:
        decode(text.encode() if as_bytes else text)
    assert [problem.where for problem in caught.value.problems] == wheres
    assert all("more than once; allowed: each key once" in problem.what for problem in caught.value.problems)


def test_the_refusal_names_the_key() -> None:
    with pytest.raises(RefusedError) as caught:
        decode(with_('"at":', '"at":0,"at":'))
    assert str(caught.value) == "$.events[0]: has the key 'at' more than once; allowed: each key once"


values = st.recursive(
    st.none() | st.text(alphabet='a":\\ \t', max_size=4) | st.integers(-1000, 1000),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet='ab": ', max_size=2), inner, max_size=3),
)
layouts = st.fixed_dictionaries(
    {"indent": st.sampled_from([None, 1]), "separators": st.sampled_from([(",", ":"), (", ", ": "), (",", " :"), (" ,", "\t:")])}
)


@tries
@given(value=values, layout=layouts)
def test_a_text_with_each_key_once_is_read_as_it_is(value: object, layout: dict[str, Any]) -> None:
    case = {"case": value, "person": {"a": value}, "events": [{"b": value}]}
    for written in (value, case, {"case": case}):
        assert decode(json.dumps(written, **layout)) == written


@tries
@given(value=values, layout=layouts, place=st.sampled_from(["$", "$.person", "$.events[0]"]))
def test_wherever_a_key_is_doubled_whatever_stands_beside_it_the_text_is_refused(value: object, layout: dict[str, Any], place: str) -> None:
    def marked(where: str) -> dict[str, object]:
        return {"first": value, "second": value} if where == place else {}

    case = {"case": "S1", "person": {"a": value, **marked("$.person")}, "events": [{"b": value, **marked("$.events[0]")}], **marked("$")}
    text = json.dumps(case, **layout).replace('"second"', '"first"')
    with pytest.raises(RefusedError) as caught:
        decode(text)
    assert [problem.where for problem in caught.value.problems] == [place]
