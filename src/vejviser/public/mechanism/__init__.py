# SPDX-License-Identifier: EUPL-1.2
"""The mechanism, explained: its map, every table as a lawyer reads it, every rule and open question at an address of its own.

view_models.py   what the templates get
shelf.py         all that is known of a mechanism, in one language on one day
sentences.py     a row of a table as conditions and a conclusion
tables.py        tables, whole
entries.py       rules, open questions and working assumptions, each with the places where it lives
numbers.py       numbers of the law, and the periods that they measure
differences.py   where the two profiles part
map_drawn.py     the map of the measures, as a picture
overview.py      the page of the whole, and what the check found
downloads.py     the files of the mechanism, to take along

A fact's way: a row in the folder of the mechanism -> `rows_of` (rules) -> `tables.table` with `sentences` -> `RowView` -> `table.html`.
"""
