from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import city as the_city
from accounts.actors import Actor
from accounts.calendar import business_days_between
from intake.lifecycle import Outcome
from intake.models import Happening, ProjectRequest
from intake.services import withdraw_request
from tests.conftest import NOW
from tests.factories.accounts import UserFactory
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import submit
from tests.triage.services.acts import decide
from triage.selectors.early_involvement import asked_since, early_involvement
from triage.selectors.figures import headline_figures

pytestmark = pytest.mark.django_db

LAST_YEAR = datetime(2026, 5, 4, 17, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def ask(rubric):
    def ask(by, kind="", now=NOW, **fields) -> ProjectRequest:
        draft = ProjectRequestFactory(created_by=by, **fields)
        if kind:
            Happening.objects.create(project_request=draft, kind=kind)
        return submit(draft, by, now=now)

    return ask


def page_for(reader, year=None, now=NOW):
    return early_involvement(reader=reader, year=year, now=now)


def test_page_of_an_empty_city_says_there_is_nothing_yet(leader, rubric):
    page = page_for(leader)

    assert page.is_empty
    assert page.verdict == "Nothing came to IT in FY2027 yet."


def test_page_says_the_year_beside_the_one_before(leader, requester, ask):
    ask(requester)
    ask(requester, "contract")
    ask(requester, "contract", now=LAST_YEAR)

    assert page_for(leader).verdict == (
        "In FY2027, 1 of 2 requests reached IT before money was committed; in FY2026 it "
        "was 0 of 1."
    )
    assert [year.label for year in page_for(leader).years] == ["FY2027", "FY2026"]


def test_page_of_another_year_shows_its_requests(leader, requester, ask):
    ask(requester)
    ask(requester, "contract", now=LAST_YEAR)

    page = page_for(leader, year=2026)

    assert (page.year, page.total.in_time) == ("FY2026", "0 of 1")
    assert page_for(leader, year=1999).year == "FY2027"


def test_page_lists_departments_by_name_with_the_range_of_the_median(
    leader, requester, outsider, ask
):
    ask(outsider)
    ask(requester, "installed")

    rows = page_for(leader).departments

    assert [(row.name, row.in_time, row.index) for row in rows] == [
        ("Parks and Recreation", "0 of 1", "0–40"),
        ("Police", "1 of 1", "80–100"),
    ]


def test_page_counts_told_in_time_as_the_headline_does(leader, requester, ask, find):
    for days in (1, 90, 91, 92):
        ask(requester, now=NOW - days * DAY)
    ask(requester, "contract")
    find()

    figures = headline_figures(NOW)

    assert page_for(leader).tiles[0].sub == (
        f"{figures.told_in_time} of {figures.told_about} since 25 Aug"
    )


def test_page_shows_a_requester_their_own_department_alone(requester, outsider, ask):
    ask(requester, title="Ours")
    ask(outsider, title="Theirs")

    page = page_for(requester)

    assert page.place == "Parks and Recreation"
    assert [row.name for row in page.departments] == ["Parks and Recreation"]
    assert [example.title for example in page.examples] == ["Ours"]
    assert not page.can_log


def test_page_shows_nothing_to_whose_department_is_not_confirmed(parks, requester, ask):
    ask(requester)

    stranger = UserFactory(department=parks, department_confirmed_at=None)

    assert page_for(stranger).is_empty


def test_page_puts_what_was_accepted_early_first(leader, requester, ask, by_manager):
    ask(requester, title="Open")
    decide(ask(requester, title="Accepted"), by_manager, Outcome.DECLINED)
    ask(requester, "contract", title="Late")

    titles = [example.title for example in page_for(leader).examples]

    assert "Late" not in titles
    assert set(titles) == {"Open", "Accepted"}


def test_page_tells_what_became_of_them(leader, requester, ask, by_manager):
    decide(ask(requester, "contract"), by_manager, Outcome.DECLINED)
    ask(requester)

    in_time, late = page_for(leader).fates

    assert (in_time.name, in_time.outcomes, in_time.days) == (
        "Told in time",
        "1 not decided",
        "",
    )
    assert (late.name, late.outcomes) == ("Told late", "1 declined")
    assert late.gap == ""


def test_page_lists_what_was_found_until_it_is_finished(leader, requester, find):
    found = find()
    (stub,) = page_for(leader).stubs
    assert (stub.title, stub.stage) == ("Irrigation controllers", "Installed or in use")
    assert page_for(leader).tiles[3].sub == "1 waits for its department"

    submit(found, requester)

    page = page_for(leader)
    assert page.stubs == ()
    assert (page.tiles[3].value, page.total.in_time) == ("1", "0 of 1")


def test_page_leaves_what_was_given_up_out_of_what_waits(leader, requester, find):
    found = find()
    withdraw_request(
        project_request=found,
        reason="Not ours",
        seen_version=found.version,
        by=Actor.of(requester),
        now=NOW,
    )

    page = page_for(leader)

    assert page.stubs == ()
    assert page.fates[0].outcomes == "1 withdrawn"


def test_page_leaves_out_drafts_and_documented_cases(leader, requester, ask, draft):
    ask(requester, is_example=True)

    assert page_for(leader).is_empty


def test_days_to_the_decision_are_business_days(
    leader, requester, ask, by_manager, city
):
    sent = [ask(requester, now=NOW - days * DAY) for days in (0, 3, 20)]
    for request in sent:
        decide(request, by_manager, Outcome.DECLINED, now=NOW + 9 * DAY)

    rows = asked_since(leader, date(2026, 7, 1))

    holidays = the_city.holidays()
    decided_on = the_city.day_of(NOW + 9 * DAY)
    assert [row.decision_days for row in rows] == [
        business_days_between(row.on, decided_on, holidays) for row in rows
    ]


def test_page_asks_the_database_as_often_for_many_as_for_few(
    leader, requester, outsider, ask, find
):
    def make(count: int) -> None:
        for _ in range(count):
            ask(requester)
            ask(outsider, "contract", now=LAST_YEAR)
            find(title=f"Controllers, {ProjectRequest.objects.count()}")

    make(1)
    page_for(leader)
    with CaptureQueriesContext(connection) as few:
        page_for(leader)
    make(3)

    with CaptureQueriesContext(connection) as many:
        page_for(leader)

    assert len(many) == len(few) <= 4
