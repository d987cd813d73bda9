# SPDX-License-Identifier: EUPL-1.2
"""What somebody who reads a picture of a case, on paper or aloud, is promised."""
