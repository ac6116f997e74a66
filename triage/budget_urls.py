"""Addresses of budget requests: of one request, and of IT as a whole (`it_…`)."""

from collections.abc import Callable, Iterator

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from triage.views import budget_request as views

_OF_REQUEST = "requests/<str:number>/budget/"
_OF_IT = "money/budget/"
_YEAR = "FY<int:year>/"
_VERSION = f"{_YEAR}<int:version>/"

View = Callable[..., HttpResponseBase]

_PAGES: tuple[tuple[str, View, View, str], ...] = (
    ("", views.budget_request, views.it_budget_request, "budget_request"),
    (_YEAR, views.budget_request, views.it_budget_request, "budget_request"),
    (f"{_YEAR}keep/", views.keep, views.it_keep, "budget_keep"),
    (f"{_YEAR}compare/", views.compare, views.it_compare, "budget_compare"),
    (f"{_YEAR}request.docx", views.docx, views.it_docx, "budget_docx"),
    (f"{_YEAR}request.csv", views.csv, views.it_csv, "budget_csv"),
    (_VERSION, views.budget_request, views.it_budget_request, "budget_version"),
    (f"{_VERSION}sign/", views.sign, views.it_sign, "budget_sign"),
    (f"{_VERSION}request.docx", views.docx, views.it_docx, "budget_version_docx"),
    (f"{_VERSION}request.csv", views.csv, views.it_csv, "budget_version_csv"),
)


def _patterns() -> Iterator[URLPattern]:
    for rest, of_request, of_it, name in _PAGES:
        yield path(f"{_OF_REQUEST}{rest}", of_request, name=name)
        yield path(f"{_OF_IT}{rest}", of_it, name=f"it_{name}")


urlpatterns = list(_patterns())
