# SPDX-License-Identifier: EUPL-1.2
"""The software of the national referral mechanism for presumed victims of trafficking in human beings."""

from __future__ import annotations

__version__ = "0.1.0"
