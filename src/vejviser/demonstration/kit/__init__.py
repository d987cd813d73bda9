# SPDX-License-Identifier: EUPL-1.2
"""The test kit: an installation in which every text is marked, so that checks from outside see who obtained what."""
