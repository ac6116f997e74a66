import copy

import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from intake.models import Questionnaire
from notifications.models import LongWork
from tests.conftest import NOW
from tests.triage.services.test_drafts import OTHERS, change
from triage.models import Assessment, Rubric, RubricDraft
from triage.services import (
    DraftClosed,
    RubricOvertaken,
    StaleDraft,
    publish_draft,
    start_draft,
)
from triage.services.publishing import propose_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(rubric_draft, by_manager) -> RubricDraft:
    """Integration weighs 15 instead of 14."""
    return change(rubric_draft, by_manager)


def reworded(draft: RubricDraft) -> dict:
    questions = copy.deepcopy(draft.questionnaire)
    questions["sections"][0]["name"] = "What it has to work with"
    return questions


def publish(draft: RubricDraft, by: Actor, **terms) -> Rubric:
    return publish_draft(
        **{
            "draft": draft,
            "version": "2027.1",
            "reason": "The council asked for it.",
            "seen_version": draft.version,
            "seen_live": Rubric.objects.get(is_live=True).version,
            "by": by,
            "now": NOW,
            **terms,
        }
    )


def test_publish_draft_judges_by_it_from_now_on(rubric, changed, by_manager, manager):
    published = publish(changed, by_manager)

    assert Rubric.objects.get(is_live=True) == published
    assert published.rules().dimensions[0].weight == 15
    assert published.data["version"] == published.rules().version == "2027.1"
    assert (published.based_on, published.published_by) == (rubric, manager)
    assert changed.published_as == published
    assert [audit.sentence(audit.history(row)[0]) for row in (published, changed)] == [
        "Y. Marsh published rubric 2027.1 with questionnaire 2026.1",
        "Y. Marsh published the draft as rubric 2027.1",
    ]


def test_publish_draft_keeps_a_questionnaire_that_says_nothing_new(
    rubric, changed, by_manager
):
    published = publish(changed, by_manager)

    assert published.questionnaire == rubric.questionnaire
    assert Questionnaire.objects.get().is_live


def test_publish_draft_publishes_new_questions_in_the_same_moment(changed, by_manager):
    change(changed, by_manager, rubric=None, questionnaire=reworded(changed))

    published = publish(changed, by_manager)

    asked = Questionnaire.objects.get(is_live=True)
    assert asked == published.questionnaire
    assert asked.version == published.data["questionnaire_version"] == "2027.1"
    assert asked.data["sections"][0]["name"] == "What it has to work with"
    assert published.rules().questionnaire.version == "2027.1"


def test_publish_draft_has_undecided_requests_judged_anew(unknown, changed, by_manager):
    published = publish(changed, by_manager)

    work = LongWork.objects.unfinished().get()
    assert work.subject_id == published.pk
    assert work.total == 1


def test_publish_draft_leaves_old_assessments_to_their_rubric(
    rubric, light, changed, by_manager
):
    publish(changed, by_manager)

    assert Assessment.objects.filter(project_request=light).earliest("pk").rubric == (
        rubric
    )


def test_publish_draft_twice_makes_one_rubric(changed, by_manager):
    seen = changed.version
    publish(changed, by_manager)

    with pytest.raises(DraftClosed):
        publish(changed, by_manager, seen_version=seen)

    assert Rubric.objects.count() == 2


def test_publish_draft_that_was_changed_meanwhile_conflicts(changed, by_manager):
    with pytest.raises(StaleDraft):
        publish(changed, by_manager, seen_version=changed.version - 1)

    assert Rubric.objects.count() == 1


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"version": "2026.1"}, "version"),
        ({"version": ""}, "version"),
        ({"version": "the next one"}, "version"),
        ({"version": "2027/1"}, "version"),
        ({"version": "2" * 21}, "version"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
    ],
)
def test_publish_draft_refuses_version_or_reason(changed, by_manager, terms, field):
    with pytest.raises(Refused) as refused:
        publish(changed, by_manager, **terms)

    assert list(refused.value.messages) == [field]
    assert RubricDraft.objects.open().get().version == 2
    assert Rubric.objects.get().is_live


def test_publish_draft_without_a_change_is_refused(rubric_draft, by_manager):
    with pytest.raises(Refused, match=r"Nothing differs from rubric 2026\.1"):
        publish(rubric_draft, by_manager)


def test_publish_draft_of_an_older_rubric_brings_it_back(
    rubric, rubric_draft, by_manager
):
    publish(change(rubric_draft, by_manager), by_manager)
    again = start_draft(based_on=rubric, title="As before", by=by_manager, now=NOW)

    back = publish(again, by_manager, version="2027.2")

    assert back.is_live
    assert back.rules().dimensions == rubric.rules().dimensions


def test_publish_draft_over_a_rubric_that_went_live_meanwhile_conflicts(
    rubric, changed, by_manager
):
    other = start_draft(based_on=rubric, title="Faster", by=by_manager, now=NOW)
    publish(change(other, by_manager), by_manager)

    with pytest.raises(RubricOvertaken):
        publish(changed, by_manager, version="2027.2", seen_live="2026.1")

    assert Rubric.objects.get(is_live=True).version == "2027.1"
    assert RubricDraft.objects.open().get() == changed


def test_publish_draft_beside_another_publishing_conflicts(
    changed, by_manager, monkeypatch
):
    def live_until_now() -> Rubric:
        live = Rubric.objects.get()
        Rubric.objects.update(is_live=False)
        return live

    monkeypatch.setattr("triage.services.publishing._live", live_until_now)

    with pytest.raises(RubricOvertaken):
        publish(changed, by_manager)

    assert Rubric.objects.get().is_live


@pytest.mark.parametrize("name", OTHERS)
def test_publish_draft_is_for_managers(changed, request, name):
    with pytest.raises(PermissionDenied):
        publish(changed, Actor.of(request.getfixturevalue(name)))


def test_proposed_version_is_the_next_of_the_year(rubric, changed, by_manager, city):
    assert propose_version(NOW) == "2026.2"

    publish(changed, by_manager, version="2026.2")

    assert propose_version(NOW) == "2026.3"
