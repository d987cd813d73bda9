# SPDX-License-Identifier: EUPL-1.2
"""The addresses of signing in and of administration. The library's names are kept, since it looks its pages up by them."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as codes
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as agency
from allauth.usersessions.views import ListUserSessionsView
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from vejviser.accounts import sign_in_views, views
from vejviser.accounts.confirmed import confirmed
from vejviser.accounts.sign_in_views import page_of

_PASSWORD = "accounts/password/"  # noqa: S105  the beginning of addresses
_SECOND = "accounts/second-factor/"
_PERSON = "accounts/people/<uuid:user>/"

urlpatterns = [
    path("accounts/login/", sign_in_views.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", page_of(account.LogoutView, "accounts/sign_out.html"), name="account_logout"),
    path("accounts/inactive/", page_of(account.AccountInactiveView, "accounts/inactive.html"), name="account_inactive"),
    path("accounts/confirm/", page_of(account.ReauthenticateView, "accounts/confirm.html"), name="account_reauthenticate"),
    path(f"{_PASSWORD}change/", page_of(account.PasswordChangeView, "accounts/password.html"), name="account_change_password"),
    path(
        f"{_PASSWORD}forgotten/",
        login_not_required(page_of(account.PasswordResetView, "accounts/forgotten.html")),
        name="account_reset_password",
    ),
    path(
        f"{_PASSWORD}forgotten/sent/",
        login_not_required(page_of(account.PasswordResetDoneView, "accounts/forgotten_sent.html")),
        name="account_reset_password_done",
    ),
    path(
        f"{_PASSWORD}new/done/",
        login_not_required(page_of(account.PasswordResetFromKeyDoneView, "accounts/new_password_done.html")),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        sign_in_views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("accounts/invitation/<str:token>/", sign_in_views.invitation, name="accounts_invitation"),
    path("accounts/sessions/", page_of(ListUserSessionsView, "accounts/sessions.html"), name="usersessions_list"),
    path(_SECOND, page_of(second_factor.IndexView, "accounts/second_factor.html"), name="mfa_index"),
    path(f"{_SECOND}choose/", sign_in_views.enrol, name="accounts_enrol"),
    path(f"{_SECOND}show/", page_of(second_factor.AuthenticateView, "accounts/show_code.html"), name="mfa_authenticate"),
    path(
        f"{_SECOND}confirm/",
        page_of(second_factor.ReauthenticateView, "accounts/confirm_code.html"),
        name="mfa_reauthenticate",
    ),
    path(f"{_SECOND}app/", confirmed(page_of(codes.ActivateTOTPView, "accounts/app.html")), name="mfa_activate_totp"),
    path(
        f"{_SECOND}app/remove/",
        confirmed(page_of(codes.DeactivateTOTPView, "accounts/app_remove.html")),
        name="mfa_deactivate_totp",
    ),
    path(
        f"{_SECOND}recovery-codes/",
        page_of(recovery.ViewRecoveryCodesView, "accounts/recovery_codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        f"{_SECOND}recovery-codes/new/",
        confirmed(page_of(recovery.GenerateRecoveryCodesView, "accounts/recovery_codes_new.html")),
        name="mfa_generate_recovery_codes",
    ),
    path(f"{_SECOND}passkeys/", page_of(passkeys.ListWebAuthnView, "accounts/passkeys.html"), name="mfa_list_webauthn"),
    path(
        f"{_SECOND}passkeys/add/",
        confirmed(page_of(passkeys.AddWebAuthnView, "accounts/passkey_add.html")),
        name="mfa_add_webauthn",
    ),
    path(f"{_SECOND}passkeys/remove/", sign_in_views.remove_passkey, name="accounts_remove_passkey"),
    path(f"{_SECOND}passkeys/login/", login_not_required(passkeys.LoginWebAuthnView.as_view()), name="mfa_login_webauthn"),
    path(
        f"{_SECOND}passkeys/confirm/",
        page_of(passkeys.ReauthenticateWebAuthnView, "accounts/confirm_passkey.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("accounts/agency/<slug:provider_id>/login/", agency.login, name="openid_connect_login"),
    path("accounts/agency/<slug:provider_id>/login/callback/", agency.callback, name="openid_connect_callback"),
    path("accounts/people/", views.people, name="accounts_people"),
    path("accounts/people/invite/", views.invite, name="accounts_invite"),
    path("accounts/people/invitations/<uuid:invitation>/withdraw/", views.withdraw, name="accounts_withdraw"),
    path("accounts/people/waiting/", views.waiting, name="accounts_waiting"),
    path("accounts/people/waiting/<uuid:asked>/", views.decide_role, name="accounts_decide_role"),
    path(_PERSON, views.person, name="accounts_person"),
    path(f"{_PERSON}roles/", views.ask_for_role, name="accounts_ask_for_role"),
    path(f"{_PERSON}roles/<uuid:held>/end/", views.end_role, name="accounts_end_role"),
    path(f"{_PERSON}retire/", views.retire, name="accounts_retire"),
]
