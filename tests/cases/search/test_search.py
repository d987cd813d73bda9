# SPDX-License-Identifier: EUPL-1.2
"""The list of cases and the search: one's own cases by reference, and no difference between what is hidden and what is not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.pages import assert_page_is_safe
from tests.referrals.signed_in import sign_in, words
from vejviser.access.context import acting
from vejviser.cases.models import Case
from vejviser.cases.search.search import as_reference, digest_of

if TYPE_CHECKING:
    from uuid import UUID

    from tests.cast import Cast


def _reference(cast: Cast, case: UUID) -> str:
    with acting(cast.actor(cast.coordinator)):
        return str(Case.objects.get(pk=case).reference)


def test_a_case_is_found_by_its_reference_however_it_is_typed(cast: Cast) -> None:
    case = cast.case()
    reference, client = _reference(cast, case), sign_in(cast, cast.coordinator)
    for typed in (reference, reference.lower(), reference.replace("-", ""), f" {reference[:5]} "):
        response = client.post("/cases/", {"reference": typed})
        assert_page_is_safe(response)
        assert f"/cases/{case}/" in words(response), typed
    assert "0 cases found" in words(client.post("/cases/", {"reference": "%"}))


def test_a_hidden_case_and_no_case_are_the_same_answer(cast: Cast) -> None:
    reference = _reference(cast, cast.case())
    absent = reference[:-1] + ("B" if reference[-1] != "B" else "C")
    for part in (cast.outsider, cast.police, cast.second_coordinator, cast.duty):
        client = sign_in(cast, part)
        pages = [words(client.post("/cases/", {"reference": typed})).replace(typed, "") for typed in (reference, absent)]
        assert pages[0] == pages[1]
        suggested = [client.post("/cases/references/", {"reference": typed}).content for typed in (reference, absent)]
        assert suggested == [b'{"references": []}'] * 2


def test_references_are_suggested_among_ones_own_cases_by_post_alone(cast: Cast) -> None:
    reference, client = _reference(cast, cast.case()), sign_in(cast, cast.coordinator)
    response = client.post("/cases/references/", {"reference": reference[:3].lower()})
    assert json.loads(response.content) == {"references": [reference]}
    assert json.loads(client.post("/cases/references/", {"reference": reference[:1]}).content) == {"references": []}
    assert client.get(f"/cases/references/?reference={reference}").status_code == 405
    assert client.put("/cases/").status_code == 405


def test_the_list_is_filtered_and_taken_along_without_a_name(cast: Cast) -> None:
    case = cast.case()
    cast.record(case, cast.coordinator, type="encounter", at="2026-01-04T22:10", by="police")
    reference, client = _reference(cast, case), sign_in(cast, cast.coordinator)
    assert reference in words(client.get("/cases/?stage=encountered"))
    assert reference not in words(client.get("/cases/?stage=asylum"))
    assert reference not in words(client.get("/cases/?due=past"))
    table = client.get("/cases/export/?sort=reference")
    assert table.headers["Content-Type"].startswith("text/csv")
    assert reference in words(table)
    assert sign_in(cast, cast.administrator).get("/cases/").status_code == 404


def test_the_digest_of_a_criterion_says_nothing_and_stays_the_same() -> None:
    assert digest_of("KT-48293-RWB") == digest_of(as_reference("kt48293rwb")) != digest_of("KT-48293-RWC")
