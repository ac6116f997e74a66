from django.urls import URLPattern, URLResolver, path

from triage.views import (
    draft_edits,
    drafts,
    early_involvement,
    explanation,
    overrides,
    queue,
    requests,
    rubrics,
    what_if,
    workbench,
)

app_name = "triage"

urlpatterns: list[URLPattern | URLResolver] = [
    path("requests/", requests.mine, name="mine"),
    path("requests/<str:number>/", requests.request, name="request"),
    path("requests/<str:number>/why/", explanation.why, name="why"),
    path("requests/<str:number>/scores/", explanation.scores, name="scores"),
    path("requests/<str:number>/scores/<int:pk>/", explanation.score, name="score"),
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
    path("queue/<str:number>/", workbench.workbench, name="workbench"),
    path("queue/<str:number>/assign/", workbench.assign, name="assign"),
    path("queue/<str:number>/decide/", workbench.decide, name="decide"),
    path("queue/<str:number>/tier/", workbench.set_tier, name="set_tier"),
    path("queue/<str:number>/tier/lift/", workbench.lift_tier, name="lift_tier"),
    path("queue/<str:number>/confirm/", workbench.confirm, name="confirm"),
    path("queue/<str:number>/send-back/", workbench.send_back, name="send_back"),
    path("rubrics/", rubrics.rubrics, name="rubrics"),
    path("rubrics/compare/", rubrics.compare, name="compare"),
    path("rubrics/versions/<str:version>/", rubrics.rubric, name="rubric"),
    path(
        "rubrics/versions/<str:version>/rubric.json",
        rubrics.rubric_json,
        name="rubric_json",
    ),
    path("rubrics/drafts/", rubrics.start_draft, name="start_draft"),
    path("rubrics/drafts/<int:pk>/", drafts.draft, name="draft"),
    path("rubrics/drafts/<int:pk>/publish/", drafts.publish, name="publish"),
    path(
        "rubrics/drafts/<int:pk>/discard/", drafts.discard_draft, name="discard_draft"
    ),
    path(
        "rubrics/drafts/<int:pk>/weights/",
        draft_edits.edit_weights,
        name="edit_weights",
    ),
    path(
        "rubrics/drafts/<int:pk>/points/<str:section>/",
        draft_edits.edit_points,
        name="edit_points",
    ),
    path("rubrics/drafts/<int:pk>/tiers/", draft_edits.edit_tiers, name="edit_tiers"),
    path(
        "rubrics/drafts/<int:pk>/lateness/",
        draft_edits.edit_lateness,
        name="edit_lateness",
    ),
    path(
        "rubrics/drafts/<int:pk>/rules/",
        draft_edits.edit_escalators,
        name="edit_escalators",
    ),
    path(
        "rubrics/drafts/<int:pk>/rules/<str:rule>/",
        draft_edits.edit_escalator,
        name="edit_escalator",
    ),
    path(
        "rubrics/drafts/<int:pk>/rules/<str:rule>/remove/",
        draft_edits.remove_escalator,
        name="remove_escalator",
    ),
    path(
        "rubrics/drafts/<int:pk>/questions/<str:section>/",
        draft_edits.edit_questions,
        name="edit_questions",
    ),
    path(
        "rubrics/drafts/<int:pk>/questions/<str:section>/<str:question>/",
        draft_edits.edit_question,
        name="edit_question",
    ),
    path(
        "rubrics/drafts/<int:pk>/questions/<str:section>/<str:question>/remove/",
        draft_edits.remove_question,
        name="remove_question",
    ),
    path("rubrics/try/", what_if.sliders, name="sliders"),
    path("rubrics/try/draft/", what_if.draft_from_weights, name="draft_from_weights"),
    path("rubrics/drafts/<int:pk>/try/", what_if.draft_sliders, name="draft_sliders"),
    path(
        "rubrics/drafts/<int:pk>/try/take/", what_if.take_weights, name="take_weights"
    ),
    path("rubrics/drafts/<int:pk>/what-if/", what_if.what_if, name="what_if"),
    path(
        "rubrics/drafts/<int:pk>/what-if/open.csv",
        what_if.what_if_csv,
        name="what_if_csv",
    ),
    path(
        "rubrics/drafts/<int:pk>/what-if/decisions.csv",
        what_if.what_if_decisions_csv,
        name="what_if_decisions_csv",
    ),
    path("rubrics/drafts/<int:pk>/recut/", what_if.recut, name="recut"),
    path("rubrics/drafts/<int:pk>/recut/take/", what_if.take_cuts, name="take_cuts"),
]
