# SPDX-License-Identifier: EUPL-1.2
"""The first page: whom to reach at this minute, and what to do meanwhile; and what is said about the pages themselves."""
