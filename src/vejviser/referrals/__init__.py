# SPDX-License-Identifier: EUPL-1.2
"""What arrives before there is a case: the referral inbox of a desk and the contact log."""
