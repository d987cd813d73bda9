# SPDX-License-Identifier: EUPL-1.2
"""The directory in the Human Services Data Specification 3.1: only what is public, and of a confidential service its front door alone.

identifiers.py    ids that never change
taxonomy.py       kinds of service, in both languages
schedules.py      opening hours, cut at each change of the clocks and around each public holiday
services.py       services with all that belongs to them
organisations.py  organisations, with their services
records.py        all records of a kind
asked.py          what a list is asked for, and what is refused
views.py          the read API and the download
"""
