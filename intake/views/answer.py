"""One question of one request: from a question IT asked, or from what helps most."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest, check_permission, may
from accounts.roles import Permission
from intake import questionnaire, selectors
from intake.forms.answers import AnswerQuestionsForm
from intake.models import AnswerKind, ProjectRequest
from intake.past_questionnaires import PastQuestionnaires
from intake.questionnaire import Question
from intake.services import AnswerConflict, answer_questions
from intake.services.answers import was_asked
from intake.views.finding import check_open, find_request, to_its_page


@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, number: str, question: str) -> HttpResponse:
    found = find_request(request, number)
    asked = questionnaire.live().find(question)
    if asked is None:
        return _no_longer_asked(request, found, question)
    _check_may_answer(request, found, asked)
    form = _form(request, found, asked)
    if request.method == "GET" or not form.is_valid():
        return _page(request, found, asked, form)
    given = form.given(with_unchanged=True)
    if not given:
        form.add_error(asked.id, _("Choose an answer, or “Don't know yet”."))
        return _page(request, found, asked, form)
    try:
        answer_questions(
            project_request=found,
            given=given,
            seen=form.seen,
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        form.show(refused)
        return _page(request, found, asked, form)
    except AnswerConflict as conflict:
        renewed = form.with_seen_renewed(selectors.stored_answers(found))
        return _page(request, found, asked, renewed, conflict=conflict)
    messages.success(request, _("Your answer is saved."))
    return to_its_page(found)


def _no_longer_asked(
    request: SignedInRequest, found: ProjectRequest, question: str
) -> HttpResponse:
    """For links in mails, and in pages that were open when the questions changed."""
    once = PastQuestionnaires.read().find(question)
    if once is None:
        raise Http404(_("There is no such question."))
    context = {
        "number": found.number,
        "title": found.title,
        "question": once,
        "is_late": request.method == "POST",
    }
    return render(request, "intake/no_longer_asked.html", context, status=410)


def _check_may_answer(
    request: SignedInRequest, found: ProjectRequest, asked: Question
) -> None:
    by = Actor.of(request.user)
    if not was_asked(found, [asked.id], by):
        check_permission(by, Permission.REQUEST_ANSWER, found)
    check_open(found)


def _form(
    request: SignedInRequest, found: ProjectRequest, asked: Question
) -> AnswerQuestionsForm:
    return AnswerQuestionsForm(
        request.POST if request.method == "POST" else None,
        questions=[asked],
        stored=selectors.stored_answers(found),
        may_exclude=may(request.user, Permission.ANSWER_FOR_IT),
    )


def _page(
    request: SignedInRequest,
    found: ProjectRequest,
    asked: Question,
    form: AnswerQuestionsForm,
    *,
    conflict: AnswerConflict | None = None,
) -> HttpResponse:
    stored = form.stored.get(asked.id)
    is_settled = stored is not None and stored.kind == AnswerKind.NOT_APPLICABLE
    context = {
        "number": found.number,
        "title": found.title,
        "question": asked,
        "form": form,
        "form_has_errors": form.is_bound and bool(form.errors),
        "conflict": conflict,
        "ask": selectors.open_ask(found, asked.id),
        "settled_reason": stored.reason
        if stored and is_settled and not form.may_exclude
        else "",
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    return render(request, "intake/answer.html", context, status=status)
