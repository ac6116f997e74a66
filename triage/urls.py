from django.urls import URLPattern, URLResolver, path

from triage.views import overrides, queue, requests, workbench

app_name = "triage"

urlpatterns: list[URLPattern | URLResolver] = [
    path("requests/", requests.mine, name="mine"),
    path("requests/<str:number>/", requests.request, name="request"),
    path("queue/", queue.queue, name="queue"),
    path("queue/export.csv", queue.queue_csv, name="queue_csv"),
    path("queue/assign/", queue.assign_many, name="assign_many"),
    path("overrides/", overrides.overrides, name="overrides"),
    path("overrides/export.csv", overrides.overrides_csv, name="overrides_csv"),
    path("queue/<str:number>/", workbench.workbench, name="workbench"),
    path("queue/<str:number>/assign/", workbench.assign, name="assign"),
    path("queue/<str:number>/decide/", workbench.decide, name="decide"),
    path("queue/<str:number>/tier/", workbench.set_tier, name="set_tier"),
    path("queue/<str:number>/tier/lift/", workbench.lift_tier, name="lift_tier"),
    path("queue/<str:number>/confirm/", workbench.confirm, name="confirm"),
    path("queue/<str:number>/send-back/", workbench.send_back, name="send_back"),
]
