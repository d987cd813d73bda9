# SPDX-License-Identifier: EUPL-1.2
"""The page of one case, and everything that is done from it: recording, correcting, forming the team, handing over."""
