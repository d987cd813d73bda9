# SPDX-License-Identifier: EUPL-1.2
"""The version of JSON Schema that all schemas are written in."""

from __future__ import annotations

from typing import Final

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
