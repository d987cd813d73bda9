# SPDX-License-Identifier: EUPL-1.2
"""Attacks on the pages: who obtains what, generated from the URL map and the marks of the test kit."""
