# SPDX-License-Identifier: EUPL-1.2
"""The command line."""

from __future__ import annotations

from vejviser import __version__


def main() -> int:
    """Print the version; returns the exit code."""
    print(f"vejviser {__version__}")
    return 0
