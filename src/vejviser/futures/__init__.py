# SPDX-License-Identifier: EUPL-1.2
"""What would follow: a few futures of one case side by side. Pure: no clock, no framework, no database, and no country in the code.

denmark.toml     which events each future adds, what an authority may then decide, and what is compared (one file for each mechanism)
texts/           the words of a comparison, one file for each language
plan_format.py   the shape of such a file
plan.py          reading it, and checking it against the mechanism
supposing.py     the events that a future adds to the facts, on days that are chosen or lawful
compare.py       each future assessed by the rules, with and without what an authority may decide
together.py      what two futures take from each other
lines.py         one assessment as lines to compare
days.py          the days that somebody chose, out of a form
written_days.py  reading a day as people write it
view.py          the comparison in words
view_models.py   what templates get

A future's way: `FutureFile` -> `supposed` (events) -> `rules.assess` of facts and events -> `Line`s, held against those of the facts alone.
"""
