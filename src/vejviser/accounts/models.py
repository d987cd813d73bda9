# SPDX-License-Identifier: EUPL-1.2
"""Who signs in, the roles they hold and the invitations that let them in. There is no superuser and no impersonation."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from vejviser.access.roles import ROLE_CHOICES


class UserManager(BaseUserManager["User"]):
    """Makes users; a service decides who may."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        """Make a user; without a password only a passkey or an agency's sign-in lets them in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by mail address, in any case of letters."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A named person of an organisation; accounts are never shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="users")
    language = models.CharField(max_length=5, default="da", choices=[("da", "Dansk"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    invented = models.BooleanField(
        default=False, editable=False, help_text="A person of a demo or test kit; a real installation refuses to start with one."
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        """Give the name."""
        return self.name

    def get_full_name(self) -> str:
        """Give the name, as the framework asks for it."""
        return self.name


class RoleHeld(models.Model):
    """A role that a user holds from one instant up to another (or without end). A role alone never opens a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("user", "role", "starts")
        constraints = (
            models.CheckConstraint(condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")), name="accounts_role_in_order"),
            models.CheckConstraint(condition=~models.Q(user=models.F("given_by")), name="accounts_nobody_gives_oneself"),
        )

    def __str__(self) -> str:
        """Give the role."""
        return self.role


class Invitation(models.Model):
    """Lets one person in, once, until it expires. Only a digest of the token in its link is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="invitations")
    language = models.CharField(max_length=5, default="da", choices=[("da", "Dansk"), ("en", "English")])
    roles = ArrayField(models.CharField(max_length=40, choices=ROLE_CHOICES))
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    user = models.OneToOneField(User, on_delete=models.CASCADE, null=True, related_name="invitation", help_text="Who came of it.")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-invited_at",)
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(user=None, withdrawn_at=None),
                name="accounts_one_open_invitation",
            ),
        )

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class RoleRequest(models.Model):
    """A role that an administrator asked for somebody, which a second administrator gives or refuses.

    Exactly one of `user` and `invitation` is set when it is made; a role given to an invitation is held from when it is taken up.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="role_requests")
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, null=True, related_name="role_requests")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    given = models.BooleanField(null=True)

    class Meta:
        ordering = ("asked_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(user=None, invitation__isnull=False) | models.Q(user__isnull=False), name="accounts_for_whom"
            ),
            models.CheckConstraint(condition=~models.Q(asked_by=models.F("decided_by")), name="accounts_two_administrators"),
            models.CheckConstraint(condition=~models.Q(user=models.F("decided_by")), name="accounts_not_ones_own_role"),
        )

    def __str__(self) -> str:
        """Give the role."""
        return self.role
