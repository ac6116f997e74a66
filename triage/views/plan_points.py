"""What requests are worth and what ties them: the two tables behind a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import User
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from intake.models import ProjectRequest
from triage import services
from triage.forms import show_refusal
from triage.forms.plan import CandidateValueForm, LinkForm
from triage.models import CandidateLink, CandidateValue
from triage.selectors.plan import points as selector
from triage.selectors.status import it_status


@dataclass
class PointsRow:
    """One request with its form; `stored` is set where somebody else was faster."""

    request: ProjectRequest
    form: CandidateValueForm
    stored: CandidateValue | None = None
    is_saved: bool = False

    @property
    def status(self) -> str:
        return it_status(self.request)

    @property
    def is_wrong(self) -> bool:
        return bool(self.stored or (self.form.is_bound and self.form.errors))


@require_http_methods(["GET", "POST"])
@requires(Permission.PORTFOLIO_PLAN)
def points(request: SignedInRequest) -> HttpResponse:
    """One form for all rows; each changed row is saved by itself, or says why not."""
    data = request.POST if request.method == "POST" else None
    page, found = selector.points_page(request.user, request.GET.get("page", 1))
    rows = [_row(item, data) for item in found]
    if data is None:
        return render(request, "triage/plan_points.html", {"page": page, "rows": rows})
    for row in rows:
        _save(row, request.user)
    _report(request, rows)
    status = _status(rows)
    if status == 200:
        return redirect(f"{reverse('triage:plan_points')}?page={page.number}")
    context = {
        "page": page,
        "rows": rows,
        "wrong": [row for row in rows if row.is_wrong],
        "form_has_errors": status == 422,
    }
    return render(request, "triage/plan_points.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.PORTFOLIO_PLAN)
def links(request: SignedInRequest) -> HttpResponse:
    choices = selector.linkable(request.user)
    if request.method == "GET":
        return _links_page(request, LinkForm(requests=choices))
    form = LinkForm(request.POST, requests=choices)
    if not form.is_valid():
        return _links_page(request, form, status=422)
    ends = ProjectRequest.objects.in_bulk(
        [form.cleaned_data["first"], form.cleaned_data["second"]]
    )
    try:
        services.link_candidates(
            first=ends[form.cleaned_data["first"]],
            second=ends[form.cleaned_data["second"]],
            kind=form.cleaned_data["kind"],
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as error:
        show_refusal(error, form)
        return _links_page(request, form, status=422)
    except Conflict as error:
        return _links_page(request, form, status=409, conflict=str(error))
    messages.success(request, _("The link is noted."))
    return redirect("triage:plan_links")


@require_POST
@requires(Permission.PORTFOLIO_PLAN)
def unlink(request: SignedInRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(
        CandidateLink.objects.select_related("first", "second"), pk=pk
    )
    services.unlink_candidates(link=link, by=Actor.of(request.user), now=timezone.now())
    messages.success(request, _("The link is taken back."))
    return redirect("triage:plan_links")


def _row(item: ProjectRequest, data: QueryDict | None) -> PointsRow:
    is_sent = data is not None and f"r{item.pk}-seen_version" in data
    return PointsRow(
        item, _form(item, selector.value_of(item), data if is_sent else None)
    )


def _form(
    item: ProjectRequest, value: CandidateValue, data: QueryDict | None = None
) -> CandidateValueForm:
    return CandidateValueForm(
        data,
        number=item.number,
        prefix=f"r{item.pk}",
        initial={
            "seen_version": value.version,
            "points": value.points if value.version else None,
            "is_mandated": value.is_mandated,
            "because": value.because,
        },
    )


def _save(row: PointsRow, user: User) -> None:
    """Write a row the person changed; a conflict or refusal stays on the row."""
    form = row.form
    changed = set(form.changed_data) - {"seen_version"}
    if not form.is_bound or not changed or not form.is_valid():
        return
    worth = services.Worth(
        points=form.cleaned_data["points"] or 0,
        is_mandated=form.cleaned_data["is_mandated"],
        because=form.cleaned_data["because"],
    )
    try:
        value = services.set_candidate_value(
            project_request=row.request,
            worth=worth,
            seen_version=form.cleaned_data["seen_version"],
            by=Actor.of(user),
            now=timezone.now(),
        )
        row.form, row.is_saved = _form(row.request, value), True
    except Refused as error:
        show_refusal(error, form)
    except Conflict:
        _catch_up(row)


def _catch_up(row: PointsRow) -> None:
    """Show what is stored now beside what was typed; pressing again overwrites it."""
    row.stored = CandidateValue.objects.select_related("set_by").get(
        project_request=row.request
    )
    data = row.form.data.copy()  # type: ignore[attr-defined]  # a POST's
    data[row.form.add_prefix("seen_version")] = str(row.stored.version)
    row.form.data = data


def _status(rows: Sequence[PointsRow]) -> int:
    if any(row.stored for row in rows):
        return 409
    return 422 if any(row.is_wrong for row in rows) else 200


def _report(request: SignedInRequest, rows: Sequence[PointsRow]) -> None:
    saved = sum(row.is_saved for row in rows)
    if saved:
        says = ngettext("%(count)d value saved.", "%(count)d values saved.", saved)
        messages.success(request, says % {"count": saved})
    elif _status(rows) == 200:
        messages.info(request, _("Nothing is different from before."))


def _links_page(
    request: SignedInRequest, form: LinkForm, *, status: int = 200, conflict: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "links": selector.links(),
        "conflict": conflict,
        "form_has_errors": status == 422,
    }
    return render(request, "triage/plan_links.html", context, status=status)
