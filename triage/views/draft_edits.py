"""The pages that change one part of a draft each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.permissions import SignedInRequest, requires
from accounts.roles import Permission
from triage import services
from triage.figures.rubric_words import rule_words
from triage.forms import show_refusal
from triage.models import RubricDraft
from triage.rubric_forms import (
    DraftForm,
    LatenessForm,
    PointsForm,
    QuestionForm,
    QuestionsForm,
    RemoveQuestionForm,
    RemoveRuleForm,
    RuleForm,
    TiersForm,
    WeightsForm,
)
from triage.selectors.drafting import (
    answers_of_open_requests,
    rule_ids_ever_published,
    words_ever_published,
)

# Makes a page's form from the draft as it is now and, after a POST, what was typed.
Make = Callable[[RubricDraft, QueryDict | None], DraftForm]

NEW = "new"


class PartGone(Conflict):
    """Somebody took this question, section or rule out of the draft meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Somebody took this part out of the draft meanwhile."))


@require_http_methods(["GET", "POST"])
@requires(Permission.RUBRIC_EDIT)
def edit_weights(request: SignedInRequest, pk: int) -> HttpResponse:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        return WeightsForm(data, draft=draft)

    return _edit(request, pk, make, "triage/edit_weights.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.RUBRIC_EDIT)
def edit_points(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        return PointsForm(data, draft=draft, section=_section(draft, section))

    return _edit(request, pk, make, "triage/edit_points.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.RUBRIC_EDIT)
def edit_tiers(request: SignedInRequest, pk: int) -> HttpResponse:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        return TiersForm(data, draft=draft)

    return _edit(request, pk, make, "triage/edit_tiers.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.RUBRIC_EDIT)
def edit_lateness(request: SignedInRequest, pk: int) -> HttpResponse:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        return LatenessForm(data, draft=draft)

    return _edit(request, pk, make, "triage/edit_lateness.html")


@require_http_methods(["GET"])
@requires(Permission.RUBRIC_EDIT)
def edit_escalators(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = _open_draft(pk)
    rubric = draft.rules()
    words = [rule_words(rule, rubric.questionnaire, "") for rule in rubric.escalators]
    context = {"draft": draft, "rules": words}
    return render(request, "triage/edit_escalators.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.RUBRIC_EDIT)
def edit_escalator(request: SignedInRequest, pk: int, rule: str) -> HttpResponse:
    return _edit(
        request,
        pk,
        _rule_form(rule),
        "triage/edit_escalator.html",
        then=reverse("triage:edit_escalators", args=[pk]),
    )


@require_POST
@requires(Permission.RUBRIC_EDIT)
def remove_escalator(request: SignedInRequest, pk: int, rule: str) -> HttpResponse:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        return RemoveRuleForm(data, draft=draft, rule=_rule(draft, rule))

    return _edit(
        request,
        pk,
        make,
        "triage/edit_escalator.html",
        then=reverse("triage:edit_escalators", args=[pk]),
        beside=_rule_form(rule),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.RUBRIC_EDIT)
def edit_questions(request: SignedInRequest, pk: int, section: str) -> HttpResponse:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        return QuestionsForm(data, draft=draft, section=_section(draft, section))

    return _edit(request, pk, make, "triage/edit_questions.html")


@require_http_methods(["GET", "POST"])
@requires(Permission.RUBRIC_EDIT)
def edit_question(
    request: SignedInRequest, pk: int, section: str, question: str
) -> HttpResponse:
    return _edit(
        request,
        pk,
        _question_form(section, question),
        "triage/edit_question.html",
        then=reverse("triage:edit_questions", args=[pk, section]),
    )


@require_POST
@requires(Permission.RUBRIC_EDIT)
def remove_question(
    request: SignedInRequest, pk: int, section: str, question: str
) -> HttpResponse:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        asked = _section(draft, section)
        found = _find(asked["questions"], question)
        return RemoveQuestionForm(data, draft=draft, section=asked, question=found)

    return _edit(
        request,
        pk,
        make,
        "triage/edit_question.html",
        then=reverse("triage:edit_questions", args=[pk, section]),
        beside=_question_form(section, question),
    )


def _rule_form(rule: str) -> Make:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        if rule == NEW:
            return RuleForm(data, draft=draft, taken=rule_ids_ever_published())
        return RuleForm(data, draft=draft, rule=_rule(draft, rule))

    return make


def _question_form(section: str, question: str) -> Make:
    def make(draft: RubricDraft, data: QueryDict | None = None) -> DraftForm:
        asked = _section(draft, section)
        is_new = question == NEW
        return QuestionForm(
            data,
            draft=draft,
            section=asked,
            question=None if is_new else _find(asked["questions"], question),
            published=words_ever_published(),
            given=answers_of_open_requests([question]).get(question, {}),
        )

    return make


def _edit(
    request: SignedInRequest,
    pk: int,
    make: Make,
    template: str,
    *,
    then: str = "",
    beside: Make | None = None,
) -> HttpResponse:
    """Show a form on a draft, or act on it.

    :param then: where saving leads; without it, the page again.
    :param beside: makes the form of the page when what was sent was only a button of it.
    """
    draft = _open_draft(pk)
    if request.method == "GET":
        try:
            return _page(request, template, make(draft, None))
        except PartGone as gone:
            raise Http404 from gone
    form = make(draft, request.POST)
    if form.is_growing:
        return _page(request, template, form)
    try:
        if _save(request, form):
            return redirect(then or request.path)
    except services.StaleDraft as stale:
        return _caught_up(request, template, draft, make, beside, str(stale))
    shown = beside(draft, None) if beside else form
    return _page(request, template, shown, wrong=form, status=422)


def _save(request: SignedInRequest, form: DraftForm) -> bool:
    """Whether what was sent is in the draft; if not, the form says why.

    :raises StaleDraft: the page was opened before somebody else changed the draft.
    """
    if form.is_stale:
        raise services.StaleDraft(form.draft)
    if not form.is_valid():
        return False
    if not form.has_changed():
        messages.info(request, _("Nothing was different, so nothing was saved."))
        return True
    try:
        services.change_draft(
            draft=form.draft,
            **form.texts(),
            seen_version=form.cleaned_data["seen_version"],
            says=form.says(),
            by=Actor.of(request.user),
            now=timezone.now(),
        )
    except Refused as refused:
        show_refusal(refused, form)
        return False
    messages.success(request, _("Saved in the draft. Nothing is published yet."))
    return True


def _caught_up(
    request: SignedInRequest,
    template: str,
    draft: RubricDraft,
    make: Make,
    beside: Make | None,
    conflict: str,
) -> HttpResponse:
    """The draft as it is now, with what was typed: sending it again overwrites."""
    now = (beside or make)(draft, None)
    if beside:
        return _page(request, template, now, status=409, conflict=conflict)
    form = make(draft, now.caught_up(request.POST))
    return _page(
        request,
        template,
        form,
        status=409,
        conflict=conflict,
        differences=form.differences(now),
    )


def _page(
    request: SignedInRequest,
    template: str,
    form: DraftForm,
    *,
    wrong: DraftForm | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """:param wrong: the form with errors, where one came back."""
    context = {
        "draft": form.draft,
        "form": form,
        "wrong": wrong,
        "form_has_errors": wrong is not None,
        **context,
    }
    return render(request, template, context, status=status)


def _open_draft(pk: int) -> RubricDraft:
    """:raises DraftClosed: it is published or discarded and changes no more."""
    drafts = RubricDraft.objects.select_related("based_on")
    draft: RubricDraft = get_object_or_404(drafts, pk=pk)
    if not draft.is_open:
        raise services.DraftClosed(draft)
    return draft


def _section(draft: RubricDraft, section: str) -> Mapping[str, Any]:
    return _find(draft.questionnaire["sections"], section)


def _rule(draft: RubricDraft, rule: str) -> Mapping[str, Any]:
    return _find(draft.rubric["escalators"], rule)


def _find(items: list[dict[str, Any]], wanted: str) -> Mapping[str, Any]:
    """:raises PartGone: the draft has nothing with this id."""
    for item in items:
        if item["id"] == wanted:
            return item
    raise PartGone
