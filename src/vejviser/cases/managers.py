# SPDX-License-Identifier: EUPL-1.2
"""The door to every table of cases: no query without an actor."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from vejviser.access.context import current_actor

Row = TypeVar("Row", bound=models.Model)


class ActorManager(models.Manager[Row]):
    """Refuses a query outside an actor context. What the actor may see is asked through `access.querysets`."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """Give all rows; row security leaves those that the actor may see.

        Raises:
            NoActor: nobody acts.

        """
        current_actor()
        return super().get_queryset()
