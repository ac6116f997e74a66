from django.urls import path

from triage.api import docs, rubrics, views

app_name = "triage_api"

urlpatterns = [
    path("schema/", docs.schema, name="schema"),
    path("docs/", docs.docs, name="docs"),
    path("v1/rubrics/", rubrics.RubricsView.as_view(), name="rubrics"),
    path("v1/rubrics/<str:version>/", rubrics.RubricView.as_view(), name="rubric"),
    path(
        "v1/requests/<str:number>/assessments/",
        views.AssessmentsView.as_view(),
        name="assessments",
    ),
    path(
        "v1/requests/<str:number>/assessments/<int:pk>/",
        views.AssessmentView.as_view(),
        name="assessment",
    ),
]
