from dataclasses import replace

import pytest
from django.urls import reverse

from accounts.actors import Actor
from intake.lifecycle import Outcome
from intake.models import ProjectRequest
from intake.services import CostDetails, add_cost_line
from projects.models import Project
from tests.conftest import NOW
from tests.triage.conftest import load_json
from tests.triage.services.acts import decide
from triage.judgement import Judgement
from triage.models import Assessment, ReferenceClass
from triage.scoring.rules import Stage
from triage.selectors.reference_class import (
    own_growths,
    reference_figure,
    reference_of_early,
)
from triage.services import load_reference_classes

pytestmark = pytest.mark.django_db


@pytest.fixture
def classes():
    load_reference_classes(data=load_json("reference_class.json"))


def cost(project_request, dollars, by):
    add_cost_line(
        project_request=project_request,
        details=CostDetails(
            description="Pumps",
            payer="department",
            timing="one_time",
            cost_type="capital",
            cents_by_year={2027: dollars * 100},
        ),
        by=by,
        now=NOW,
    )


def test_reference_figure_without_a_class_is_none(db):
    assert reference_figure() is None


def test_reference_figure_says_how_estimates_held_up_and_the_bias(classes):
    figure = reference_figure()

    assert figure is not None
    assert figure.headline == (
        "About one in five long-running IT projects more than doubled."
    )
    canada, new_york = figure.elsewhere
    assert canada.says == (
        "192 projects: cost grew by 17% at the median, and by 115% or more in one of "
        "five."
    )
    assert "over-represented" in canada.bias
    assert new_york.slips_say.startswith("They ended 10 months late at the median")
    assert figure.here.startswith("0 closed projects here")


def test_reference_figure_without_closed_projects_reads_twice(
    classes, django_assert_num_queries
):
    with django_assert_num_queries(2):
        reference_figure()


@pytest.mark.parametrize(("phase", "growths"), [("live", [50]), ("planned", [])])
def test_own_growths_are_those_of_closed_projects(
    light, requester, by_manager, phase, growths
):
    cost(light, 100, Actor.of(requester))
    cost(light, 50, Actor.of(requester))
    light.refresh_from_db()
    decide(light, by_manager, outcome=Outcome.ACCEPTED)
    Project.objects.update(phase=phase)

    assert own_growths() == growths


def test_load_reference_classes_again_keeps_what_the_city_changed(classes):
    ReferenceClass.objects.filter(code="canada_it").update(name="Canada")

    assert load_reference_classes(data=load_json("reference_class.json")) == 0
    assert ReferenceClass.objects.get(code="canada_it").name == "Canada"


def test_money_pages_show_it_while_the_estimate_is_early(
    classes, client, light, requester, rubric
):
    cost(light, 100, Actor.of(requester))
    client.force_login(requester)

    for name in ("triage:request", "triage:request_money"):
        page = client.get(reverse(name, args=[light.number]))

        assert "How early estimates held up:" in page.text
        assert "over-represented" in page.text


def judged(project_request: ProjectRequest) -> Judgement:
    assessment = Assessment.objects.current_for(project_request)
    assert assessment is not None
    return assessment.judgement


def test_reference_of_early_is_none_without_lines_or_later_unread(
    classes, light, requester, django_assert_num_queries
):
    judgement = judged(light)
    assert reference_of_early(judgement) is None
    cost(light, 100, Actor.of(requester))
    light.refresh_from_db()
    judgement = judged(light)
    assert judgement.budget_range is not None
    late = replace(
        judgement,
        budget_range=replace(judgement.budget_range, stage=Stage.SPEC),
    )

    early = reference_of_early(judgement)
    assert early is not None
    assert early.bias.startswith("192 federal IT projects")
    with django_assert_num_queries(0):
        assert reference_of_early(late) is None
