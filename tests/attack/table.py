# SPDX-License-Identifier: EUPL-1.2
"""Who gets an answer at which address: written by hand, one row an address; whoever is not named gets the answer of an absent page.

A new address has no row, and fails until somebody has said here who may.
"""

from __future__ import annotations

from typing import NamedTuple

from vejviser.access.roles import CONTACT_LOG, INTAKE, Role

Roles = frozenset[Role]
EVERYBODY: Roles = frozenset(Role)
NOBODY: Roles = frozenset()
ADMINISTRATORS: Roles = frozenset({Role.ADMINISTRATOR})
WITH_DESK: Roles = EVERYBODY - {Role.ADMINISTRATOR, Role.STATISTICIAN}
ON_TEAM: Roles = WITH_DESK - {Role.CMM_HOTLINE, Role.REFERRER, Role.COURT}
LEADS: Roles = frozenset({Role.CMM_COORDINATOR})
READS_REPORT: Roles = frozenset({Role.CMM_COORDINATOR, Role.LAWYER, Role.REPRESENTATIVE, Role.DATA_PROTECTION_OFFICER})
WRITES_SUPPORT: Roles = frozenset({Role.CMM_COORDINATOR, Role.NGO_SOCIAL_WORKER, Role.SHELTER_STAFF, Role.HOPENOW_WORKER})
WRITES_NOTES: Roles = ON_TEAM - {Role.CMM_DUTY_OFFICER, Role.MUNICIPALITY_WORKER, Role.DATA_PROTECTION_OFFICER}
UNDELIVERED: Roles = INTAKE | ADMINISTRATORS
SENDER: Roles = frozenset({Role.POLICE_FIRST_RESPONDER})
ROTA: Roles = INTAKE | ADMINISTRATORS
# The people of an organisation see who is on duty there; these are of the organisation that is asked for.
COLLEAGUES: Roles = ROTA | {Role.CMM_INTERVIEWER, Role.CMM_HOTLINE, Role.STATISTICIAN, Role.DATA_PROTECTION_OFFICER}


class Row(NamedTuple):
    """Who gets an answer to GET, and to POST of an empty form (None: as to GET)."""

    get: Roles
    post: Roles | None = None


# The first parts of the addresses of the public pages, which stand in the site as they are and below the tag of a language.
PUBLIC = frozenset({"", "safety", "accessible", "signs", "rights", "refer", "mechanism", "trying", "directory", "hsds"})
_OPEN = (
    "/.well-known/security.txt",
    "/accessibility/",
    "/accounts/confirm/",
    "/accounts/inactive/",
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/password/forgotten/",
    "/accounts/password/forgotten/sent/",
    "/accounts/password/new/done/",
    "/accounts/password/new/{uidb36}-{key}/",
    "/accounts/second-factor/",
    "/accounts/second-factor/app/",
    "/accounts/second-factor/app/remove/",
    "/accounts/second-factor/choose/",
    "/accounts/second-factor/confirm/",
    "/accounts/second-factor/passkeys/",
    "/accounts/second-factor/passkeys/add/",
    "/accounts/second-factor/passkeys/confirm/",
    "/accounts/second-factor/passkeys/login/",
    "/accounts/second-factor/passkeys/remove/",
    "/accounts/second-factor/recovery-codes/",
    "/accounts/second-factor/recovery-codes/new/",
    "/accounts/second-factor/show/",
    "/accounts/sessions/",
    "/inbox/new/",
    "/inbox/sent/",
    "/language/",
    "/notices/",
    "/notices/seen/",
    "/organisations/",
    "/organisations/{organisation}/",
    "/privacy/",
    "/ready",
    "/robots.txt",
)
_ABSENT = ("/accounts/agency/{provider_id}/login/", "/accounts/agency/{provider_id}/login/callback/", "/accounts/invitation/{token}/")
_ADMINISTRATION = (
    "/accounts/people/",
    "/accounts/people/invite/",
    "/accounts/people/waiting/",
    "/accounts/people/waiting/{asked}/",
    "/accounts/people/{user}/",
    "/accounts/people/{user}/retire/",
    "/accounts/people/{user}/roles/",
    "/accounts/people/{user}/roles/{held}/end/",
    "/organisations/{organisation}/contracts/",
    "/organisations/{organisation}/desk/",
    "/organisations/{organisation}/domains/",
    "/organisations/{organisation}/units/",
)
_CASE = "/cases/{case_id}/"
_ENTRY = f"{_CASE}entries/{{entry_id}}/"
_REFERRAL = "/inbox/{referral_id}/"
TABLE: dict[str, Row] = {
    **dict.fromkeys(_OPEN, Row(EVERYBODY)),
    **dict.fromkeys(_ABSENT, Row(NOBODY)),
    **dict.fromkeys(_ADMINISTRATION, Row(ADMINISTRATORS)),
    # No open invitation, contract or turn has the id that is asked for.
    "/accounts/people/invitations/{invitation}/withdraw/": Row(NOBODY),
    "/organisations/{organisation}/contracts/{contract}/end/": Row(NOBODY),
    "/organisations/{organisation}/rota/": Row(COLLEAGUES),
    "/organisations/{organisation}/rota/add/": Row(ROTA),
    "/organisations/{organisation}/rota/{turn}/remove/": Row(NOBODY),
    "/cases/": Row(WITH_DESK),
    "/cases/export/": Row(WITH_DESK),
    "/cases/references/": Row(WITH_DESK),
    "/desk/": Row(WITH_DESK),
    "/desk/export/": Row(WITH_DESK),
    _CASE: Row(ON_TEAM),
    f"{_CASE}print/": Row(ON_TEAM),
    f"{_CASE}timeline.svg": Row(ON_TEAM),
    f"{_CASE}what-if/": Row(ON_TEAM),
    f"{_CASE}what-if/print/": Row(ON_TEAM),
    f"{_CASE}conflict/": Row(ON_TEAM),
    f"{_CASE}record/": Row(ON_TEAM),
    # A form without its own number is no form of ours.
    f"{_CASE}record/{{kind}}/": Row(WRITES_SUPPORT, NOBODY),
    f"{_CASE}write/{{kind}}/": Row(WRITES_NOTES, NOBODY),
    f"{_ENTRY}correct/": Row(WRITES_SUPPORT, NOBODY),
    f"{_ENTRY}withdraw/": Row(WRITES_SUPPORT, NOBODY),
    f"{_CASE}drafts/{{draft_id}}/": Row(LEADS),
    f"{_CASE}drafts/{{draft_id}}/drop/": Row(LEADS),
    f"{_CASE}hand-over/": Row(LEADS, NOBODY),
    f"{_CASE}link/": Row(LEADS, NOBODY),
    f"{_CASE}team/": Row(ON_TEAM, LEADS),
    f"{_CASE}team/{{assignment_id}}/end/": Row(LEADS),
    f"{_CASE}opened/": Row(READS_REPORT),
    f"{_CASE}opened/print/": Row(READS_REPORT),
    f"{_CASE}opened/export/": Row(READS_REPORT),
    "/contacts/": Row(CONTACT_LOG),
    "/contacts/export/": Row(CONTACT_LOG),
    "/contacts/new/": Row(CONTACT_LOG),
    "/contacts/{contact_id}/": Row(CONTACT_LOG),
    "/contacts/{contact_id}/refer/": Row(CONTACT_LOG),
    "/inbox/": Row(INTAKE),
    "/inbox/export/": Row(INTAKE),
    "/inbox/sent/{referral_id}/": Row(SENDER),
    _REFERRAL: Row(INTAKE),
    **{f"{_REFERRAL}{act}/": Row(INTAKE) for act in ("back", "close", "differs", "match", "take")},
    **{f"{_REFERRAL}{act}/": Row(INTAKE) for act in ("end", "identity", "lock", "urgency")},
    # The referral of the kit came from an account, is no exception, leaves no age open, names no place, and was added to by nobody.
    **{f"{_REFERRAL}{act}/": Row(NOBODY) for act in ("age", "confirm", "place", "question", "verified")},
    f"{_REFERRAL}additions/{{part_id}}/": Row(NOBODY),
    # Accepting opens a case, and that is for who will lead it.
    f"{_REFERRAL}accept/": Row(LEADS),
    f"{_REFERRAL}ask/": Row(NOBODY),
    "/notices/undelivered/": Row(UNDELIVERED, NOBODY),
}
