# SPDX-License-Identifier: EUPL-1.2
"""The choices of the short referral, by code: what was seen prompts a referral, it never identifies anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Choices = list[tuple[str, "_StrPromise | str"]]

DANGER: Final[Choices] = [
    ("now", _("Yes, now")),
    ("soon", _("Soon: being looked for, or about to be moved")),
    ("no", _("Not that I know")),
    ("unknown", _("I cannot tell")),
]
AGE: Final[Choices] = [("yes", _("Yes")), ("no", _("No, 18 or older")), ("not_sure", _("Not sure"))]
PRESENCE: Final[Choices] = [
    ("alone", _("Yes, alone and safely")),
    ("overheard", _("Others can hear or see us")),
    ("absent", _("The person is not with me")),
]
CONSENT: Final[Choices] = [
    ("yes", _("Yes")),
    ("contact_only", _("Only how to reach the person")),
    ("no", _("No")),
    ("not_asked", _("I did not ask")),
]
OVERRIDE: Final[Choices] = [
    ("none", _("No, send without the name")),
    ("danger_to_life", _("A life is in danger")),
    ("legal_duty", _("My authority must, by law")),
]
CHILD_VIEW: Final[Choices] = [
    ("wants_help", _("Yes, and wants help")),
    ("unwilling", _("Yes, and does not want it")),
    ("not_told", _("Not yet")),
    ("not_safe", _("Not safe to ask")),
]
SAFE_CONTACT: Final[Choices] = [
    ("via_me", _("Through me")),
    ("phone", _("By phone")),
    ("other", _("Another way")),
    ("never", _("Not at all")),
    ("unknown", _("I do not know")),
]
SAFE_HOW: Final[Choices] = [("call", _("Call")), ("text", _("Text message")), ("both", _("Call or text message"))]
SAFE_WHEN: Final[Choices] = [
    ("any", _("Any time")),
    ("mornings", _("Mornings")),
    ("afternoons", _("Afternoons")),
    ("evenings", _("Evenings")),
]
SAFE_IF_OTHER: Final[Choices] = [
    ("hang_up", _("Hang up")),
    ("wrong_number", _("Say: wrong number")),
    ("ask", _("Ask for the name given here")),
]
# By how often interpreters are ordered, never by country. ISO 639-3.
LANGUAGES: Final[Choices] = [
    ("ron", _("Romanian")),
    ("eng", _("English")),
    ("vie", _("Vietnamese")),
    ("tha", _("Thai")),
    ("tgl", _("Filipino")),
    ("bul", _("Bulgarian")),
    ("ukr", _("Ukrainian")),
    ("spa", _("Spanish")),
    ("por", _("Portuguese")),
    ("ara", _("Arabic")),
    ("fra", _("French")),
    ("dan", _("Danish")),
]
NEEDS: Final[Choices] = [
    ("sleep", _("Safe place to sleep tonight")),
    ("medical", _("Doctor or medicine")),
    ("talk", _("CMM to come and talk")),
    ("protect", _("Protection")),
    ("interpreter", _("Interpreter")),
    ("other", _("Something else")),
    ("advice", _("Only advice for me")),
    ("none", _("Nothing that is known")),
]
SHELTER: Final[Choices] = [
    ("women", _("Women")),
    ("men", _("Men")),
    ("family", _("With children")),
    ("talk_first", _("Better talk about it")),
]
SHELTER_WITH: Final[Choices] = [
    ("nobody", _("Nobody")),
    ("children", _("Children")),
    ("partner", _("Partner or relative")),
    ("animal", _("An animal")),
    ("step_free", _("Needs step-free access")),
]
PLACE_TIP: Final[Choices] = [("phone", _("Would rather phone")), ("write", _("Wrote it here")), ("no", _("No"))]
HELD: Final[Choices] = [
    ("no", _("No")),
    ("held", _("Held now")),
    ("moving", _("Released or moved soon")),
    ("leaving", _("Departure planned")),
]
HELD_UNTIL: Final[Choices] = [("today", _("Today")), ("tomorrow", _("Tomorrow")), ("other", _("Another day"))]
AREA: Final[Choices] = [
    ("hovedstaden", "Hovedstaden"),
    ("sjaelland", "Sjælland"),
    ("syddanmark", "Syddanmark"),
    ("midtjylland", "Midtjylland"),
    ("nordjylland", "Nordjylland"),
    ("unknown", _("I do not know")),
]
SIGNS: Final[Choices] = [
    ("decides_for", _("Someone else decides, answers or watches")),
    ("papers_kept", _("Someone else keeps passport, bank card or phone")),
    ("debt", _("A debt that never ends")),
    ("no_pay", _("Little or no pay, or pay taken away")),
    ("threats", _("Threats to the person or the family")),
    ("harm_fear", _("Marks of violence, or great fear")),
    ("work_home", _("Lives at the workplace, long days, no days off")),
    ("sex_others_gain", _("Others earn on the person selling sex")),
    ("crime_begging", _("Pressed to steal, sell drugs, cheat or beg")),
    ("household", _("Kept for housework or in a marriage")),
    ("moved", _("Often moved, does not know the address")),
    ("gut", _("A feeling that I cannot name")),
]
ON_DUTY_UNTIL: Final[Choices] = [("two_hours", _("Two more hours")), ("morning", _("Until the morning")), ("any", _("Any time"))]

ROLES: Final[Choices] = [
    ("police", _("Police")),
    ("dis", _("Immigration authority")),
    ("health", _("Hospital, clinic, doctor")),
    ("ngo", _("Aid organisation, shelter, outreach")),
    ("municipality", _("Municipality, school, social services")),
    ("other_pro", _("Court, prison, inspection, union, lawyer, other work")),
    ("citizen", _("A citizen who noticed something")),
    ("self", _("The person concerned")),
]

# Who may say that their authority must, by law (of the register; the contract's 34 names the same).
AUTHORITIES: Final = frozenset({"police", "nec", "prosecution", "dis", "siri", "municipality", "courts"})
# Who is asked whether the person is held or about to be moved.
HOLDING: Final = frozenset({"police", "nec", "prosecution", "dis", "siri", "courts", "other"})
