# SPDX-License-Identifier: EUPL-1.2
"""Keys and encryption: a key per file and section, in a key store apart from the database; shredding."""
