from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import BudgetEvent
from intake.models import (
    CostAmount,
    CostLine,
    FundingLine,
    Happening,
    ProjectRequest,
)
from intake.services import request_changed
from notifications.periods import Period
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import any_cause, submit
from tests.triage.services.acts import recommend
from tests.triage.services.endings import money_line
from triage import digests
from triage.services import confirm_decision

pytestmark = pytest.mark.django_db

# The digest of Monday 2026-11-23 07:30 in the city, and the week it tells.
END = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
WEEK = Period("2026-W48", END - timedelta(days=7), END)
TUESDAY = END - timedelta(days=6)


@pytest.fixture
def ask(requester, rubric):
    """A request submitted within the week."""

    def ask(title="Flood sensors", now=TUESDAY, **fields) -> ProjectRequest:
        draft = ProjectRequestFactory(created_by=requester, title=title, **fields)
        return submit(draft, requester, now=now)

    return ask


def cost_a_year(project_request: ProjectRequest, cents: int, year=2028) -> None:
    line = CostLine.objects.create(
        project_request=project_request,
        description="Subscription",
        payer="department",
        timing="recurring",
        cost_type="operating",
    )
    CostAmount.objects.create(line=line, fiscal_year=year, cents=cents)
    request_changed(project_request, cause=any_cause(project_request), now=TUESDAY)


def figure(section, label: str):
    return next(item for item in section.figures if item.label.startswith(label))


def test_headline_of_an_empty_city_is_quiet(leader):
    section = digests.headline(WEEK, leader)

    assert [item.value for item in section.figures] == ["0", "0", "$0", "none yet"]
    assert section.verdict == ()


def test_headline_counts_waiting_beside_last_weeks(leader, ask):
    ask()
    ask(now=END - timedelta(days=30))

    waiting = figure(digests.headline(WEEK, leader), "Waiting")

    assert (waiting.value, waiting.detail) == ("2", "1 past the promise")
    assert waiting.last_week == "last week 1, 1 past"
    assert waiting.change == "worse"
    assert waiting.path.endswith("/queue/?view=past")


def test_headline_tells_leaders_what_needs_them(leader, manager, ask, by_manager):
    recommend(ask(), by_manager, now=TUESDAY)

    section = digests.headline(WEEK, leader)

    assert section.verdict == ("1 decision needs you",)
    due = figure(section, "Decisions")
    assert (due.value, due.detail) == ("1", "1 needs a leader")
    assert digests.headline(WEEK, manager).verdict == ()


def test_headline_names_the_first_unfunded_year(leader, ask):
    cost_a_year(ask(), 410_000_00)
    cost_a_year(ask(), 20_000_00, year=2029)

    section = digests.headline(WEEK, leader)

    unfunded = figure(section, "Unfunded")
    assert unfunded.label == "Unfunded every year, from FY2028"
    assert unfunded.value == "$410k"
    assert unfunded.detail == "$20k more from FY2029"
    assert unfunded.last_week == "last week $0"
    assert section.verdict == ("$410k a year unfunded from FY2028",)


def test_headline_shows_the_share_told_in_time_with_its_base(leader, ask):
    ask()
    late = ProjectRequestFactory(created_by=leader)
    Happening.objects.create(project_request=late, kind="contract")
    submit(late, leader, now=TUESDAY)

    told = figure(digests.headline(WEEK, leader), "Told")

    assert (told.value, told.detail) == ("50%", "1 of 2 since 25 Aug")
    assert told.path.endswith("/early-involvement/")


def test_decide_this_week_shows_what_is_asked(leader, ask, by_manager):
    request = ask("Drone docks")
    recommend(request, by_manager, now=TUESDAY)

    section = digests.decide_this_week(WEEK, leader)

    (row,) = section.rows
    assert row.text == "Drone docks"
    assert row.detail.split("\n") == [
        "Parks and Recreation · waiting 4 business days",
        "0–100, planning 50: High, could be Critical",
        "Gap: Not costed yet",
        "Asked: confirm “Accepted”, as Y. Marsh recommends",
    ]
    assert row.bar == ("0.0", "50.0", "100.0", "high")
    assert row.button == "Read and confirm"
    assert row.path == f"/queue/{request.number}/"


def test_decide_this_week_shortens_the_list_and_counts_all(leader, ask, by_manager):
    for number in range(7):
        recommend(ask(f"Idea {number}"), by_manager, now=TUESDAY)

    section = digests.decide_this_week(WEEK, leader)

    assert (len(section.rows), section.more) == (5, 2)


def test_decide_this_week_tells_it_as_it_stood_at_the_end_of_the_week(
    leader, ask, by_manager, by_leader
):
    decision = recommend(ask(), by_manager, now=TUESDAY)
    confirm_decision(
        decision=decision,
        seen_version=decision.project_request.version,
        by=by_leader,
        now=END + timedelta(hours=1),
    )

    assert len(digests.decide_this_week(WEEK, leader).rows) == 1


def test_decide_this_week_says_when_nothing_is_due(leader):
    section = digests.decide_this_week(WEEK, leader)

    assert (section.rows, section.more) == ((), 0)
    assert section.empty == "No decision is due this week."


def test_came_in_late_tells_the_latest_first(leader, requester, ask):
    ask("In time", wanted_on=date(2028, 1, 1))
    ask("Committed", commit_on=date(2026, 1, 5), fixed_on=date(2026, 12, 1))
    installed = ProjectRequestFactory(created_by=requester, title="Cameras")
    Happening.objects.create(project_request=installed, kind="installed")
    submit(installed, requester, now=TUESDAY)

    section = digests.came_in_late(WEEK, leader)

    assert [row.text for row in section.rows] == [
        "Cameras, Parks and Recreation",
        "Committed, Parks and Recreation",
    ]
    assert section.rows[0].detail.startswith(
        "when IT was first asked: Installed or in use; lateness "
    )
    assert section.rows[0].aside == "17 Nov"
    assert section.verdict == ("2 projects found late",)


def test_came_in_late_tells_of_work_found_outside_until_it_is_finished(
    leader, requester, find
):
    found = find(now=TUESDAY)
    (row,) = digests.came_in_late(WEEK, leader).rows
    assert row.detail == (
        "found outside intake: Installed or in use; lateness 60–100; not finished yet"
    )
    assert row.path == f"/requests/{found.number}/"

    submit(found, requester, now=END + timedelta(days=1))

    (row,) = digests.came_in_late(WEEK, leader).rows
    assert row.detail.endswith("lateness 60–100")
    assert row.path == f"/queue/{found.number}/"
    next_week = Period("2026-W49", END, END + timedelta(days=7))
    assert digests.came_in_late(next_week, leader).rows == ()


def test_came_in_late_leaves_out_other_weeks_and_documented_cases(
    leader, requester, ask
):
    for now, is_example in ((TUESDAY - timedelta(days=7), False), (TUESDAY, True)):
        ask(
            now=now,
            is_example=is_example,
            commit_on=date(2026, 1, 5),
            fixed_on=date(2026, 12, 1),
        )

    section = digests.came_in_late(WEEK, leader)

    assert (section.rows, section.verdict) == ((), ())


@pytest.mark.parametrize(
    "build", [digests.headline, digests.decide_this_week, digests.came_in_late]
)
def test_sections_tell_only_what_the_reader_may_see(build, outsider, ask, by_manager):
    hidden = ask("Hidden", commit_on=date(2026, 1, 5), fixed_on=date(2026, 12, 1))
    cost_a_year(hidden, 410_000_00)
    recommend(hidden, by_manager, now=TUESDAY)

    section = build(WEEK, outsider)

    assert section.rows == ()
    assert section.verdict == ()
    assert {item.value for item in section.figures} <= {"0", "$0", "none yet"}


@pytest.mark.parametrize(
    "build", [digests.headline, digests.decide_this_week, digests.came_in_late]
)
def test_sections_ask_the_database_as_often_for_many_as_for_few(
    build, leader, ask, by_manager
):
    def make(count: int) -> None:
        for _ in range(count):
            late = ask(commit_on=date(2026, 1, 5), fixed_on=date(2026, 12, 1))
            recommend(late, by_manager, now=TUESDAY)

    make(2)
    # The reader's roles are read once and kept with them.
    build(WEEK, leader)
    with CaptureQueriesContext(connection) as few:
        build(WEEK, leader)
    make(3)

    with CaptureQueriesContext(connection) as many:
        build(WEEK, leader)

    assert len(many) == len(few)


def ending_grant(project_request: ProjectRequest, **fields) -> FundingLine:
    return money_line(project_request, **{"end_on": date(2028, 3, 31), **fields})


def test_money_ahead_of_an_empty_city_says_so(leader):
    section = digests.money_ahead(WEEK, leader)

    assert section.rows == ()
    assert section.verdict == ()
    assert section.empty.startswith("No money ends within 18 months")


def test_money_ahead_names_what_ends_and_the_call(leader, ask):
    BudgetEvent.objects.create(on=date(2026, 10, 15), name="Call", kind="call")
    ending_grant(ask())

    call, money = digests.money_ahead(WEEK, leader).rows

    assert call.text == "326 days to the budget call"
    assert call.detail.startswith("expected")
    assert money.text == "“State grant”, Flood sensors"
    assert money.detail == (
        "Parks and Recreation · ends in 16 months, $100k a year missing · nobody named"
    )


def test_money_ahead_counts_what_does_not_fit(leader, ask):
    for n in range(6):
        ending_grant(ask(title=f"Idea {n}"))
    FundingLine.objects.filter(project_request__title="Idea 0").update(
        switch_off_plan="In June."
    )

    section = digests.money_ahead(WEEK, leader)

    assert len(section.rows) == 5
    assert section.more == 1
    assert all("Idea 0" not in row.text for row in section.rows)
    assert section.verdict == ("5 sources of money end with nobody named to pay then",)


def test_money_ahead_leaves_out_what_ends_later(leader, ask):
    ending_grant(ask(), end_on=date(2028, 6, 30))

    assert digests.money_ahead(WEEK, leader).rows == ()


def test_money_ahead_tells_only_what_the_reader_may_see(outsider, ask):
    ending_grant(ask())

    assert digests.money_ahead(WEEK, outsider).more == 0
