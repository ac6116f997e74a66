import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from tests.conftest import NOW
from tests.triage.planning import YEAR, give_value
from triage.models import PortfolioScenario
from triage.plans import Plan, Terms, propose
from triage.portfolio import Amount, Resource
from triage.selectors.plan import plan_of, weighing
from triage.services import PlanMoved, save_plan

pytestmark = pytest.mark.django_db

LIMIT = Terms(YEAR, (Amount(Resource("", YEAR), 5_000_000),))


def plan(manager, terms=LIMIT) -> Plan:
    return propose(terms, weighing(manager, terms))


def save(made: Plan, by, **terms) -> PortfolioScenario:
    return save_plan(
        **{"name": "Base", "plan": made, "seen": made.fingerprint, "by": by, "now": NOW}
        | terms
    )


@pytest.fixture
def sensors(open_request):
    return open_request("Flood sensors", dollars=40_000, points=60)


def test_save_plan_keeps_limits_candidates_and_proposal(sensors, by_manager, manager):
    made = plan(manager)

    scenario = save(made, by_manager, name=" Base ")

    scenario.refresh_from_db()
    assert (scenario.name, scenario.first_year) == ("Base", YEAR)
    assert (scenario.made_by, scenario.made_at) == (manager, NOW)
    assert plan_of(scenario) == made
    assert plan_of(scenario).proposal.chosen == (sensors.number,)
    assert AuditEntry.objects.filter(action="triage.plan_saved").count() == 1


def test_save_plan_stays_as_it_was_when_values_change(sensors, by_manager, manager):
    scenario = save(plan(manager), by_manager)

    give_value(sensors, by_manager, 5)

    scenario.refresh_from_db()
    assert plan_of(scenario).proposal.points == 60
    assert plan(manager).proposal.points == 5


def test_save_plan_that_moved_since_conflicts(sensors, by_manager, manager):
    seen = plan(manager).fingerprint
    give_value(sensors, by_manager, 5)

    with pytest.raises(PlanMoved):
        save(plan(manager), by_manager, seen=seen)

    assert not PortfolioScenario.objects.exists()


def test_save_plan_refuses_no_name(sensors, by_manager, manager):
    with pytest.raises(Refused) as refused:
        save(plan(manager), by_manager, name="  ")

    assert list(refused.value.messages) == ["name"]


def test_save_plan_refuses_where_nothing_is_proposed(sensors, by_manager, manager):
    give_value(sensors, by_manager, 60, is_mandated=True, because="Consent decree")
    none = Terms(YEAR, (Amount(Resource("", YEAR), 0),))

    with pytest.raises(Refused, match="nothing to save"):
        save(plan(manager, none), by_manager)

    assert not PortfolioScenario.objects.exists()


def test_save_plan_needs_a_manager(sensors, manager, triager):
    with pytest.raises(PermissionDenied):
        save(plan(manager), Actor.of(triager))
