# SPDX-License-Identifier: EUPL-1.2
"""The pages for everybody: no account, no cookie, no session, and nothing that says who asked.

asked.py       which public page and which language a request asks for
errors.py      pages of errors that keep the number to call
pages.py       what makes a page public, and how it is answered before any session is looked at
remembering.py pages that say the same to everybody, made once in each minute
languages.py   the languages of the pages for the person, and which one a request speaks
texts.py       the words of the frame and of *Now* in each of these languages
whom.py        whom to reach at this minute, in words
pdf.py         documents to print
"""
