# SPDX-License-Identifier: EUPL-1.2
"""Signs by form of exploitation, with what to do and not to do. They prompt a call; nothing here counts, scores or decides."""
