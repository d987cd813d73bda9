# SPDX-License-Identifier: EUPL-1.2
"""The list of one's cases, and the search for one by its reference."""
