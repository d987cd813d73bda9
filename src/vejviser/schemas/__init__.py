# SPDX-License-Identifier: EUPL-1.2
"""JSON Schemas (2020-12) made from the code: of a case file from the vocabulary of a mechanism, of answers and packs from their structs."""

from __future__ import annotations

from vejviser.schemas.answers import assessment_schema, contact_schema
from vejviser.schemas.case_file import case_schema
from vejviser.schemas.pack import mechanism_schema

__all__ = ["assessment_schema", "case_schema", "contact_schema", "mechanism_schema"]
