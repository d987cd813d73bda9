# SPDX-License-Identifier: EUPL-1.2
"""The database changes of this part, in their order."""
