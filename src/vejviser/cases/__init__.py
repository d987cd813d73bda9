# SPDX-License-Identifier: EUPL-1.2
"""The shared case: events, sections, team, deadlines, the desk and the case page."""
