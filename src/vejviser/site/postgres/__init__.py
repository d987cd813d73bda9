# SPDX-License-Identifier: EUPL-1.2
"""The embedded PostgreSQL: found, made, started and stopped by this package, so that one machine needs no administrator.

Only a socket, never a port; every role has a random password; the data is readable by the user of the server alone.
"""

from __future__ import annotations

from vejviser.site.postgres.cluster import Cluster
from vejviser.site.postgres.refused import DatabaseRefused

__all__ = ["Cluster", "DatabaseRefused"]
