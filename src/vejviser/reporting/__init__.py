# SPDX-License-Identifier: EUPL-1.2
"""Answers as text for people: what matters first, in whole words, in the language asked for."""
