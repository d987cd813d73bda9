# SPDX-License-Identifier: EUPL-1.2
"""The organisations of the mechanism: their roles, contracts with validity, duty rota."""
