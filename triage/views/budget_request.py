"""Budget requests: read, kept as versions, compared, signed off and downloaded."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.actors import Actor
from accounts.errors import DomainError
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from intake.models import ProjectRequest
from triage import services
from triage.budget_request import Document
from triage.exports import budget_request as sheet
from triage.models import BudgetRequest
from triage.selectors.budget_request import (
    Paper,
    budget_page,
    compared,
    default_year,
    status_says,
    years_offered,
)
from triage.services.budget_requests import (
    CannotSign,
    NothingNew,
    current_document,
    stored_document,
)

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

View = Callable[..., HttpResponseBase]


def _of_it(view: View) -> View:
    """The same page for IT as a whole, for readers of triage."""

    @requires(Permission.TRIAGE_SEE)
    def of_it(request: SignedInRequest, /, **address: int) -> HttpResponseBase:
        return view(request, number=None, **address)

    return of_it


@require_GET
def budget_request(
    request: SignedInRequest,
    number: str | None,
    year: int | None = None,
    version: int | None = None,
) -> HttpResponse:
    paper = _paper(request, number, year)
    return _page(request, paper, _version(paper, version))


@require_POST
@requires(Permission.BUDGET_DRAFT)
def keep(request: SignedInRequest, number: str | None, year: int) -> HttpResponse:
    paper = _paper(request, number, year)
    try:
        kept = services.draft_budget_request(
            project_request=paper.request,
            fiscal_year=paper.fiscal_year,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except NothingNew as error:
        messages.info(request, str(error))
        return redirect(paper.url("budget_version", error.newest.version))
    except DomainError as error:
        return _page(request, paper, None, error)
    says = _("Version %(version)d is kept as a draft.")
    messages.success(request, says % {"version": kept.version})
    return redirect(paper.url("budget_version", kept.version))


@require_POST
@requires(Permission.BUDGET_SIGN)
def sign(
    request: SignedInRequest, number: str | None, year: int, version: int
) -> HttpResponse:
    paper = _paper(request, number, year)
    found = _version(paper, version)
    if found is None:
        raise Http404
    try:
        services.sign_budget_request(
            budget_request=found, by=Actor.of(request.user), now=timezone.now()
        )
    except CannotSign as error:
        return _page(request, paper, _version(paper, version), error)
    says = _("Version %(version)d is signed off.")
    messages.success(request, says % {"version": found.version})
    return redirect(paper.url("budget_version", found.version))


@require_GET
def compare(request: SignedInRequest, number: str | None, year: int) -> HttpResponse:
    paper = _paper(request, number, year)
    rows = BudgetRequest.objects.filter(
        project_request=paper.request, fiscal_year=paper.fiscal_year
    ).select_related("signed_by")
    by_version = {str(row.version): row for row in rows.order_by("version")}
    if not by_version:
        raise Http404
    before = (
        by_version.get(request.GET.get("from", "")) or list(by_version.values())[-1]
    )
    page = compared(
        paper=paper,
        before=before,
        after=by_version.get(request.GET.get("to", "")),
        now=timezone.now(),
    )
    return render(request, "triage/budget_compare.html", {"page": page})


@require_GET
def docx(
    request: SignedInRequest, number: str | None, year: int, version: int | None = None
) -> HttpResponse:
    # An eighth of a second, which no other page has to wait for.
    from triage.budget_request.docx import as_docx

    paper = _paper(request, number, year)
    found = _version(paper, version)
    content = as_docx(_document(paper, found), status_says(found), _is_draft(found))
    name = _file_name(paper, found)
    return HttpResponse(
        content,
        content_type=_DOCX,
        headers={"Content-Disposition": f'attachment; filename="{name}.docx"'},
    )


@require_GET
def csv(
    request: SignedInRequest, number: str | None, year: int, version: int | None = None
) -> StreamingHttpResponse:
    paper = _paper(request, number, year)
    found = _version(paper, version)
    document = _document(paper, found)
    rows = sheet.rows(document, status_says(found))
    return csv_response(_file_name(paper, found), sheet.headers(document), rows)


it_budget_request = _of_it(budget_request)
it_keep = _of_it(keep)
it_sign = _of_it(sign)
it_compare = _of_it(compare)
it_docx = _of_it(docx)
it_csv = _of_it(csv)


def _paper(request: SignedInRequest, number: str | None, year: int | None) -> Paper:
    """The paper meant, as far as the reader may see it.

    :raises Http404: no such request for them, or no such year.
    """
    today = timezone.localdate()
    if year is not None and year not in years_offered(today):
        raise Http404
    found = None
    if number is not None:
        visible = ProjectRequest.objects.visible_to(request.user).select_related(
            "department__liaison", "category", "assignee"
        )
        found = get_object_or_404(visible, number=number)
    return Paper(found, year or default_year(today))


def _version(paper: Paper, version: int | None) -> BudgetRequest | None:
    if version is None:
        return None
    rows = BudgetRequest.objects.select_related("made_by", "signed_by")
    return get_object_or_404(
        rows,
        project_request=paper.request,
        fiscal_year=paper.fiscal_year,
        version=version,
    )


def _document(paper: Paper, version: BudgetRequest | None) -> Document:
    if version is not None:
        return stored_document(version)
    return current_document(paper.request, paper.fiscal_year, now=timezone.now())


def _is_draft(version: BudgetRequest | None) -> bool:
    return version is None or version.signed_at is None


def _file_name(paper: Paper, version: BudgetRequest | None) -> str:
    return f"{paper.file_name}-v{version.version}" if version else paper.file_name


def _page(
    request: SignedInRequest,
    paper: Paper,
    version: BudgetRequest | None,
    conflict: DomainError | None = None,
) -> HttpResponse:
    page = budget_page(
        paper=paper, version=version, reader=request.user, now=timezone.now()
    )
    context = {"page": page, "conflict": conflict}
    status = 409 if conflict else 200
    return render(request, "triage/budget_request.html", context, status=status)
