# SPDX-License-Identifier: EUPL-1.2
"""Which texts a mechanism needs in each of its languages: the path of each, such as `facts.legal_stay.say.yes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vejviser.rules.checks.whole_pack import Whole
    from vejviser.rules.mechanism import Mechanism
    from vejviser.rules.pack_format import FieldFile
    from vejviser.rules.texts import Texts

# What a person reads of one thing in each section of an answer.
_PARTS = {
    "entitlements": ("label", "help"),
    "duties": ("label", "help"),
    "not_allowed": ("label", "help"),
    "next_steps": ("label", "help"),
    "violations": ("label", "message"),
    "flags": ("label", "message"),
}
_STATES = {
    "clock": ("running", "ended", "superseded", "held"),
    "entitlement": ("offered", "possible", "running", "ended"),
    "duty": ("pending", "due", "held", "void"),
}
_MODES = ("competent", "possible")


def needed_texts(whole: Whole, texts: Texts) -> Iterator[str]:
    """Give the path of every text that a language must have."""
    for rule in whole.rules:
        yield from (f"rules.{rule}.title", f"rules.{rule}.text")
    for mechanism in whole.mechanisms.values():
        yield from _of_facts(mechanism)
        yield from _of_events(mechanism, texts)
        yield from _of_answers(mechanism)
    yield from _of_contacts(whole)


def _of_facts(mechanism: Mechanism) -> Iterator[str]:
    for name, file in mechanism.facts.items():
        yield f"facts.{name}.label"
        if file.ask:
            yield f"facts.{name}.ask"
        yield from (f"facts.{name}.say.{value}" for value in file.domain)
        if file.domain_of is not None:
            yield f"facts.{name}.say_value"


def _of_events(mechanism: Mechanism, texts: Texts) -> Iterator[str]:
    yield from (f"events.all.fields.{field}" for field in ("at", "note", "recorded"))
    for name, file in mechanism.events.items():
        yield from (f"events.{name}.label", f"events.{name}.help")
        for field, shape in file.fields.items():
            yield f"events.{name}.fields.{field}"
            yield from _of_values(field, shape, texts)


def _of_values(field: str, shape: FieldFile, texts: Texts) -> Iterator[str]:
    """Give the texts of a field's values; yes and no have common ones, unless the field has its own."""
    yield from (f"values.{field}.{value}" for value in (*shape.values, *shape.also))
    if shape.type == "boolean":
        table = field if isinstance(texts.find(f"values.{field}"), dict) else "bool"
        yield from (f"values.{table}.{value}" for value in ("true", "false", *(("null",) if shape.nullable else ())))


def _of_answers(mechanism: Mechanism) -> Iterator[str]:
    for clock in mechanism.clocks:
        yield from (f"clocks.{clock.id}.label", f"clocks.{clock.id}.help")
    for table in mechanism.tables.values():
        for row in table.rows:
            yield from (f"{table.gives}.{row.then.get('id')}.{part}" for part in _PARTS.get(table.gives, ()))
    answers = mechanism.pack.mechanism.answers
    yield from (f"stages.{value}" for value in mechanism.facts[answers.stage].domain)
    yield from (f"statuses.{value}" for value in mechanism.facts[answers.status].domain)
    yield from (f"modes.{mode}" for mode in _MODES)
    yield from (f"states.{kind}_{state}" for kind, states in _STATES.items() for state in states)


def _of_contacts(whole: Whole) -> Iterator[str]:
    plan = whole.pack.mechanism.contact
    for contact in dict.fromkeys((plan.line, *plan.open, *plan.closed, "emergency")):
        yield from (f"contacts.{contact}.label", f"contacts.{contact}.advice")
    if plan.doubtful_day_flag is not None:
        yield from (f"flags.{plan.doubtful_day_flag}.{part}" for part in _PARTS["flags"])
