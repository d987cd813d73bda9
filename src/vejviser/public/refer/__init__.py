# SPDX-License-Identifier: EUPL-1.2
"""The contact form: anybody tells the point of contact about a person, or about herself or himself, without an account.

texts.py       the words, one file for each language
questions.py   what may be asked, of whom, and when: the table of the short referral
conditions.py  when a question fits the other answers
screens.py     the questions of a screen, as its page shows them
answers.py     reading what was posted, and what of it fits
reading.py     telephone numbers, mail addresses, days and lengths as people type them
saying.py      answers in words
sealed.py      the answers so far, and what was sent, sealed into the page
check.py       what the point of contact will see and will not see
sent.py        what stands on the page after sending
copying.py     the copy to print
cards.py       what can be added later
networks.py    where a request comes from, for the limits only
views_*.py     the pages
"""
