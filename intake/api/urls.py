from django.urls import path

from intake.api import views

app_name = "intake_api"

urlpatterns = [
    path("questionnaire/", views.QuestionnaireView.as_view(), name="questionnaire"),
    path("requests/", views.RequestsView.as_view(), name="requests"),
    path("requests/<str:number>/", views.RequestView.as_view(), name="request"),
    path("requests/<str:number>/answers/", views.AnswersView.as_view(), name="answers"),
    path("requests/<str:number>/submit/", views.SubmitView.as_view(), name="submit"),
]
