# SPDX-License-Identifier: EUPL-1.2
"""Invented installations: the demo that `make run` loads, and the kit that outside checks use."""
