# SPDX-License-Identifier: EUPL-1.2
"""Who signs in: users, the roles they hold, invitations, passkeys and one-time codes, sessions."""
