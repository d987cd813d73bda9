# SPDX-License-Identifier: EUPL-1.2
"""Your rights, for the person: plain sentences in ten languages, each tied to its ground, and a sheet of paper to fold.

statements.toml   the ground of each statement, without words
texts/            the sentences, one file for each language
statements.py     both, read
filled.py         numbers, times, telephones and names of offices from the mechanism, put into the sentences
quantities.py     lengths of time with the plural of a language
page.py           what the page shows
leaflet.py        what stands on the sheet to print; leaflet.typ sets it
"""
