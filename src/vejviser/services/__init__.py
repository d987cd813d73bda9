# SPDX-License-Identifier: EUPL-1.2
"""Services: what there is to refer to, in whose hands, for whom, and how sure that is. Plain data and functions, no database."""
