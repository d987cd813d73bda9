# SPDX-License-Identifier: EUPL-1.2
"""The words of one report: labels, dates, organisations and numbers of the law, in one language on one legal day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vejviser.rules.mechanism import Mechanism

_MOST_DIGITS_OF_A_SHORT_NUMBER = 4


class Words:
    """Finds the words for what a mechanism says."""

    def __init__(self, mechanism: Mechanism, language: str, day: dt.date) -> None:
        """Take the texts in a language, with the numbers that are law on a day."""
        self.mechanism, self.language, self.day = mechanism, language, day
        self.texts = mechanism.texts(language)
        self.numbers: dict[str, object] = {name: parameter.on(day) for name, parameter in mechanism.parameters.items()}

    def text(self, path: str, **values: object) -> str:
        """Give the text at a path, with the numbers of the law filled in."""
        return self.texts.get(path, **self.numbers, **values)

    def has(self, path: str) -> bool:
        """Whether there is a text at a path."""
        return isinstance(self.texts.find(path), str)

    def word(self, name: str, **values: object) -> str:
        """Give a general word."""
        return self.text(f"words.{name}", **values)

    def say(self, name: str, **values: object) -> str:
        """Give a sentence of the reports."""
        return self.text(f"report.{name}", **values)

    def label(self, section: str, name: str) -> str:
        """Give the label of a right, duty, step, clock or violation."""
        return self.text(f"{section}.{name}.label")

    def decides(self, mode: str) -> str:
        """Say whether an authority decides, or may also decide."""
        return self.word("may_also_decide") if mode == "possible" else self.text(f"modes.{mode}")

    def state(self, kind: str, state: str) -> str:
        """Give the word for a state: kind is clock, entitlement or duty."""
        return self.text(f"states.{kind}_{state}")

    def date(self, day: dt.date) -> str:
        """Write a legal day with its weekday."""
        return self.texts.date(day)

    def short_date(self, day: dt.date) -> str:
        """Write a legal day without its weekday."""
        return self.say("short_date", day=day.day, month=self.texts.find("dates.months")[day.month - 1], year=day.year)

    def moment(self, local: str) -> str:
        """Write a local date-time given in ISO form; the start of a day is written as the day alone."""
        moment = dt.datetime.fromisoformat(local)
        if moment.time() == dt.time():
            return self.date(moment.date())
        return self.text("dates.date_time", date=self.date(moment.date()), time=self.texts.time(moment))

    def clock(self, local: str) -> str:
        """Write the time of day of a local date-time given in ISO form."""
        return self.texts.time(dt.datetime.fromisoformat(local))

    def left(self, days: int) -> str:
        """Say how many days are left; none left: today is the last day."""
        if days == 0:
            return self.word("today_is_last_day")
        return self.word("one_day_left") if days == 1 else self.word("days_left", count=days)

    def organisation(self, name: str) -> str:
        """Give the name of an organisation on the day; others than organisations (the person) have a word of their own."""
        if name in self.mechanism.register.organisations:
            return self.mechanism.register.name(name, self.day, self.language)
        return self.text(f"values.by.{name}") if self.has(f"values.by.{name}") else name

    def organisations(self, names: Iterable[str]) -> str:
        """List organisations."""
        return self.listed([self.organisation(name) for name in names])

    def listed(self, parts: list[str], joint: str = "and") -> str:
        """Write a list as people do: commas, and a word before the last."""
        if len(parts) < 2:  # noqa: PLR2004  nothing to join
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.word(joint)} {parts[-1]}"

    def count(self, number: int) -> str:
        """Write a whole number with the separator of thousands that the language has."""
        return f"{number:,}".replace(",", self.say("thousands"))

    def percentage(self, share: float) -> str:
        """Write a share of 1 in percent, to one tenth."""
        return self.say("percent", number=f"{share * 100:.1f}".replace(".", self.say("decimal")))

    def phone(self, number: str) -> str:
        """Write a telephone number in the groups that people of the country read it in."""
        prefix = self.say("country_code")
        if not number.startswith(prefix) or len(number) <= _MOST_DIGITS_OF_A_SHORT_NUMBER:
            return number
        rest = number.removeprefix(prefix)
        size = int(self.say("digits_in_group"))
        return " ".join([prefix, *(rest[place : place + size] for place in range(0, len(rest), size))])


def sentence(text: str) -> str:
    """Begin with a capital letter and end with a full stop."""
    return begun(text) if text.endswith((".", "!", "?", ":")) else f"{begun(text)}."


def begun(text: str) -> str:
    """Begin with a capital letter; the other letters stay."""
    return text[:1].upper() + text[1:]


def bracketed(rules: Iterable[str]) -> str:
    """Give rule numbers as they stand at the end of an item, with a space before them; nothing where there are none."""
    listed = ", ".join(sorted(set(rules), key=in_order))
    return f" [{listed}]" if listed else ""


def in_order(rule: str) -> tuple[bool, int, str]:
    """Give the key by which rule numbers are sorted: rules of the source first, then by number."""
    return not rule.startswith("R"), int("".join(filter(str.isdigit, rule)) or 0), rule
