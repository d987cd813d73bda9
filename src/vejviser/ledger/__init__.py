# SPDX-License-Identifier: EUPL-1.2
"""What happened: every read of a case and every write, append-only, in a Merkle tree with signed checkpoints."""
