import pytest

from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer, answer_everything, submit
from tests.triage.services.acts import set_tier_of
from triage.models import TierOverride
from triage.selectors.overrides import overrides

pytestmark = pytest.mark.django_db


@pytest.fixture
def plates(requester, rubric):
    """Submitted: Low by its points, raised to High by a rule."""
    found = ProjectRequestFactory(created_by=requester, title="Plate readers")
    answer_everything(found, rubric)
    answer(found, DAT3="yes")
    return submit(found, requester)


def test_overrides_say_how_often_and_which_way(light, plates, by_manager, manager):
    set_tier_of(light, by_manager, "critical")
    set_tier_of(plates, by_manager, "low", because="rule_too_strict")

    report = overrides(reader=manager)

    assert report.verdict == (
        "2 of 2 tiers are set by hand: 1 lower and 1 higher than computed."
    )
    by_reason = {c.label: (c.lower, c.higher) for c in report.by_reason}
    assert by_reason == {"another reason": (0, 1), "a rule is too strict here": (1, 0)}


def test_overrides_name_the_rule_that_had_set_the_tier(plates, by_manager, manager):
    set_tier_of(plates, by_manager, "low")

    (origin,) = overrides(reader=manager).by_origin

    assert origin.label == "Can identify or follow people or vehicles"
    assert (origin.lower, origin.higher) == (1, 0)


def test_overrides_show_both_tiers_of_each(light, by_manager, manager):
    set_tier_of(light, by_manager, "high")

    (row,) = overrides(reader=manager).rows

    assert row.mark.label == "High"
    assert row.mark.note == f"set by {manager.name}; computed Low"


def test_overrides_leave_out_what_was_lifted(light, by_manager, manager):
    set_tier_of(light, by_manager, "high")
    TierOverride.objects.update(lifted_at="2026-11-23T18:00Z", lifted_by=manager)

    report = overrides(reader=manager)

    assert report.rows == ()
    assert report.verdict.startswith("No tier is set by hand")


def test_overrides_ask_as_often_for_many(
    light, plates, by_manager, manager, django_assert_num_queries
):
    set_tier_of(light, by_manager, "high")
    _ = manager.permissions
    with django_assert_num_queries(2):
        overrides(reader=manager)

    set_tier_of(plates, by_manager, "low")

    with django_assert_num_queries(2):
        assert overrides(reader=manager).total == 2
