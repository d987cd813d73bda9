# SPDX-License-Identifier: EUPL-1.2
"""The forms with which the desk answers a referral, and settles what is open about it."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vejviser.referrals.forms import NOTE, line_field
from vejviser.referrals.models import Referral
from vejviser.site.forms import DayField, PageForm


class CloseForm(PageForm):
    """Answering a referral without a case."""

    reason = forms.ChoiceField(
        label=_("How is it answered?"),
        choices=[
            ("advised", _("Advice given")),
            ("signposted", _("Shown the way to other help")),
            ("no_contact", _("Declined: no contact possible")),
            ("declines", _("Declined: the person does not want help now")),
            ("elsewhere", _("Declined: another desk is competent")),
            ("error", _("Declined: entered in error")),
            ("drill", _("Declined: it was a drill")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("With whom did you speak, and what was said?"),
        max_length=NOTE,
        help_text=_("Read by the desk only, never by the sender."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def clean_reason(self) -> Referral.Reason:
        """Give the reason as the code that it is."""
        return Referral.Reason(self.cleaned_data["reason"])


class UrgencyForm(PageForm):
    """Another class of urgency; a lower one needs its reason."""

    urgency = forms.ChoiceField(label=_("Lower to"), choices=Referral.Urgency.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why is it less urgent?"), max_length=200, error_messages={"required": _("Enter why it is less urgent")}
    )


class LockForm(PageForm):
    """Why the person may be contacted directly now."""

    lock_reason = forms.CharField(
        label=_("Why may the person be contacted directly now?"),
        max_length=200,
        help_text=_("For example: the referrer says that it is safe now."),
        error_messages={"required": _("Enter why the person may be contacted directly now")},
    )


class AgeForm(PageForm):
    """How the desk settled whether somebody unwilling is a child."""

    is_child = forms.ChoiceField(
        label=_("What was found?"),
        choices=[("yes", _("A child: open name and contact")), ("no", _("An adult who says no: destroy name and contact"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what was found")},
    )
    age_reason = forms.CharField(
        label=_("How was the age settled?"), max_length=200, error_messages={"required": _("Enter how the age was settled")}
    )


class QuestionForm(PageForm):
    """A question to a sender without an account."""

    question = forms.CharField(
        label=_("What do you want to ask the sender?"),
        max_length=NOTE,
        help_text=_("Read by whoever has the key. No names, and nothing about the person."),
        error_messages={"required": _("Enter what you want to ask")},
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )


class AcceptForm(PageForm):
    """Accepting into a new case, or into a known one of one's own."""

    reference = line_field(_("Reference of a case of yours"), 12, _("Left empty: a new case is opened."))
    born = DayField(label=_("Birth date, as the person gives it"), required=False, help_text=_("Left empty: the age stays in doubt."))
    plainly_adult = forms.BooleanField(label=_("Plainly an adult, as seen at first contact"), required=False)
    agrees = forms.BooleanField(label=_("The person agrees now that CMM knows who she or he is"), required=False)


class LookupForm(PageForm):
    """Looking for similar people."""

    names = line_field(_("Names that the person uses"), 200, _("Several with commas between."))
    born = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False)

    def clean_names(self) -> list[str]:
        """Give the names one by one."""
        found = [name.strip() for name in self.cleaned_data["names"].split(",") if name.strip()]
        if not found:
            raise ValidationError(_("Enter a name that the person uses"), code="required")
        return found
