# SPDX-License-Identifier: EUPL-1.2
"""My desk: what is due, what is late, what is new, what waits for others, and why."""
