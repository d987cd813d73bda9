# SPDX-License-Identifier: EUPL-1.2
"""The short referral in two steps (consent before any name), and the contact log."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vejviser.mechanisms import find
from vejviser.referrals import paths, vocabulary
from vejviser.referrals.models import Contact
from vejviser.site.forms import DayField, PageForm, TimeOfDayField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NOTE: Final = 3000


def _one(label: _StrPromise, choices: vocabulary.Choices, why: _StrPromise | str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, help_text=why, required=False, widget=forms.RadioSelect)


def _several(label: _StrPromise, choices: vocabulary.Choices, why: _StrPromise | str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, help_text=why, required=False, widget=forms.CheckboxSelectMultiple)


def line_field(label: _StrPromise, length: int, why: _StrPromise | str = "") -> forms.CharField:
    """Give a field of one line that nobody must fill in and no browser remembers."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=length, help_text=why, required=False, widget=widget)


class NowForm(PageForm):
    """The first step: is anyone in danger, is it a child, does the person agree. Nothing here says who the person is."""

    danger = _one(_("Is anyone in danger right now?"), vocabulary.DANGER, _("An emergency needs a call to 112, not a form."))
    age = _one(_("Is the person under 18?"), vocabulary.AGE, _("Not sure? Then a child's protection applies."))
    presence = _one(
        _("Can you talk with the person now, alone and safely?"), vocabulary.PRESENCE, _("Only speak with the person if it is safe.")
    )
    consent = _one(
        _("May CMM know who the person is?"),
        vocabulary.CONSENT,
        _("The person decides. CMM helps, it is free, and help does not depend on the police or a court. Not needed for a child."),
    )
    override = _one(
        _("Must CMM know the name all the same?"), vocabulary.OVERRIDE, _("Only without agreement. Otherwise we leave the name out.")
    )
    override_reason = line_field(_("In one line: why?"), 200, _("Needed only with an exception. A second person at CMM looks at it."))
    child_view = _one(
        _("Does the child know that you contact CMM?"),
        vocabulary.CHILD_VIEW,
        _("A child is heard. You need no permission to ask for help."),
    )
    met_day = DayField(label=_("Which day did you meet the person?"), required=False, help_text=_("Left empty: now."))
    met_time = TimeOfDayField(label=_("At what time?"), required=False)

    def __init__(self, *positional: Any, by: str, now: dt.datetime, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.by, self.now = by, now
        if by not in vocabulary.AUTHORITIES:
            self.fields["override"].choices = [one for one in vocabulary.OVERRIDE if one[0] != paths.LEGAL_DUTY]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check what belongs together; an exception needs its reason, and nobody was met in the future."""
        found = super().clean() or {}
        if found.get("override") in (paths.DANGER_TO_LIFE, paths.LEGAL_DUTY) and not found.get("override_reason"):
            self.add_error("override_reason", ValidationError(_("Enter in one line why CMM must know the name"), code="required"))
        found["met_at"] = self._met(found.pop("met_day", None), found.pop("met_time", None))
        return found

    def _met(self, day: dt.date | None, time: dt.time | None) -> str:
        zone = ZoneInfo(find().zone.name)
        if day is None:
            return ""
        if time is None:
            moment = dt.datetime.combine(day, dt.time(0), zone)
            written = day.isoformat()
        else:
            moment = dt.datetime.combine(day, time, zone)
            written = moment.isoformat(timespec="minutes")
        if moment > self.now:
            self.add_error("met_day", ValidationError(_("Enter a day that is not after today"), code="future"))
        return written


class NeedsForm(PageForm):
    """The second step: how the person can be reached, what is needed, what was noticed. Name and contact only with a basis."""

    name = line_field(_("What does the person like to be called?"), 40, _("Any name is enough."))
    safe_contact = _one(_("How may CMM reach the person?"), vocabulary.SAFE_CONTACT, _("A call at the wrong moment can harm."))
    safe_phone = line_field(_("Safe phone number"), 40)
    safe_other = line_field(_("Which other way?"), 120)
    safe_how = _one(_("Call or text message?"), vocabulary.SAFE_HOW)
    safe_when = _one(_("When?"), vocabulary.SAFE_WHEN)
    safe_if_other = _one(_("If someone else answers"), vocabulary.SAFE_IF_OTHER)
    language = forms.ChoiceField(
        label=_("Which language does the person speak best?"),
        choices=[("", _("I do not know")), *vocabulary.LANGUAGES],
        help_text=_("So that the right interpreter is there."),
        required=False,
    )
    needs = _several(_("What is needed first?"), vocabulary.NEEDS, _("So that the right people get up."))
    shelter_who = _one(_("Which place fits?"), vocabulary.SHELTER, _("Only if a place to sleep is needed."))
    held = _one(_("Held, or about to be released, moved or sent out?"), vocabulary.HELD, _("A date here decides who gets up."))
    held_until = line_field(_("Until when?"), 60, _("Day and time, if you know them."))
    area = _one(_("In which part of the country?"), vocabulary.AREA, _("To find who is on duty nearby. No address."))
    signs = _several(_("What made you think of it?"), vocabulary.SIGNS, _("Tick what you saw or heard. Please do not question the person."))
    note = forms.CharField(
        label=_("Anything CMM should know before ringing?"),
        max_length=NOTE,
        help_text=_("No names, no addresses."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    you_phone = line_field(_("How do we reach you?"), 40, _("CMM rings back."))
    you_until = _one(_("On duty until"), vocabulary.ON_DUTY_UNTIL)
    you_stand_in = line_field(_("Number afterwards"), 40, _("The desk that knows about it."))

    def __init__(self, *positional: Any, by: str, basis: str, **named: Any) -> None:
        super().__init__(*positional, **named)
        left_out: set[str] = set()
        if basis == paths.NO_BASIS:
            left_out |= {*paths.ABOUT_CONTACT, *paths.ABOUT_IDENTITY}
        if basis == paths.CONTACT_ONLY:
            left_out |= set(paths.ABOUT_IDENTITY)
        if by not in vocabulary.HOLDING:
            left_out |= {"held", "held_until"}
        for name in left_out & set(self.fields):
            del self.fields[name]


class ContactForm(PageForm):
    """A contact without a case. No name is needed."""

    kind = forms.ChoiceField(
        label=_("Who got in touch?"),
        choices=[
            (Contact.Kind.CONSULTATION, _("Anonymous consultation")),
            (Contact.Kind.PROFESSIONAL, _("Professional")),
            (Contact.Kind.CITIZEN, _("Citizen")),
            (Contact.Kind.PERSON, _("The person concerned")),
            (Contact.Kind.MEDIA, _("Media")),
        ],
        widget=forms.RadioSelect,
    )
    who = line_field(_("How can we reach whoever got in touch?"), 120, _("Only if an answer is wanted."))
    about = forms.CharField(
        label=_("What was it about?"),
        max_length=NOTE,
        help_text=_("No names of people."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    advice = forms.CharField(
        label=_("Which advice was given?"), max_length=NOTE, required=False, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
    )


class SendingForm(forms.Form):
    """The number that a form was made with: the same sending is kept once."""

    sending = forms.UUIDField()
