# SPDX-License-Identifier: EUPL-1.2
"""Backup, restore and the drill that proves a restored copy."""
