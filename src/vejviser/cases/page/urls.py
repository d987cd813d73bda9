# SPDX-License-Identifier: EUPL-1.2
"""The addresses of a case's pages. They hold random ids and words of the program, never anything of the case."""

from __future__ import annotations

from django.urls import path

from vejviser.cases.page.views import case, handing, record, team, what_if, withdraw, write

app_name = "case"
urlpatterns = [
    path("cases/<uuid:case_id>/", case.case_page, name="page"),
    path("cases/<uuid:case_id>/print/", case.case_on_paper, name="paper"),
    path("cases/<uuid:case_id>/timeline.svg", case.timeline_picture, name="timeline"),
    path("cases/<uuid:case_id>/what-if/", what_if.what_if, name="what_if"),
    path("cases/<uuid:case_id>/what-if/print/", what_if.what_if_on_paper, name="what_if_paper"),
    path("cases/<uuid:case_id>/record/", record.record_list, name="record_list"),
    path("cases/<uuid:case_id>/record/<slug:kind>/", record.record, name="record"),
    path("cases/<uuid:case_id>/write/<slug:kind>/", write.write, name="write"),
    path("cases/<uuid:case_id>/entries/<uuid:entry_id>/correct/", record.correct, name="correct"),
    path("cases/<uuid:case_id>/entries/<uuid:entry_id>/withdraw/", withdraw.withdraw, name="withdraw"),
    path("cases/<uuid:case_id>/drafts/<uuid:draft_id>/", record.open_draft, name="open_draft"),
    path("cases/<uuid:case_id>/drafts/<uuid:draft_id>/drop/", record.drop_draft, name="drop_draft"),
    path("cases/<uuid:case_id>/team/", team.team, name="team"),
    path("cases/<uuid:case_id>/team/<uuid:assignment_id>/end/", team.end_assignment, name="end_assignment"),
    path("cases/<uuid:case_id>/conflict/", team.conflict, name="conflict"),
    path("cases/<uuid:case_id>/hand-over/", handing.hand_over, name="hand_over"),
    path("cases/<uuid:case_id>/link/", handing.link, name="link"),
]
