# SPDX-License-Identifier: EUPL-1.2
"""The answers of a referral in words: as the desk reads them, and as the sections of a case keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, gettext_lazy

from vejviser.referrals import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrPromise

# In the order in which the desk needs them (referral form, 12): before you call, why it is urgent, needs, what was noticed.
LABELS: Final[dict[str, _StrPromise]] = {
    "safe_contact": gettext_lazy("How CMM may reach the person"),
    "safe_phone": gettext_lazy("Safe phone number"),
    "safe_other": gettext_lazy("The other way"),
    "safe_how": gettext_lazy("Call or text message?"),
    "safe_when": gettext_lazy("When"),
    "safe_if_other": gettext_lazy("If someone else answers"),
    "language": gettext_lazy("Language"),
    "presence": gettext_lazy("With the person, alone and safely?"),
    "danger": gettext_lazy("Danger"),
    "age": gettext_lazy("Under 18?"),
    "held": gettext_lazy("Held or about to be moved?"),
    "held_until": gettext_lazy("Until"),
    "you_phone": gettext_lazy("Phone of the referrer"),
    "you_until": gettext_lazy("On duty until"),
    "you_stand_in": gettext_lazy("Number afterwards"),
    "needs": gettext_lazy("What is needed first"),
    "shelter_who": gettext_lazy("Which place fits"),
    "area": gettext_lazy("Part of the country"),
    "signs": gettext_lazy("What was noticed"),
    "note": gettext_lazy("Note"),
    "child_view": gettext_lazy("Does the child know of this contact?"),
    "override_reason": gettext_lazy("Why the name is passed on without agreement"),
    "name": gettext_lazy("What the person likes to be called"),
}
_CHOICES: Final[dict[str, vocabulary.Choices]] = {
    "safe_contact": vocabulary.SAFE_CONTACT,
    "safe_how": vocabulary.SAFE_HOW,
    "safe_when": vocabulary.SAFE_WHEN,
    "safe_if_other": vocabulary.SAFE_IF_OTHER,
    "language": vocabulary.LANGUAGES,
    "presence": vocabulary.PRESENCE,
    "danger": vocabulary.DANGER,
    "age": vocabulary.AGE,
    "held": vocabulary.HELD,
    "you_until": vocabulary.ON_DUTY_UNTIL,
    "needs": vocabulary.NEEDS,
    "shelter_who": vocabulary.SHELTER,
    "area": vocabulary.AREA,
    "signs": vocabulary.SIGNS,
    "child_view": vocabulary.CHILD_VIEW,
}
_IN_ENCOUNTER: Final = ("presence", "danger", "age", "held", "held_until", "needs", "shelter_who", "area", "signs", "note", "child_view")
_CALLING: Final = frozenset({"safe_phone", "safe_other"})
_LOCKED: Final = frozenset({"never", "unknown"})


def said(field: str, value: str | list[str]) -> str:
    """Give one answer in words of the reader's language."""
    words = dict(_CHOICES.get(field, ()))
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(one, one)) for one in chosen)


def rows(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give the answers as the desk reads them: label and words. `Never` and `unknown` show no way of calling the person."""
    shown = [field for field in LABELS if answers.get(field)]
    if answers.get("safe_contact") in _LOCKED:
        shown = [field for field in shown if field not in _CALLING]
    return [(str(LABELS[field]), said(field, answers[field])) for field in shown]


def encounter_note(answers: Mapping[str, Any]) -> str:
    """Give what was seen and needed, one line an answer."""
    return _lines(answers, _IN_ENCOUNTER)


def identity_fields(answers: Mapping[str, Any]) -> dict[str, str]:
    """Give what section B keeps."""
    language = said("language", answers["language"]) if answers.get("language") else ""
    fields = {"name": str(answers.get("name", "")), "languages": language}
    return {key: value for key, value in fields.items() if value}


def contact_fields(answers: Mapping[str, Any]) -> dict[str, str]:
    """Give what section C keeps."""
    rule = answers.get("safe_contact")
    fields = {"how": _lines(answers, ("safe_contact", "safe_phone", "safe_other", "safe_how")), "when": _lines(answers, ("safe_when",))}
    if rule in _LOCKED:
        fields["never"] = gettext("Do not contact the person directly.")
    if answers.get("safe_if_other"):
        fields["never"] = _lines(answers, ("safe_if_other",))
    return {key: value for key, value in fields.items() if value}


def _lines(answers: Mapping[str, Any], fields: Iterable[str]) -> str:
    return "\n".join(f"{LABELS[field]}: {said(field, answers[field])}" for field in fields if answers.get(field))
