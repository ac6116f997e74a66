from django.urls import URLPattern, URLResolver, path

from triage.views import (
    draft_edits,
    drafts,
    early_involvement,
    explanation,
    money,
    money_lines,
    overrides,
    queue,
    requests,
    rubrics,
    what_if,
    workbench,
)

app_name = "triage"

_REQUEST = "requests/<str:number>/"
_WORKBENCH = "queue/<str:number>/"
_DRAFT = "rubrics/drafts/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("requests/", requests.mine, name="mine"),
    path(_REQUEST, requests.request, name="request"),
    path(f"{_REQUEST}money/lines/", money_lines.request_money, name="request_money"),
    path(f"{_REQUEST}why/", explanation.why, name="why"),
    path(f"{_REQUEST}scores/", explanation.scores, name="scores"),
    path(f"{_REQUEST}scores/<int:pk>/", explanation.score, name="score"),
    path(f"{_REQUEST}money/figures/", money.money_figures, name="money_figures"),
    path(
        f"{_REQUEST}money/figures/export.csv",
        money.money_figures_csv,
        name="money_figures_csv",
    ),
    path("queue/", queue.queue, name="queue"),
    path("queue/export.csv", queue.queue_csv, name="queue_csv"),
    path("queue/assign/", queue.assign_many, name="assign_many"),
    path(
        "early-involvement/",
        early_involvement.early_involvement,
        name="early_involvement",
    ),
    path(
        "early-involvement/export.csv",
        early_involvement.early_involvement_csv,
        name="early_involvement_csv",
    ),
    path("overrides/", overrides.overrides, name="overrides"),
    path("overrides/export.csv", overrides.overrides_csv, name="overrides_csv"),
    path(_WORKBENCH, workbench.workbench, name="workbench"),
    path(f"{_WORKBENCH}assign/", workbench.assign, name="assign"),
    path(f"{_WORKBENCH}decide/", workbench.decide, name="decide"),
    path(f"{_WORKBENCH}tier/", workbench.set_tier, name="set_tier"),
    path(f"{_WORKBENCH}tier/lift/", workbench.lift_tier, name="lift_tier"),
    path(f"{_WORKBENCH}confirm/", workbench.confirm, name="confirm"),
    path(f"{_WORKBENCH}send-back/", workbench.send_back, name="send_back"),
    path("rubrics/", rubrics.rubrics, name="rubrics"),
    path("rubrics/compare/", rubrics.compare, name="compare"),
    path("rubrics/versions/<str:version>/", rubrics.rubric, name="rubric"),
    path(
        "rubrics/versions/<str:version>/rubric.json",
        rubrics.rubric_json,
        name="rubric_json",
    ),
    path("rubrics/drafts/", rubrics.start_draft, name="start_draft"),
    path(_DRAFT, drafts.draft, name="draft"),
    path(f"{_DRAFT}publish/", drafts.publish, name="publish"),
    path(f"{_DRAFT}discard/", drafts.discard_draft, name="discard_draft"),
    path(f"{_DRAFT}weights/", draft_edits.edit_weights, name="edit_weights"),
    path(f"{_DRAFT}points/<str:section>/", draft_edits.edit_points, name="edit_points"),
    path(f"{_DRAFT}tiers/", draft_edits.edit_tiers, name="edit_tiers"),
    path(f"{_DRAFT}lateness/", draft_edits.edit_lateness, name="edit_lateness"),
    path(f"{_DRAFT}rules/", draft_edits.edit_escalators, name="edit_escalators"),
    path(
        f"{_DRAFT}rules/<str:rule>/", draft_edits.edit_escalator, name="edit_escalator"
    ),
    path(
        f"{_DRAFT}rules/<str:rule>/remove/",
        draft_edits.remove_escalator,
        name="remove_escalator",
    ),
    path(
        f"{_DRAFT}questions/<str:section>/",
        draft_edits.edit_questions,
        name="edit_questions",
    ),
    path(
        f"{_DRAFT}questions/<str:section>/<str:question>/",
        draft_edits.edit_question,
        name="edit_question",
    ),
    path(
        f"{_DRAFT}questions/<str:section>/<str:question>/remove/",
        draft_edits.remove_question,
        name="remove_question",
    ),
    path("rubrics/try/", what_if.sliders, name="sliders"),
    path("rubrics/try/draft/", what_if.draft_from_weights, name="draft_from_weights"),
    path(f"{_DRAFT}try/", what_if.draft_sliders, name="draft_sliders"),
    path(f"{_DRAFT}try/take/", what_if.take_weights, name="take_weights"),
    path(f"{_DRAFT}what-if/", what_if.what_if, name="what_if"),
    path(f"{_DRAFT}what-if/open.csv", what_if.what_if_csv, name="what_if_csv"),
    path(
        f"{_DRAFT}what-if/decisions.csv",
        what_if.what_if_decisions_csv,
        name="what_if_decisions_csv",
    ),
    path(f"{_DRAFT}recut/", what_if.recut, name="recut"),
    path(f"{_DRAFT}recut/take/", what_if.take_cuts, name="take_cuts"),
]
