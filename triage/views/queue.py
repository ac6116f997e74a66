"""The queue page, its export, and assigning many at once."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.actors import Actor
from accounts.errors import DomainError
from accounts.models import User
from accounts.permissions import SignedInRequest, may, requires
from accounts.roles import Permission
from accounts.spreadsheets import csv_response
from intake.models import ProjectRequest
from triage import services
from triage.exports import queue as sheet
from triage.forms import AssignManyForm, QueueFilterForm
from triage.selectors import queue as selector
from triage.selectors.keyset import BadCursor
from triage.selectors.queue_filter import OPEN, ORDERS, WORST_FIRST
from triage.selectors.rescoring import rescoring_under_way
from triage.views.paging import pager


@dataclass(frozen=True)
class Link:
    """A link of the list's frame: a view, a chip, a column head."""

    label: str
    url: str
    count: int | None = None
    is_current: bool = False


@require_GET
@requires(Permission.TRIAGE_SEE)
def queue(request: SignedInRequest) -> HttpResponse:
    try:
        context = _list_context(request.user, request.GET)
    except BadCursor:
        # The order changed under an old page link: start at its top.
        return redirect(_address(request.GET))
    return render(request, "triage/queue.html", context)


@require_GET
@requires(Permission.TRIAGE_SEE)
def queue_csv(request: SignedInRequest) -> StreamingHttpResponse:
    form = QueueFilterForm(request.GET, choices=selector.queue_choices())
    found = selector.queue_export(
        reader=request.user, chosen=form.chosen(), today=timezone.localdate()
    )
    return csv_response("queue", sheet.headers(), sheet.rows(found))


@require_POST
@requires(Permission.TRIAGE_ASSIGN)
def assign_many(request: SignedInRequest) -> HttpResponse:
    listed = QueryDict(request.POST.get("list", ""))
    form = AssignManyForm(request.POST, people=selector.assignable_people())
    if not form.is_valid():
        context = _list_context(request.user, _without_pages(listed))
        picked = request.POST.getlist("pick")
        context |= {"bulk": form, "picked": picked, "form_has_errors": True}
        return render(request, "triage/queue.html", context, status=422)
    assignee = User.objects.get(pk=form.cleaned_data["assignee"])
    _assign_each(request, form.cleaned_data["pick"], assignee)
    return redirect(_address(listed))


def _assign_each(
    request: SignedInRequest, picks: list[tuple[str, int]], assignee: User
) -> None:
    """Assign one by one and say what came of it; a conflict spares the others."""
    numbers = [number for number, _version in picks]
    visible = ProjectRequest.objects.visible_to(request.user)
    found = {item.number: item for item in visible.filter(number__in=numbers)}
    by, now = Actor.of(request.user), timezone.now()
    done, refused = 0, []
    for number, seen_version in picks:
        if number not in found:
            continue
        try:
            services.assign_request(
                project_request=found[number],
                assignee=assignee,
                seen_version=seen_version,
                by=by,
                now=now,
            )
            done += 1
        except DomainError as error:
            refused.append(f"{number}: {error}")
    _report(request, done, refused, assignee)


def _report(
    request: HttpRequest, done: int, refused: list[str], assignee: User
) -> None:
    if done:
        text = ngettext(
            "%(count)d request is now with %(person)s.",
            "%(count)d requests are now with %(person)s.",
            done,
        )
        messages.success(request, text % {"count": done, "person": assignee.name})
    for reason in refused:
        messages.warning(request, reason)


def _list_context(reader: User, query: QueryDict) -> dict[str, Any]:
    """Everything the page shows for the list an address asks for.

    :raises BadCursor: its page is not of its order.
    """
    choices = selector.queue_choices()
    form = QueueFilterForm(query, choices=choices)
    chosen = form.chosen()
    page = selector.queue(
        reader=reader,
        chosen=chosen,
        today=timezone.localdate(),
        after=query.get("after", ""),
        before=query.get("before", ""),
    )
    return {
        "queue": page,
        "work": rescoring_under_way(),
        "form": QueueFilterForm(form.as_shown(), choices=choices),
        "views": [
            Link(
                view.label,
                _address(query, view=view.key, show=None),
                view.count,
                is_current=chosen.view == view.key and chosen.show == OPEN,
            )
            for view in page.views
        ],
        "chips": [
            Link(label, _address(query, **{name: None}))
            for name, label in form.applied().items()
        ],
        "sorts": {key: _address(query, order=key) for key in ORDERS},
        "order": chosen.order,
        "order_label": ORDERS[chosen.order][0],
        "csv_url": f"{reverse('triage:queue_csv')}?{_without_pages(query).urlencode()}",
        "pager": pager(page, partial(_address, query)),
        "listed": _without_pages(query).urlencode(),
        "can_log": may(reader, Permission.REQUEST_LOG_FOR_OTHERS),
        "can_assign": may(reader, Permission.TRIAGE_ASSIGN),
        "bulk": AssignManyForm(people=choices.people),
    }


def _without_pages(query: QueryDict) -> QueryDict:
    plain = query.copy()
    for name in ("after", "before"):
        plain.pop(name, None)
    return plain


def _address(query: QueryDict, **changes: str | None) -> str:
    """The list with some parts changed, or left out when None; from its first page."""
    changed = _without_pages(query)
    for name, value in changes.items():
        changed.pop(name, None)
        if value and (name, value) != ("order", WORST_FIRST):
            changed[name] = value
    path = reverse("triage:queue")
    return f"{path}?{changed.urlencode()}" if changed else path
