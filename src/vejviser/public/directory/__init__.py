# SPDX-License-Identifier: EUPL-1.2
"""Who can help: organisations and services, with what is known of them, as pages and in the HSDS standard."""
