# SPDX-License-Identifier: EUPL-1.2
"""How Django finds this part."""

from __future__ import annotations

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """What arrives before there is a case: the referral inbox of a desk and the contact log."""

    name = "vejviser.referrals"
    label = "referrals"
