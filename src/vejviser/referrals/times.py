# SPDX-License-Identifier: EUPL-1.2
"""How long what comes from outside is kept. No law says it (A55): each is an organisational target, beside answer_times.TARGETS."""

from __future__ import annotations

import datetime as dt
from typing import Final

# [organisational target] Additions, status and withdrawal by reference and key words.
RECEIPT_KEPT: Final = dt.timedelta(days=30)
# [organisational target] A form that was saved and not sent.
DRAFT_KEPT: Final = dt.timedelta(hours=72)
# [organisational target] The one reminder of a saved form, so long before it expires.
DRAFT_REMINDED: Final = dt.timedelta(hours=24)
# [organisational target] The number that is mailed when a saved form is opened.
NUMBER_VALID: Final = dt.timedelta(minutes=10)
# [organisational target] The one-time link that proves an address.
PROOF_VALID: Final = dt.timedelta(hours=72)
# [organisational target] The referrer's contact in a notice or consultation.
NOTICE_CONTACT_KEPT: Final = dt.timedelta(days=30)
# [organisational target] A place that a citizen named.
PLACE_TIP_KEPT: Final = dt.timedelta(days=30)
# [organisational target] What was struck, or left by the desk, until its key is destroyed.
STRUCK_KEPT: Final = dt.timedelta(hours=24)
# [organisational target] A second person confirms an exception by the end of so many working days.
CONFIRMED_WITHIN_DAYS: Final = 1
