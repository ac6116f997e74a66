import pytest
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.models import FundingLine, Partner, ProjectRequest
from intake.services import LineChanged
from tests.conftest import NOW
from tests.triage.services.acts import decide
from tests.triage.services.endings import money_line
from triage.models import Assessment
from triage.services import NothingEnds, Successor, name_successor

pytestmark = pytest.mark.django_db

NAMED = Successor(source="General Fund", owner="Chief of Police")


@pytest.fixture
def line(light) -> FundingLine:
    return money_line(light)


def name(line, by, successor=NAMED, seen_version=1):
    return name_successor(
        line=line,
        successor=successor,
        seen_version=seen_version,
        by=by if isinstance(by, Actor) else Actor.of(by),
        now=NOW,
    )


def decided(line, outcome="accepted"):
    ProjectRequest.objects.update(step="decided", outcome=outcome, decided_at=NOW)
    line.project_request.refresh_from_db()
    return line


def test_naming_writes_the_line_and_the_record(line, requester):
    name(line, requester)

    assert (line.successor_source, line.successor_owner) == (
        "General Fund",
        "Chief of Police",
    )
    assert line.version == 2
    entry = AuditEntry.objects.get(action="triage.successor_named")
    assert audit.sentence(entry) == (
        f"{requester.name} said who pays when “State grant” ends: "
        "General Fund, for which Chief of Police answers"
    )


def test_naming_before_the_decision_judges_again(line, requester):
    before = Assessment.objects.count()

    name(line, requester)

    assert Assessment.objects.count() == before + 1


def test_naming_after_the_decision_keeps_the_figures(line, requester):
    before = Assessment.objects.count()

    name(decided(line), requester)

    assert line.successor_owner == "Chief of Police"
    assert Assessment.objects.count() == before


def test_a_plan_to_switch_off_is_enough(line, requester):
    name(line, requester, Successor(switch_off_plan="Taken down in June 2028."))

    assert line.switch_off_plan == "Taken down in June 2028."


def test_naming_nobody_withdraws_what_was_named(line, requester):
    name(line, requester)

    name(line, requester, Successor(), seen_version=2)

    assert line.successor_source == ""
    assert AuditEntry.objects.filter(action="triage.successor_withdrawn").exists()


@pytest.mark.parametrize(
    ("successor", "field"),
    [
        (Successor(), "source"),
        (Successor(source="General Fund"), "owner"),
        (Successor(owner="Chief"), "source"),
        (Successor(source="General Fund", switch_off_plan="In June."), "owner"),
    ],
)
def test_half_an_answer_is_refused(line, requester, successor, field):
    with pytest.raises(Refused) as refused:
        name(line, requester, successor)

    assert list(refused.value.messages) == [field]


def test_an_older_version_is_a_conflict(line, requester):
    name(line, requester)

    with pytest.raises(LineChanged):
        name(line, requester, Successor(switch_off_plan="In June."))


def test_a_removed_line_is_a_conflict(line, requester):
    FundingLine.objects.all().delete()

    with pytest.raises(LineChanged) as conflict:
        name(line, requester)

    assert conflict.value.removed


def test_other_departments_may_not(line, outsider):
    with pytest.raises(PermissionDenied):
        name(line, outsider)


def test_readers_may_not(line, leader):
    with pytest.raises(PermissionDenied):
        name(line, leader)


@pytest.mark.parametrize("part", ["owner", "funder"])
def test_owner_and_funder_of_other_departments_may(line, outsider, part):
    Partner.objects.create(
        project_request=line.project_request,
        part=part,
        name=outsider.name,
        contact=outsider.contact,
    )

    assert name(line, outsider).version == 2


def test_the_promoter_may_not(line, outsider):
    Partner.objects.create(
        project_request=line.project_request,
        part="promoter",
        name=outsider.name,
        contact=outsider.contact,
    )

    with pytest.raises(PermissionDenied):
        name(line, outsider)


def test_it_and_it_finance_may(line, triager, outsider, city):
    city.it_finance = outsider.contact
    city.save()

    assert name(line, triager).version == 2
    assert name(line, outsider, seen_version=2).version == 3


def test_nothing_is_named_where_the_request_is_over(line, requester, by_manager):
    decide(line.project_request, by_manager)

    with pytest.raises(NothingEnds):
        name(line, requester)
