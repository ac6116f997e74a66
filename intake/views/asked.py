"""The page behind the link of a question: for whoever was asked, account or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import links
from accounts.errors import Conflict, Refused
from accounts.link_pages import opened_by_link
from accounts.links import LinkDead, Purpose
from accounts.models import SignedLink
from intake import selectors, services
from intake.forms.asked import AnswerByLinkForm, ReturnAskForm
from intake.questionnaire import Question
from intake.selectors import AskedPage
from intake.services import AskOver


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: HttpRequest, token: str) -> HttpResponse:
    """Opening it changes nothing, however often; POST answers or sends it back."""
    try:
        link = links.find(token, Purpose.ASK)
    except LinkDead as dead:
        return _dead(request, dead)
    page = selectors.asked_page(link, now=timezone.now())
    if page is None:
        return _dead(request, AskOver())
    if request.user.is_authenticated and request.user.contact != link.contact:
        return render(request, "intake/asked_other.html", {"page": page}, status=403)
    if page.question is None:
        return _over(request, page)
    if request.method == "POST":
        return _act(request, link, page, page.question)
    return _question(request, page, AnswerByLinkForm(question=page.question))


def _act(
    request: HttpRequest, link: SignedLink, page: AskedPage, question: Question
) -> HttpResponse:
    returns = "note" in request.POST
    answer_form = AnswerByLinkForm(None if returns else request.POST, question=question)
    return_form = ReturnAskForm(request.POST if returns else None)
    form = return_form if returns else answer_form
    if not form.is_valid():
        return _question(request, page, answer_form, return_form)
    try:
        if returns:
            note = return_form.cleaned_data["note"]
            services.return_ask(link=link, note=note, now=timezone.now())
        else:
            given = answer_form.given()
            services.answer_by_link(link=link, answer=given, now=timezone.now())
    except Refused as refused:
        form.show(refused)
        return _question(request, page, answer_form, return_form)
    except (Conflict, LinkDead):
        # Somebody was faster; the page says how it ended.
        link.refresh_from_db()
        return _over(request, selectors.asked_page(link, now=timezone.now()) or page)
    return redirect(request.path)


def _question(
    request: HttpRequest,
    page: AskedPage,
    form: AnswerByLinkForm,
    return_form: ReturnAskForm | None = None,
) -> HttpResponse:
    return_form = return_form or ReturnAskForm()
    wrong = next((one for one in (form, return_form) if one.errors), None)
    context = {
        "page": page,
        "form": form,
        "return_form": return_form,
        "wrong": wrong,
        "form_has_errors": wrong is not None,
    }
    status = 422 if wrong else 200
    return render(request, "intake/asked.html", context, status=status)


def _over(request: HttpRequest, page: AskedPage) -> HttpResponse:
    """How it ended. Sent to a question that was over, nothing of it was saved (409)."""
    is_late = request.method == "POST"
    context = {"page": page, "is_late": is_late}
    status = 409 if is_late else 200 if page.is_thanked else 410
    return render(request, "intake/asked_over.html", context, status=status)


def _dead(request: HttpRequest, reason: Exception) -> HttpResponse:
    return render(request, "intake/asked_dead.html", {"reason": reason}, status=410)
