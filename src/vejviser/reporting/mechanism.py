# SPDX-License-Identifier: EUPL-1.2
"""A mechanism, a rule or an open question as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vejviser.reporting.words import begun, bracketed

if TYPE_CHECKING:
    from vejviser.reporting.mechanism_sheets import Overview, QuestionSheet, RuleSheet, SourceSheet, ValueSheet
    from vejviser.reporting.page import Page
    from vejviser.reporting.words import Words


def rule_text(rule: RuleSheet, page: Page, words: Words) -> str:
    """Write a rule in full."""
    page.line(f"{rule.id}  {rule.title}", strong=True)
    page.line(rule.text)
    if rule.actors:
        page.gap()
        page.line(f"{words.say('actors')}: {words.listed(list(rule.actors))}.")
    page.heading(begun(words.word("source")))
    _source(rule.source, page, words)
    if rule.parameters:
        page.heading(begun(words.word("parameters")))
        for value in rule.parameters:
            _value(value, page, words)
    page.heading(words.say("lives_in"))
    _homes(rule.lives_in, page, words)
    if rule.questions:
        page.heading(words.word("open_questions"))
        for question in rule.questions:
            page.item(f"{question.treatment} ({_state(question, words)}){bracketed((question.id,))}")
    page.heading(words.say("status_today"))
    remark = f" {rule.remark_today}" if rule.remark_today else ""
    page.item(f"{begun(words.say(f'status_{rule.status_today}'))}.{remark}")
    if rule.source_today is not None:
        _source(rule.source_today, page, words)
    return str(page)


def question_text(question: QuestionSheet, page: Page, words: Words) -> str:
    """Write an open question in full."""
    page.line(f"{question.id}  {words.text(f'report.question_kind.{question.kind}')} ({_state(question, words)})", strong=True)
    page.heading(words.say("between"))
    for place in question.between:
        page.item(place)
    page.heading(words.say("treatment"))
    page.line(f"{question.treatment}{bracketed(question.rules)}")
    if question.decided_by:
        page.line(f"{words.say('decided_by')}: {question.decided_by}.")
    page.line(f"{words.say('lives_in')}: {question.lives_in}")
    return str(page)


def overview_text(overview: Overview, page: Page, words: Words) -> str:
    """Write a mechanism at a glance."""
    page.line(f"{overview.id} {overview.version}", strong=True)
    for name, said in overview.profiles.items():
        mark = f" ({words.word('in_force')})" if name == overview.profile else ""
        page.item(f"{words.word('profile')} {name}: {said}{mark}")
    page.line(f"{overview.time_zone}; {overview.calendar}", quiet=True)
    page.heading(begun(words.word("parameters")))
    for value in overview.parameters:
        _value(value, page, words)
    page.heading(begun(words.word("rules")))
    for rule in overview.rules:
        page.pair(rule.id, f"{rule.title} ({words.say(f'status_{rule.status_today}')})", column=5)
    page.gap()
    page.line(f"{words.word('open_questions')}: {len(overview.open_questions)}")
    page.line(words.say("see_rule", id=overview.id, rule=overview.rules[0].id if overview.rules else "R1"), quiet=True)
    return str(page)


def _homes(homes: tuple[str, ...], page: Page, words: Words) -> None:
    """Write where a rule lives, one item for each kind of place."""
    by_kind: dict[str, list[str]] = {}
    for home in homes:
        kind, _, name = home.partition(":")
        by_kind.setdefault(kind, []).append(name)
    for kind, names in by_kind.items():
        listed = ", ".join(names)
        page.item(words.text(f"report.home.{kind}", name=listed) if words.has(f"report.home.{kind}") else f"{kind} {listed}")


def _state(question: QuestionSheet, words: Words) -> str:
    return words.word("resolved") if question.status == "resolved" else words.word("open_question")


def _source(source: SourceSheet, page: Page, words: Words) -> None:
    pin = f", {source.pin}" if source.pin else ""
    read = f" ({words.say('read_on', date=words.date(source.as_read))})" if source.as_read else ""
    page.item(f"{source.title}{pin}{read}")
    if source.url:
        page.note(source.url, quiet=True)


def _value(value: ValueSheet, page: Page, words: Words) -> None:
    days = [f"{words.word('from')} {words.date(value.from_)}"] if value.from_ else []
    days += [f"{words.word('until')} {words.date(value.until)}"] if value.until else []
    doubt = "" if value.verified else f" ({words.word('unverified')})"
    path = f"report.number.{value.parameter}"
    label = words.text(path) if words.has(path) else value.parameter.replace("_", " ")
    page.item(f"{label}: {value.value} {words.word(f'unit_{value.unit}')}, {' '.join(days) or words.say('every_day')}{doubt}")
    if value.source is not None:
        page.note(f"{value.source.title}{f', {value.source.pin}' if value.source.pin else ''}", quiet=True)
    if value.remark:
        page.note(value.remark, quiet=True)
