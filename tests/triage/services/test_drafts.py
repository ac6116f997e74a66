import copy

import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from tests.conftest import NOW
from triage.models import RubricDraft
from triage.services import (
    DraftClosed,
    StaleDraft,
    change_draft,
    discard_draft,
    start_draft,
)

pytestmark = pytest.mark.django_db

OTHERS = ["requester", "triager", "leader", "records", "admin"]


def reweighed(draft: RubricDraft, by: int = 1) -> dict:
    """The draft's rubric with some weight taken from the second dimension."""
    rubric = copy.deepcopy(draft.rubric)
    first, second, *_rest = rubric["dimensions"]
    first["weight"] += by
    second["weight"] -= by
    return rubric


def change(draft: RubricDraft, by: Actor, **terms) -> RubricDraft:
    return change_draft(
        **{
            "draft": draft,
            "rubric": reweighed(draft),
            "seen_version": draft.version,
            "says": "Integration weighs 15",
            "by": by,
            "now": NOW,
            **terms,
        }
    )


def test_start_draft_copies_both_texts(rubric, rubric_draft, manager):
    stored = RubricDraft.objects.get()

    assert stored.rubric == rubric.data
    assert stored.questionnaire == rubric.questionnaire.data
    assert stored.rules() == rubric.rules()
    assert (stored.based_on, stored.created_by) == (rubric, manager)
    assert audit.sentence(audit.history(stored)[0]) == (
        "Y. Marsh started the draft from rubric 2026.1"
    )


def test_start_draft_refuses_an_empty_title(rubric, by_manager):
    with pytest.raises(Refused) as refused:
        start_draft(based_on=rubric, title="  ", by=by_manager, now=NOW)

    assert list(refused.value.messages) == ["title"]


@pytest.mark.parametrize("name", OTHERS)
def test_draft_is_changed_by_managers_only(rubric, rubric_draft, request, name):
    by = Actor.of(request.getfixturevalue(name))
    seen = {"draft": rubric_draft, "seen_version": 1, "by": by, "now": NOW}

    with pytest.raises(PermissionDenied):
        start_draft(based_on=rubric, title="Mine", by=by, now=NOW)
    with pytest.raises(PermissionDenied):
        change(rubric_draft, by)
    with pytest.raises(PermissionDenied):
        discard_draft(**seen)


def test_change_draft_keeps_the_new_text_and_says_so(rubric_draft, by_manager):
    change(rubric_draft, by_manager)

    stored = RubricDraft.objects.get()
    assert stored.version == 2
    assert stored.rules().dimensions[0].weight == 15
    assert audit.sentence(audit.history(stored)[0]) == (
        "Y. Marsh changed the draft: Integration weighs 15"
    )


def test_change_draft_refuses_weights_that_do_not_sum(rubric_draft, by_manager):
    wrong = reweighed(rubric_draft)
    wrong["dimensions"][0]["weight"] += 1

    with pytest.raises(Refused, match="weights sum to 101"):
        change(rubric_draft, by_manager, rubric=wrong)

    assert RubricDraft.objects.get().version == 1


def test_change_draft_checks_the_pair_as_one(rubric_draft, by_manager):
    questions = copy.deepcopy(rubric_draft.questionnaire)
    questions["sections"][0]["questions"].pop()

    with pytest.raises(Refused, match="unknown question INT5"):
        change(rubric_draft, by_manager, rubric=None, questionnaire=questions)


def test_change_draft_refuses_questions_no_form_could_ask(rubric_draft, by_manager):
    questions = copy.deepcopy(rubric_draft.questionnaire)
    del questions["sections"][0]["questions"][0]["unknown_label"]

    with pytest.raises(Refused, match="unknown_label"):
        change(rubric_draft, by_manager, rubric=None, questionnaire=questions)


def test_change_draft_refuses_what_changes_nothing(rubric_draft, by_manager):
    with pytest.raises(Refused, match="Nothing is different"):
        change(rubric_draft, by_manager, rubric=rubric_draft.rubric)


def test_change_draft_conflicts_when_another_was_faster(rubric_draft, by_manager):
    seen_by_another = RubricDraft.objects.get()
    change(rubric_draft, by_manager)

    with pytest.raises(StaleDraft, match="Weights after the budget round"):
        change(seen_by_another, by_manager, rubric=reweighed(seen_by_another, by=3))

    assert RubricDraft.objects.get().rules().dimensions[0].weight == 15


def test_change_draft_of_what_another_wrote_alike_conflicts(rubric_draft, by_manager):
    change(rubric_draft, by_manager)

    with pytest.raises(StaleDraft):
        change(rubric_draft, by_manager, rubric=rubric_draft.rubric, seen_version=1)


def test_discard_draft_puts_it_away(rubric_draft, by_manager, manager):
    discard_draft(draft=rubric_draft, seen_version=1, by=by_manager, now=NOW)

    assert not RubricDraft.objects.open().exists()
    assert rubric_draft.discarded_by == manager
    assert audit.sentence(audit.history(rubric_draft)[0]) == (
        "Y. Marsh discarded the draft"
    )


def test_discarded_draft_changes_no_more(rubric_draft, by_manager):
    discard_draft(draft=rubric_draft, seen_version=1, by=by_manager, now=NOW)

    with pytest.raises(DraftClosed, match="was discarded"):
        change(rubric_draft, by_manager)
    with pytest.raises(DraftClosed):
        discard_draft(draft=rubric_draft, seen_version=2, by=by_manager, now=NOW)
