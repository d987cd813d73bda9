# SPDX-License-Identifier: EUPL-1.2
"""The pages of the desk, of those who refer to it, and of the contact log."""
