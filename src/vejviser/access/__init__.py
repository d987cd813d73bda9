# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with which case: one table of the policy, rendered as object check, queryset and row security."""
