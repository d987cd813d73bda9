# SPDX-License-Identifier: EUPL-1.2
"""Many cases at once: read as lines, in bounded memory."""
