# SPDX-License-Identifier: EUPL-1.2
"""A second, plain reading of the contract, written by hand without the engine: what the engine says is compared with it."""
