from datetime import UTC, datetime, timedelta

import pytest

from accounts.actors import Actor
from intake.models import ProjectRequest
from tests.factories.accounts import ContactFactory
from tests.triage.conftest import submit
from tests.triage.services.acts import mails, told
from triage.services import assign_request, remind_triage_lead

pytestmark = pytest.mark.django_db

# The Friday before; Monday 2026-11-23 09:00 in the city is one business day later.
FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
MONDAY = FRIDAY + timedelta(days=3)


@pytest.fixture
def lead(city):
    city.triage_lead = ContactFactory(name="Triage lead")
    city.save()
    return city.triage_lead


@pytest.fixture
def unassigned(draft, requester, lead):
    submit(draft, requester, now=FRIDAY)
    return draft


def test_remind_triage_lead_tells_once_after_one_business_day(unassigned, lead):
    remind_triage_lead(MONDAY - timedelta(minutes=1))
    assert told() == []

    remind_triage_lead(MONDAY)
    remind_triage_lead(MONDAY + timedelta(days=1))

    (message,) = mails()
    assert (message.event, message.recipient) == ("request_unassigned", lead)
    assert message.context["department"] == "Parks and Recreation"
    assert message.context["says"] == unassigned.impact_says
    assert message.context["number"] == unassigned.number


def test_remind_triage_lead_names_the_strongest_driver(unassigned):
    remind_triage_lead(MONDAY)

    assert "strongest" in mails()[0].context


def test_remind_triage_lead_counts_no_holiday(draft, requester, lead):
    # Wednesday before Thanksgiving and the day after it, both holidays.
    wednesday = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)
    submit(draft, requester, now=wednesday)

    remind_triage_lead(wednesday + timedelta(days=4))
    assert told() == []

    remind_triage_lead(wednesday + timedelta(days=5))
    assert told() == ["Triage lead"]


def test_remind_triage_lead_leaves_out_what_somebody_took(unassigned, triager):
    assign_request(
        project_request=unassigned,
        assignee=triager,
        seen_version=unassigned.version,
        by=Actor.of(triager),
        now=FRIDAY,
    )

    remind_triage_lead(MONDAY)

    assert told() == []


def test_remind_triage_lead_leaves_out_documented_cases(unassigned):
    ProjectRequest.objects.update(is_example=True)

    remind_triage_lead(MONDAY)

    assert told() == []


def test_remind_triage_lead_does_nothing_where_nobody_is_the_lead(unassigned, city):
    city.triage_lead = None
    city.save()

    remind_triage_lead(MONDAY)

    assert told() == []


def test_remind_triage_lead_tells_even_when_there_is_no_score(unassigned):
    ProjectRequest.objects.filter(pk=unassigned.pk).update(impact_says="")

    remind_triage_lead(MONDAY)

    assert mails()[0].context["says"] == "being computed"
