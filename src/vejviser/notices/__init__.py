# SPDX-License-Identifier: EUPL-1.2
"""What reaches people by itself: deadlines at night, escalations, and mail without content."""
