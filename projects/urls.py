from django.urls import URLPattern, URLResolver, path

from projects import views

app_name = "projects"

urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/", views.projects, name="projects"),
    path("projects/export.csv", views.export, name="export"),
    path("projects/<str:ref>/", views.project, name="project"),
    path("projects/<str:ref>/move/", views.move, name="move"),
    path("projects/<str:ref>/note/", views.note, name="note"),
]
