import pytest

from intake.models import Category
from tests.conftest import NOW
from triage.inputs.priors import ENOUGH_ANSWERS, priors_for
from triage.models import AnswerCounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def cameras(db):
    return Category.objects.create(code="cameras", name="Cameras")


def test_priors_are_those_of_questions_answered_often_enough(cameras):
    often = {"yes": ENOUGH_ANSWERS - 1, "no": 1}
    counts = {"DAT3": often, "LEG1": {"no": ENOUGH_ANSWERS - 1}, "LEG2": {}}
    AnswerCounts.objects.create(category=cameras, counts=counts, counted_at=NOW)

    assert priors_for(cameras.pk) == {"DAT3": often}


def test_priors_of_a_category_never_counted_are_none(
    cameras, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert priors_for(cameras.pk) == {}
    with django_assert_num_queries(0):
        assert priors_for(None) == {}
