# SPDX-License-Identifier: EUPL-1.2
"""The words of a picture, from the texts of the mechanism, and dates short enough for it, always with the weekday."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from vejviser.rules.texts import fill

if TYPE_CHECKING:
    from vejviser.rules.instants import Moment
    from vejviser.rules.mechanism import Mechanism


class Wording:
    """The texts of a mechanism in one language, as a picture uses them."""

    def __init__(self, mechanism: Mechanism, language: str) -> None:
        """Choose the language; one that the mechanism does not have gives its first one."""
        self.mechanism = mechanism
        self.texts = mechanism.texts(language)
        self.language = self.texts.language

    def get(self, path: str, **values: object) -> str:
        """Give a text by its path in the texts of the mechanism."""
        return self.texts.get(path, **values)

    def line(self, name: str, **values: object) -> str:
        """Give one of the picture's own texts; days among the values are written out."""
        return self.texts.get(f"timeline.{name}", **values)

    def day(self, day: dt.date) -> str:
        """Write a legal day with its short weekday, such as `Wed 10 Feb 2027`."""
        weekdays, template = self.texts.find("timeline.weekdays"), self.texts.find("timeline.day")
        if weekdays is None or template is None:
            return self.texts.date(day)
        return fill(template, {"weekday": weekdays[day.weekday()], "day": day.day, "month": self.month(day), "year": day.year})

    def moment(self, moment: Moment) -> str:
        """Write a moment: its day, and the local time of day where one was given."""
        if moment.whole_day:
            return self.day(moment.day)
        time = self.texts.time(dt.datetime.fromisoformat(moment.local))
        return self.line("moment", day=self.day(moment.day), time=time)

    def month(self, day: dt.date) -> str:
        """Give the short name of a month."""
        months = self.texts.find("timeline.months")
        return str(months[day.month - 1]) if months else f"{day.month:02}"

    def organisation(self, name: str, day: dt.date) -> str:
        """Give the name of an organisation on a legal day, or what the person is called."""
        return str(self.texts.find(f"values.by.{name}") or self.mechanism.register.name(name, day, self.language))
