"""The assessment: progress, one section at a time, and what follows from answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django.views.decorators.vary import vary_on_headers

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.permissions import SignedInRequest, may
from accounts.roles import Permission
from intake import questionnaire, selectors
from intake.forms.answers import AnswerQuestionsForm
from intake.lifecycle import EDITABLE_STEPS
from intake.models import AnswerKind, ProjectRequest
from intake.questionnaire import Section
from intake.services import AnswerConflict, GivenAnswer, answer_questions
from intake.views.finding import find_request, find_to_change

GO_ON = "go_on"


@require_safe
def assessment(request: SignedInRequest, number: str) -> HttpResponse:
    found = find_request(request, number)
    context = {
        "number": found.number,
        "title": found.title,
        "progress": selectors.assessment_progress(found),
        "may_change": found.step in EDITABLE_STEPS
        and may(request.user, Permission.REQUEST_ANSWER, found),
    }
    return render(request, "intake/assessment.html", context)


@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def section(request: SignedInRequest, number: str, section: str) -> HttpResponse:
    found = find_to_change(request, number)
    asked = questionnaire.live().find_section(section)
    if asked is None:
        raise Http404(_("There is no such section."))
    if request.method == "GET":
        return _page(request, found, asked, _form(found, asked))
    form = _form(found, asked, request)
    if not form.is_valid():
        return _page(request, found, asked, form)
    try:
        changed = answer_questions(
            project_request=found,
            given=form.given(),
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
    return _saved(request, found, asked, changed)


@require_POST
def take_proposals(request: SignedInRequest, number: str) -> HttpResponse:
    """Take the answers that follow from others; which ones is worked out afresh."""
    found = find_to_change(request, number)
    answers = selectors.stored_answers(found)
    proposed = selectors.proposals(questionnaire.live(), answers)
    follow = {proposal.question.id: proposal.option for proposal in proposed}
    wanted = request.POST.getlist("question")
    taken = answer_questions(
        project_request=found,
        given={
            question: GivenAnswer(AnswerKind.KNOWN, follow[question])
            for question in wanted
            if question in follow
        },
        seen={},
        by=Actor.of(request.user),
        now=timezone.now(),
    )
    said = ngettext("%d answer taken over.", "%d answers taken over.", len(taken))
    messages.success(request, said % len(taken))
    back = questionnaire.live().find_section(request.POST.get("section", ""))
    if back:
        return redirect("intake:section", found.number, back.id)
    return redirect("intake:assessment", found.number)


def _form(
    found: ProjectRequest, asked: Section, request: SignedInRequest | None = None
) -> AnswerQuestionsForm:
    """The questions somebody of the department may answer; IT settled the others."""
    stored = selectors.stored_answers(found)
    return AnswerQuestionsForm(
        request.POST if request else None,
        questions=[
            question
            for question in asked.in_order(found.quick_ticks)
            if question.id not in stored
            or stored[question.id].kind != AnswerKind.NOT_APPLICABLE
        ],
        stored=stored,
    )


def _saved(
    request: SignedInRequest, found: ProjectRequest, asked: Section, changed: list[str]
) -> HttpResponse:
    if request.headers.get("HX-Request"):
        response = _page(request, found, asked, _form(found, asked))
        response["HX-Trigger"] = "saved, request-changed" if changed else "saved"
        return response
    messages.success(request, _("Section “%s” is saved.") % asked.name)
    following = _following(asked)
    if request.POST.get("action") == GO_ON and following:
        return redirect("intake:section", found.number, following.id)
    if request.POST.get("action") == GO_ON:
        return redirect("intake:assessment", found.number)
    return redirect("intake:section", found.number, asked.id)


def _following(asked: Section) -> Section | None:
    sections = questionnaire.live().sections
    at = sections.index(asked)
    return sections[at + 1] if at + 1 < len(sections) else None


def _page(
    request: SignedInRequest,
    found: ProjectRequest,
    asked: Section,
    form: AnswerQuestionsForm,
    *,
    conflict: AnswerConflict | None = None,
) -> HttpResponse:
    live = questionnaire.live()
    here = {question.id for question in asked.questions}
    context = {
        "number": found.number,
        "title": found.title,
        "section": asked,
        "at": live.sections.index(asked) + 1,
        "sections": live.sections,
        "following": _following(asked),
        "form": form,
        "form_has_errors": form.is_bound and bool(form.errors),
        "conflict": conflict,
        "settled_by_it": [
            (question.text, form.stored[question.id].reason)
            for question in asked.questions
            if question not in form.questions
        ],
        "proposals": [
            proposal
            for proposal in selectors.proposals(live, form.stored)
            if proposal.question.id in here
        ],
    }
    status = 409 if conflict else 422 if context["form_has_errors"] else 200
    is_part = request.headers.get("HX-Request")
    template = "intake/_section_form.html" if is_part else "intake/section.html"
    return render(request, template, context, status=status)
