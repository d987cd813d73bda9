# SPDX-License-Identifier: EUPL-1.2
"""The tables of the key store."""

from __future__ import annotations

# "VEJV" in ASCII: what tells a key store from any other SQLite file.
APPLICATION = 0x56454A56
VERSION = 1
REFUSED_BY_TOMBSTONE = "shredded"

# The tombstone guards inside the store, so that no process can give a shredded file a key again, whatever it had read before.
_TOMBSTONE = """
CREATE TRIGGER {table}_of_no_shredded_file BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM shredded WHERE file = NEW.file)
BEGIN SELECT RAISE(ABORT, '{refused}'); END;
"""

SCHEMA = f"""
BEGIN;
CREATE TABLE master_keys (
    number INTEGER PRIMARY KEY,
    key_id TEXT NOT NULL UNIQUE,
    wraps INTEGER NOT NULL CHECK (wraps IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX one_master_wraps ON master_keys (wraps) WHERE wraps = 1;
CREATE TABLE section_keys (
    file BLOB NOT NULL,
    section TEXT NOT NULL,
    version INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    master INTEGER NOT NULL REFERENCES master_keys,
    PRIMARY KEY (file, section, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE own_keys (
    purpose TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL,
    master INTEGER NOT NULL REFERENCES master_keys
) STRICT, WITHOUT ROWID;
CREATE TABLE shredded (file BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE names (
    name_key BLOB NOT NULL,
    file BLOB NOT NULL,
    PRIMARY KEY (name_key, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_of_file ON names (file);
{_TOMBSTONE.format(table="section_keys", refused=REFUSED_BY_TOMBSTONE)}
{_TOMBSTONE.format(table="names", refused=REFUSED_BY_TOMBSTONE)}
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {VERSION};
COMMIT;
"""
