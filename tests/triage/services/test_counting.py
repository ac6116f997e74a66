from datetime import timedelta

import pytest

from intake.models import Category, Questionnaire
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer, assess, submit
from triage.inputs.priors import ENOUGH_ANSWERS
from triage.models import AnswerCounts, Rubric
from triage.services import count_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def cameras(db):
    return Category.objects.create(code="cameras", name="Cameras", position=1)


@pytest.fixture
def handed_in(cameras, requester, rubric):
    """Hand in a request of the category with these answers."""

    def make(**options):
        project_request = ProjectRequestFactory(created_by=requester, category=cameras)
        answer(project_request, **options)
        return submit(project_request, requester)

    return make


@pytest.fixture
def older_rubric(db):
    """Of a time when two questions were asked."""
    questions = [
        _question("OLD1", ("never", "so")),
        _question("DAT3", ("yes", "gone")),
    ]
    sections = [{"id": "OLD", "name": "Old", "questions": questions}]
    questionnaire = Questionnaire.objects.create(
        version="2025.1",
        data={"version": "2025.1", "sections": sections},
        published_at=NOW - timedelta(days=365),
    )
    return Rubric.objects.create(
        version="2025.1",
        data={},
        questionnaire=questionnaire,
        published_at=questionnaire.published_at,
        reason="The first one",
    )


def _question(question_id, values):
    return {
        "id": question_id,
        "text": question_id,
        "effort_to_answer": 1,
        "answered_by": "department",
        "options": [{"value": value, "label": value} for value in values],
    }


def counted(category):
    row = AnswerCounts.objects.get(category=category)
    return row.requests, row.counts


def test_count_answers_counts_known_answers_of_the_category(cameras, handed_in):
    handed_in(DAT3="yes", LEG1="no")
    handed_in(DAT3="yes")
    last = handed_in(DAT3="capable_off", LEG1="no")
    last.answers.filter(question="LEG1").update(
        kind="not_applicable", option="", reason="Nothing old."
    )
    assess(last)

    count_answers(NOW)

    requests, counts = counted(cameras)
    assert requests == 3
    assert {q: options for q, options in counts.items() if options} == {
        "DAT3": {"yes": 2, "capable_off": 1},
        "LEG1": {"no": 1},
    }


def test_count_answers_leaves_out_what_does_not_count(cameras, handed_in, requester):
    handed_in(DAT3="yes")
    draft = ProjectRequestFactory(created_by=requester, category=cameras)
    answer(draft, DAT3="no")
    assess(draft)
    for fields in ({"is_example": True}, {"step": "withdrawn"}, {"category": None}):
        made = handed_in(DAT3="no")
        type(made).objects.filter(pk=made.pk).update(**fields)

    count_answers(NOW)

    requests, counts = counted(cameras)
    assert (requests, counts["DAT3"]) == (1, {"yes": 1})


def test_count_answers_reads_each_code_by_the_form_it_was_written_under(
    cameras, handed_in, older_rubric
):
    handed_in(DAT3="yes")
    before = handed_in()
    type(before).objects.filter(pk=before.pk).update(
        rubric_version=older_rubric.version, answer_codes="10"
    )

    count_answers(NOW)

    requests, counts = counted(cameras)
    assert requests == 2
    assert counts["DAT3"] == {"yes": 2}
    assert counts["OLD1"] == {"so": 1}


def test_count_answers_counts_one_category_a_tick_and_again_after_a_day(
    cameras, handed_in
):
    sensors = Category.objects.create(code="sensors", name="Sensors", position=2)
    count_answers(NOW)
    assert counted(cameras) == (0, {})
    count_answers(NOW + timedelta(minutes=1))
    assert AnswerCounts.objects.filter(category=sensors).exists()
    handed_in(DAT3="yes")

    count_answers(NOW + timedelta(hours=23, minutes=59))
    assert counted(cameras)[0] == 0

    count_answers(NOW + timedelta(days=1))
    assert counted(cameras)[0] == 1
    assert AnswerCounts.objects.get(category=sensors).requests == 0


@pytest.mark.parametrize("size", [1, 5])
def test_count_answers_asks_as_often_for_many(
    cameras, handed_in, size, django_assert_num_queries
):
    AnswerCounts.objects.create(category=cameras, counted_at=NOW - timedelta(days=1))
    for _ in range(size):
        handed_in(DAT3="yes")

    with django_assert_num_queries(7):
        count_answers(NOW)


def test_counted_answers_become_the_priors_of_the_next_question(cameras, handed_in):
    for _ in range(ENOUGH_ANSWERS):
        project_request = handed_in(DAT3="yes")

    count_answers(NOW)

    assert assess(project_request).inputs["priors"] == {"DAT3": {"yes": ENOUGH_ANSWERS}}
