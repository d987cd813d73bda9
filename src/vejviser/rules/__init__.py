# SPDX-License-Identifier: EUPL-1.2
"""The rule engine: a mechanism as data, and everything that follows from the facts of a case.

Pure: no clock of its own, no network, no database; the only reading it does is of the folder of a mechanism.
Nothing of a country is written here; a country is a folder of TOML files (see `vejviser.mechanisms`).
"""

from __future__ import annotations
