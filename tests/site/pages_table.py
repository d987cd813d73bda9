# SPDX-License-Identifier: EUPL-1.2
"""Which addresses are no pages to look at, and why. Every other address is a page, and is looked at in both languages and at two widths."""

from __future__ import annotations

_FORM = "takes a form and leads on"
_FILE = "gives a file"
_GONE = "its link is good for one person once; tests of the accounts follow it"

NOT_PAGES = {
    "/.well-known/security.txt": _FILE,
    "/ready": _FILE,
    "/robots.txt": _FILE,
    "/language/": _FORM,
    "/cases/export/": _FILE,
    "/desk/export/": _FILE,
    "/contacts/export/": _FILE,
    "/inbox/export/": _FILE,
    "/cases/{case_id}/opened/export/": _FILE,
    "/cases/{case_id}/timeline.svg": _FILE,
    "/accounts/agency/{provider_id}/login/": "leads to the sign-in of an agency; tests of the accounts follow it",
    "/accounts/agency/{provider_id}/login/callback/": "comes from the sign-in of an agency",
    "/accounts/invitation/{token}/": _GONE,
    "/accounts/password/new/{uidb36}-{key}/": _GONE,
    "/organisations/{organisation}/contracts/{contract}/end/": _FORM,
    "/accounts/people/waiting/{asked}/": "needs a second administrator's question; tests of the accounts ask one",
}
