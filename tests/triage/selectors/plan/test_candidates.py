import pytest

from intake.lifecycle import Outcome
from intake.models import Payer, ProjectRequest
from tests.triage.planning import YEAR, cost, give_value
from tests.triage.services.acts import decide
from tests.triage.services.test_planning import link
from triage.plans import Terms
from triage.portfolio import Amount, Link, LinkKind, Resource
from triage.scoring.budget import Scope
from triage.selectors.plan import candidate_requests, weighing

pytestmark = pytest.mark.django_db

MONEY = Resource("", YEAR)


def only(manager, **terms):
    (item,) = weighing(manager, Terms(YEAR, **terms)).weighed
    return item


def test_weighing_counts_missing_money_and_all_the_hours(
    open_request, network, manager
):
    found = open_request("Sensors", dollars=40_000, points=60)
    cost(found, team=network, hours=250)

    item = only(manager)

    hours = Resource("network", YEAR)
    assert set(item.candidate.needs) == {
        Amount(MONEY, 4_000_000),
        Amount(hours, 25_000),
    }
    assert (item.number, item.candidate.points) == (found.number, 60)
    assert (item.title, item.status) == ("Sensors", "New")


def test_weighing_of_its_share_counts_what_it_pays_alone(open_request, manager):
    found = open_request("Sensors", dollars=40_000)
    cost(found, dollars=700, payer=Payer.IT)

    assert only(manager).candidate.cents == 4_070_000
    assert only(manager, scope=Scope.IT).candidate.cents == 70_000


def test_weighing_leaves_out_other_years(open_request, manager):
    open_request("Sensors", dollars=40_000)

    (item,) = weighing(manager, Terms(YEAR + 1)).weighed

    assert item.candidate.needs == ()


def test_weighing_names_what_nobody_costed(open_request, manager):
    found = open_request("Sensors")

    found_all = weighing(manager, Terms(YEAR))

    assert found_all.weighed == ()
    assert [item.number for item in found_all.uncosted] == [found.number]


def test_weighing_takes_accepted_ones_only_when_asked(
    open_request, by_manager, manager
):
    found = open_request("Sensors", dollars=40_000)
    decide(found, by_manager, Outcome.ACCEPTED, unknown_accepted="A pilot will tell.")
    ProjectRequest.objects.filter(pk=found.pk).update(
        step="decided", outcome="accepted", decided_at="2026-11-23T18:00Z"
    )

    assert weighing(manager, Terms(YEAR)).weighed == ()
    assert only(manager, with_accepted=True).number == found.number


def test_weighing_tells_links_and_which_ends_are_accepted(
    open_request, by_manager, manager
):
    one, other = open_request("Sensors", dollars=40_000), open_request("Mesh")
    link(one, other, by_manager)
    ProjectRequest.objects.filter(pk=other.pk).update(
        step="decided", outcome="accepted", decided_at="2026-11-23T18:00Z"
    )

    found = weighing(manager, Terms(YEAR))

    assert found.links == (Link(one.number, other.number, LinkKind.NEEDS),)
    assert found.settled == (other.number,)


def test_candidates_leave_out_drafts_and_documented_cases(draft, open_request, manager):
    found = open_request("Sensors")

    assert list(candidate_requests(manager)) == [found]


def test_weighing_asks_as_often_for_many(
    open_request, network, by_manager, manager, django_assert_num_queries
):
    first = open_request("Sensors", dollars=40_000, points=60)
    _ = manager.permissions
    with django_assert_num_queries(4):
        weighing(manager, Terms(YEAR))
    others = [open_request(f"Idea {n}", dollars=1_000, points=n) for n in range(4)]
    for other in others:
        link(first, other, by_manager)
        give_value(other, by_manager, 9)

    with django_assert_num_queries(4):
        assert len(weighing(manager, Terms(YEAR)).weighed) == 5
