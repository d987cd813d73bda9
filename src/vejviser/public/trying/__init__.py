# SPDX-License-Identifier: EUPL-1.2
"""Trying the rules: facts are typed, what follows by law is shown, and nothing of it is kept, written down or put into an address.

denmark.toml     what is asked, in which order, and the examples to start from (one file for each mechanism)
texts/           the words of the page
questions.py     reading that file
typed.py         what was typed, exactly as it was typed
facts.py         from what was typed to a case file, or to what is wrong with it, field by field
examples.py      the other way: from an example of the mechanism to what somebody would have typed
form_view.py     the form in words
answer.py        what follows, in words
picture.py       the timeline, for a page that may not load it from an address
what_if.py       the ways that lie ahead, side by side
view_models.py   what the templates get
views.py         the one page: it is always the same address

A fact's way: an input -> `Typed` -> `case_from` (rules) -> `assess` -> `AnswerView` -> `answer.html`.
"""
