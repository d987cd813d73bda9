# SPDX-License-Identifier: EUPL-1.2
"""The answers of a referral in words: as the desk reads them, and as the sections of a case keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, gettext_lazy

from vejviser.access.sections import Section
from vejviser.referrals import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.utils.functional import _StrPromise

# In the order in which the desk needs them (referral form, 12): before you call, why it is urgent, needs, what was noticed.
LABELS: Final[dict[str, _StrPromise]] = {
    "safe_contact": gettext_lazy("How CMM may reach the person"),
    "safe_phone": gettext_lazy("Safe phone number"),
    "safe_other": gettext_lazy("The other way"),
    "safe_how": gettext_lazy("Call or text message?"),
    "safe_when": gettext_lazy("When"),
    "safe_when_other": gettext_lazy("At what other time"),
    "safe_if_other": gettext_lazy("If someone else answers"),
    "language": gettext_lazy("Language"),
    "language_other": gettext_lazy("Another language"),
    "presence": gettext_lazy("With the person, alone and safely?"),
    "danger": gettext_lazy("Danger"),
    "age": gettext_lazy("Under 18?"),
    "held": gettext_lazy("Held or about to be moved?"),
    "held_until": gettext_lazy("Until"),
    "held_when": gettext_lazy("Day and time"),
    "met_at": gettext_lazy("Met"),
    "sender": gettext_lazy("Sent by"),
    "page_language": gettext_lazy("Language of the form"),
    "you_name": gettext_lazy("Name of the referrer"),
    "you_phone": gettext_lazy("Phone of the referrer"),
    "you_mail": gettext_lazy("Work address of the referrer"),
    "you_until": gettext_lazy("On duty until"),
    "you_stand_in": gettext_lazy("Number afterwards"),
    "needs": gettext_lazy("What is needed first"),
    "needs_other": gettext_lazy("What else is needed"),
    "shelter_who": gettext_lazy("Which place fits"),
    "shelter_with": gettext_lazy("Who or what comes too"),
    "shelter_children": gettext_lazy("How many children"),
    "area": gettext_lazy("Part of the country"),
    "signs": gettext_lazy("What was noticed"),
    "note": gettext_lazy("Note"),
    "place_tip": gettext_lazy("A place that someone should look at?"),
    "place_tip_text": gettext_lazy("The place"),
    "consent": gettext_lazy("May CMM know who the person is?"),
    "override": gettext_lazy("Passed on without agreement"),
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
    "shelter_with": vocabulary.SHELTER_WITH,
    "held_until": vocabulary.HELD_UNTIL,
    "place_tip": vocabulary.PLACE_TIP,
    "consent": vocabulary.CONSENT,
    "override": vocabulary.OVERRIDE,
    "area": vocabulary.AREA,
    "signs": vocabulary.SIGNS,
    "child_view": vocabulary.CHILD_VIEW,
}
_IN_ENCOUNTER: Final = (
    "presence",
    "danger",
    "age",
    "held",
    "held_until",
    "held_when",
    "needs",
    "needs_other",
    "shelter_who",
    "shelter_with",
    "shelter_children",
    "area",
    "signs",
    "note",
    "child_view",
)
_OF_REFERRER: Final = ("sender", "you_name", "you_phone", "you_mail", "you_stand_in", "page_language", "override_reason")
# Only these rules let the desk turn to the person directly; what was not answered does not.
DIRECT: Final = frozenset({"phone", "other"})
_LOCKED: Final = frozenset({"never", "unknown"})
_RULES: Final[dict[str, _StrPromise]] = {
    "via_me": gettext_lazy("Only through the referrer: do not contact the person directly."),
    "never": gettext_lazy("Never contact the person directly."),
    "unknown": gettext_lazy("It is not known how the person can be reached: do not contact the person directly."),
}


def said(field: str, value: str | list[str]) -> str:
    """Give one answer in words of the reader's language."""
    words = dict(_CHOICES.get(field, ()))
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(one, one)) for one in chosen)


def rows(answers: Mapping[str, Any], fields: Iterable[str]) -> list[tuple[str, str]]:
    """Give answers as the desk reads them: label and words, in the order that is asked for."""
    return [(str(LABELS[field]), said(field, answers[field])) for field in fields if answers.get(field)]


def contact_rule(answers: Mapping[str, Any]) -> str:
    """Give the rule of contact in one sentence; a number is in it only where the rule lets the desk use it."""
    rule = str(answers.get("safe_contact") or "unknown")
    if rule in DIRECT:
        return direct_contact(answers)
    if rule == "via_me" and answers.get("by") == "self":
        return gettext("The person will call CMM: do not contact the person directly.")
    return str(_RULES[rule])


def direct_contact(answers: Mapping[str, Any]) -> str:
    """Give in one sentence how the person is reached, with the number."""
    way = said("safe_how", answers["safe_how"]) if answers.get("safe_how") else ""
    when = answers.get("safe_when_other") or (said("safe_when", answers["safe_when"]) if answers.get("safe_when") else "")
    parts = [one for one in (way, str(when).lower() if way else str(when), answers.get("safe_phone"), answers.get("safe_other")) if one]
    sentence = ", ".join(str(one) for one in parts)
    if answers.get("safe_if_other"):
        sentence += f". {LABELS['safe_if_other']}: {said('safe_if_other', answers['safe_if_other']).lower().replace(': ', ' ')}"
    return f"{sentence}." if sentence else ""


def referrer_note(answers: Mapping[str, Any]) -> str:
    """Give who referred and how to reach them, and why without agreement: for the view of people and consent."""
    if not any(answers.get(field) for field in _OF_REFERRER if field not in ("sender", "page_language")):
        return ""
    return _lines(answers, _OF_REFERRER)


def encounter_note(answers: Mapping[str, Any]) -> str:
    """Give what was seen and needed, one line an answer."""
    return _lines(answers, _IN_ENCOUNTER)


def identity_fields(answers: Mapping[str, Any]) -> dict[str, str]:
    """Give what section B keeps."""
    language = said("language", answers["language"]) if answers.get("language") else str(answers.get("language_other", ""))
    fields = {"name": str(answers.get("name", "")), "languages": language}
    return {key: value for key, value in fields.items() if value}


def contact_fields(answers: Mapping[str, Any]) -> dict[str, str]:
    """Give what section C keeps."""
    rule = answers.get("safe_contact")
    fields = {
        "how": _lines(answers, ("safe_contact", "safe_phone", "safe_other", "safe_how")),
        "when": _lines(answers, ("safe_when", "safe_when_other")),
    }
    if rule in _LOCKED:
        fields["never"] = gettext("Do not contact the person directly.")
    if answers.get("safe_if_other"):
        fields["never"] = _lines(answers, ("safe_if_other",))
    return {key: value for key, value in fields.items() if value}


def texts_of(answers: Mapping[str, Any]) -> Iterator[tuple[Section, str, dict[str, str]]]:
    """Give what the sections of a case keep of a form: section, kind of text, and its fields."""
    yield Section.ENCOUNTER, "note", {"text": encounter_note(answers)}
    yield Section.IDENTITY, "identity", identity_fields(answers)
    yield Section.CONTACT, "safe_contact", contact_fields(answers)
    yield Section.CONSENT, "note", {"text": referrer_note(answers)}


def _lines(answers: Mapping[str, Any], fields: Iterable[str]) -> str:
    return "\n".join(f"{LABELS[field]}: {said(field, answers[field])}" for field in fields if answers.get(field))
