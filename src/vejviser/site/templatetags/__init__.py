# SPDX-License-Identifier: EUPL-1.2
"""Template tags that every page may use."""
