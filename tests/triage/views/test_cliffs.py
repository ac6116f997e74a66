from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import BudgetEvent
from intake.models import FundingLine
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import submit
from tests.triage.services.endings import money_line
from triage.models import CliffAlarm

pytestmark = pytest.mark.django_db

PAGE, CSV, CALENDAR = (
    f"triage:{name}" for name in ("cliffs", "cliffs_csv", "budget_calendar")
)


@pytest.fixture
def line(light) -> FundingLine:
    return money_line(light)


@pytest.fixture
def manager_sees(client, manager):
    client.force_login(manager)
    return lambda query="", name=PAGE: client.get(reverse(name) + query)


def test_page_lists_what_ends_and_what_is_missing(line, manager_sees):
    text = manager_sees().text

    assert "State grant" in text
    assert "30 Sep 2028" in text
    assert "in 22 months" in text
    assert "Nobody named" in text
    assert "next 30 Mar 2027" in text
    assert reverse("triage:after", args=[line.project_request.number, line.pk]) in text


def test_page_says_when_it_was_told_and_what_comes_next(line, manager_sees):
    BudgetEvent.objects.create(on=date(2026, 10, 15), name="Call", kind="call")
    CliffAlarm.objects.create(
        funding_line=line, due_on=date(2026, 11, 20), sent_at=NOW, months_before=18
    )

    text = manager_sees().text

    assert "last 20 Nov 2026" in text
    assert "The next budget call is expected 15 Oct 2027, in 326 days" in text


def test_what_is_due_already_goes_out_next(light, manager_sees):
    money_line(light, end_on=date(2027, 6, 30), cents=200_000_00)

    assert "next 23 Nov 2026" in manager_sees().text


def test_answered_money_shows_who_pays(line, manager_sees):
    FundingLine.objects.update(switch_off_plan="Taken down in June.")

    text = manager_sees().text

    assert "It is switched off: Taken down in June." in text
    assert "it is known what comes then" in text


def test_filters_leave_out_answered_money_and_other_departments(
    line, manager_sees, police
):
    FundingLine.objects.update(switch_off_plan="Taken down in June.")

    assert "State grant" in manager_sees("?department=PRK").text
    assert "Nothing of that kind ends" in manager_sees("?department=PD").text
    assert "Nothing of that kind ends" in manager_sees("?open=1").text


def test_page_without_any_says_what_would_stand_there(manager_sees, rubric):
    assert "No money ends that anything depends on" in manager_sees().text


def test_a_broken_page_link_starts_at_the_top(line, manager_sees):
    response = manager_sees("?after=nonsense&open=1")

    assert response.status_code == 302
    assert response.url == reverse(PAGE) + "?open=1"


def test_page_asks_the_same_at_any_size(light, requester, manager_sees):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert manager_sees().status_code == 200
        return len(queries)

    money_line(light)
    asked()
    few = asked()
    for n in range(3):
        other = ProjectRequestFactory(created_by=requester)
        money_line(submit(other, requester), source=f"Grant {n}")

    assert asked() == few


def test_long_lists_are_paged(light, manager_sees, monkeypatch, requester):
    monkeypatch.setattr("triage.selectors.cliffs.page.ROWS_A_PAGE", 1)
    money_line(light)
    other = submit(ProjectRequestFactory(created_by=requester), requester)
    money_line(other, source="Later grant", end_on=date(2029, 6, 30))

    first = manager_sees()
    assert "Later grant" not in first.text
    after = first.context["pager"].older_url
    assert "Later grant" in manager_sees(after.removeprefix(reverse(PAGE))).text


@pytest.mark.parametrize("name", [PAGE, CSV])
def test_lists_are_for_readers_of_triage(client, requester, name):
    client.force_login(requester)

    assert client.get(reverse(name)).status_code == 403


def test_export_has_numbers_as_numbers_and_no_formulas(light, manager_sees):
    money_line(light, source="=1+1")

    text = manager_sees(name=CSV).getvalue().decode()

    assert "'=1+1" in text
    assert "100000.00,100000.00,FY2030,nobody named,no,,2027-03-30" in text


# --- the calendar ----------------------------------------------------------------------


def test_calendar_counts_days_and_names_papers_that_are_missing(
    light, manager_sees, line
):
    FundingLine.objects.update(cents=1)
    BudgetEvent.objects.create(
        on=date(2026, 12, 11), name="Due to IT", kind="due_to_it", fiscal_year=2030
    )

    text = manager_sees(name=CALENDAR).text

    assert "Due to IT: 11 Dec 2026, in 18 days" in text
    assert "20 Nov 2026, 4 Dec 2026" in text
    assert "Without a signed budget request for FY2030" in text
    assert light.title in text


def test_calendar_without_days_says_who_enters_them(manager_sees, rubric):
    assert "No days are entered" in manager_sees(name=CALENDAR).text


def test_calendar_shows_departments_the_days_only(client, requester, line):
    BudgetEvent.objects.create(
        on=date(2026, 12, 11), name="Due to IT", kind="due_to_it", fiscal_year=2030
    )
    client.force_login(requester)

    text = client.get(reverse(CALENDAR)).text

    assert "Due to IT" in text
    assert "Without a signed" not in text


# --- on the request's pages ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["request", "workbench"])
def test_the_requests_pages_say_what_ends(line, manager_sees, client, name):
    url = reverse(f"triage:{name}", args=[line.project_request.number])

    text = client.get(url).text

    assert "“State grant” ends 30 Sep 2028, in 22 months" in text
    assert "Nobody is named to pay then" in text
