"""Three years of mornings: each alarm once, none missed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.actors import Actor
from accounts.models import AuditEntry, BudgetEvent
from intake.models import FundingLine, Partner, ProjectRequest
from intake.services import (
    CostDetails,
    FundingDetails,
    add_cost_line,
    add_funding_line,
)
from notifications.models import OutboxMessage
from projects.lifecycle import Phase
from projects.models import Project
from tests.conftest import NOW
from tests.factories.accounts import ContactFactory
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import assess, submit
from tests.triage.services.acts import decide, mails, told
from triage.models import CliffAlarm, DailyRound, EndingMoney
from triage.scoring.budget.alarms import alarms, calls_until
from triage.services import (
    Successor,
    cliff_alarms,
    cliff_mail,
    name_successor,
    send_cliff_alarms,
)

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
CALL = date(2026, 10, 15)
# FY2028 is the last year it pays; the window of five years ends with FY2031.
END = date(2028, 9, 30)
RECURRING = ("recurring:operating",)


def nine(day: date) -> datetime:
    """09:00 in the city, or ten in summer."""
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


def money(project_request, requester, end_on=END, source="State grant", **changes):
    details = FundingDetails(
        **{
            "source": source,
            "source_type": "grant",
            "certainty": "awarded",
            "cents": 400_000_00,
            "start_on": date(2026, 7, 1),
            "end_on": end_on,
            "payer": "department",
            "allows": RECURRING,
            **changes,
        }
    )
    return add_funding_line(
        project_request=project_request,
        details=details,
        by=Actor.of(requester),
        now=NOW,
    )


def yearly_cost(project_request, requester, years=range(2027, 2032)):
    details = CostDetails(
        description="Subscription",
        payer="department",
        timing="recurring",
        cost_type="operating",
        cents_by_year=dict.fromkeys(years, 100_000_00),
    )
    add_cost_line(
        project_request=project_request,
        details=details,
        by=Actor.of(requester),
        now=NOW,
    )


@pytest.fixture
def owner(db):
    return ContactFactory(name="Owner")


@pytest.fixture
def ask(requester, rubric, owner):
    """A request with yearly cost, its owner named."""

    def ask(title="Plate readers") -> ProjectRequest:
        draft = ProjectRequestFactory(created_by=requester, title=title)
        yearly_cost(draft, requester)
        Partner.objects.create(
            project_request=draft, part="owner", name="Owner", contact=owner
        )
        return submit(draft, requester)

    return ask


@pytest.fixture
def line(ask, requester) -> FundingLine:
    return money(ask(), requester)


@pytest.fixture
def call(db):
    return BudgetEvent.objects.create(on=CALL, name="Call", kind="call")


@pytest.fixture
def finance(city):
    city.it_finance = ContactFactory(name="Finance")
    city.save()
    return city.it_finance


def plan(end_on=END, calls=(CALL,)):
    return alarms(end_on, calls_until(list(calls), date(2030, 12, 31)))


def live(first: date, last: date, *, down=frozenset(), twice=frozenset(), acts=None):
    """A tick each morning of the city, but for the days the worker is down."""
    day = first
    while day <= last:
        if acts and day in acts:
            acts[day]()
        if day not in down:
            for _tick in range(2 if day in twice else 1):
                send_cliff_alarms(nine(day))
        day += timedelta(days=1)


def due_days(line) -> list[date]:
    return list(line.cliff_alarms.values_list("due_on", flat=True))


def sent_days(line) -> list[date]:
    return [row.sent_at.date() for row in line.cliff_alarms.all()]


# --- three years --------------------------------------------------------------------


def test_three_years_tell_each_alarm_on_its_day(line, call):
    expected = [alarm.on for alarm in plan() if alarm.on <= date(2029, 11, 22)]

    live(TODAY, date(2029, 11, 22), twice={date(2027, 10, 15), date(2028, 3, 30)})

    assert due_days(line) == expected
    assert sent_days(line) == expected
    assert len(mails()) == len(expected)


@pytest.mark.parametrize("before", [0, 3, 9, 10])
@pytest.mark.parametrize("at", [0, 4, 7, 15, 20])
def test_ten_days_down_around_an_alarm_tell_it_once_afterwards(line, call, at, before):
    alarm = plan()[at]
    down_from = alarm.on - timedelta(days=before)
    down = {down_from + timedelta(days=n) for n in range(10)}

    live(alarm.on - timedelta(days=40), alarm.on + timedelta(days=40), down=down)

    around = [a.on for a in plan() if abs((a.on - alarm.on).days) <= 40]
    late = down_from + timedelta(days=10) if alarm.on in down else alarm.on
    # What was due before the first tick of this test is told by the newest of it.
    assert [day for day in due_days(line) if day in around] == around
    assert sent_days(line)[due_days(line).index(alarm.on)] == late


def test_a_line_entered_late_is_told_once_of_all_that_was_due(ask, requester, call):
    found = ask()
    entered = date(2028, 5, 2)
    late: list[FundingLine] = []
    acts = {entered: lambda: late.append(money(found, requester))}

    live(TODAY, date(2029, 6, 1), acts=acts)

    dues = [alarm.on for alarm in plan()]
    overtaken = [on for on in dues if on <= entered]
    assert due_days(late[0]) == [overtaken[-1], *dues[len(overtaken) :]]
    assert sent_days(late[0])[0] == entered


def test_a_moved_end_is_told_by_its_new_days(line, call):
    moved_on, later = date(2028, 1, 10), date(2030, 9, 30)

    def move():
        FundingLine.objects.filter(pk=line.pk).update(end_on=later)
        assess(line.project_request)

    live(TODAY, date(2029, 11, 22), acts={moved_on: move})

    old = [a.on for a in plan() if a.on < moved_on]
    new = [a.on for a in plan(later) if moved_on < a.on <= date(2029, 11, 22)]
    assert due_days(line) == old + new


def test_a_successor_named_half_way_ends_it_and_withdrawn_begins_it_again(
    line, call, requester
):
    named_on, withdrawn_on = date(2027, 12, 1), date(2028, 7, 1)

    def answer(**parts):
        line.refresh_from_db()
        name_successor(
            line=line,
            successor=Successor(**parts),
            seen_version=line.version,
            by=Actor.of(requester),
            now=NOW,
        )

    acts = {
        named_on: lambda: answer(source="General Fund", owner="Chief"),
        withdrawn_on: answer,
    }
    live(TODAY, date(2028, 9, 1), acts=acts)

    dues = [a.on for a in plan() if a.on <= date(2028, 9, 1)]
    before = [on for on in dues if on < named_on]
    after = [on for on in dues if on > withdrawn_on]
    newest = max(on for on in dues if named_on <= on <= withdrawn_on)
    assert due_days(line) == [*before, newest, *after]


def test_a_call_entered_later_tells_nothing_twice(line, call):
    """The calendar says 25 October where the 15th was expected and told."""
    entered = date(2027, 10, 18)
    real = date(2027, 10, 25)
    acts = {
        entered: lambda: BudgetEvent.objects.create(on=real, name="Call", kind="call")
    }

    live(date(2027, 10, 1), date(2027, 12, 1), acts=acts)

    told_on = [on for on in due_days(line) if on >= date(2027, 10, 15)]
    assert told_on == [CALL.replace(year=2027), real + timedelta(days=28)]


# --- whom and what --------------------------------------------------------------------

FIRST = date(2027, 3, 30)


def test_owner_funder_and_it_finance_are_told_once_each(line, owner, finance):
    for part, contact in (("funder", owner), ("promoter", ContactFactory())):
        Partner.objects.create(
            project_request=line.project_request, part=part, name="X", contact=contact
        )

    send_cliff_alarms(nine(FIRST))

    assert told("money_ends") == ["Finance", "Owner"]
    assert mails()[1].context["because"] == [
        "you are named as its owner",
        "you are named as its funder",
    ]


def test_the_mail_says_what_ends_and_what_is_missing(line, call):
    send_cliff_alarms(nine(FIRST))

    context = mails()[0].context
    assert context["source"] == "State grant"
    assert context["left"] == "in 18 months"
    assert context["missing_year"] == "FY2030"
    assert context["missing"] == "$100,000"
    assert context["years"][-1]["missing"] == "$100,000"
    assert (context["call_on"], context["call_is_expected"]) == ("2027-10-15", True)
    assert context["path"].endswith(f"/money/sources/{line.pk}/after/")


def test_the_act_is_in_the_history_of_the_request(line):
    send_cliff_alarms(nine(FIRST))

    entry = AuditEntry.objects.filter(action="triage.money_end_told").get()
    assert audit.sentence(entry) == (
        "Groundwork told Owner that “State grant” ends on 2028-09-30"
    )


def test_nobody_to_tell_waits_until_there_is_somebody(line, owner):
    Partner.objects.all().delete()
    send_cliff_alarms(nine(FIRST))
    assert due_days(line) == []

    Partner.objects.create(
        project_request=line.project_request, part="owner", name="O", contact=owner
    )
    send_cliff_alarms(nine(FIRST + timedelta(days=1)))

    assert due_days(line) == [FIRST]


def test_nobody_is_told_before_eight_in_the_morning(line):
    send_cliff_alarms(datetime(2027, 3, 30, 14, 59, tzinfo=UTC))
    assert told() == []

    send_cliff_alarms(datetime(2027, 3, 30, 15, 0, tzinfo=UTC))
    assert told() == ["Owner"]


# --- which money ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"certainty": "planned"},
        {"certainty": "applied"},
        {"allows": ("one_time:capital",)},
        {"successor_source": "General Fund", "successor_owner": "Chief"},
        {"switch_off_plan": "Taken down in June."},
    ],
)
def test_money_that_needs_no_answer_is_not_told_of(ask, requester, changes):
    money(ask(), requester, **changes)

    send_cliff_alarms(nine(FIRST))

    assert told() == []


def test_half_a_successor_is_told_of(ask, requester):
    money(ask(), requester, successor_source="General Fund")

    send_cliff_alarms(nine(FIRST))

    assert told() == ["Owner"]


@pytest.mark.parametrize("fate", ["declined", "example", "retired", "draft"])
def test_requests_that_are_over_are_not_told_of(line, by_manager, triager, fate):
    request = line.project_request
    if fate == "declined":
        decide(request, by_manager)
    elif fate == "example":
        ProjectRequest.objects.update(is_example=True)
    elif fate == "draft":
        ProjectRequest.objects.update(step="draft")
    else:
        ProjectRequest.objects.update(
            step="decided", outcome="accepted", decided_at=NOW
        )
        Project.objects.create(
            ref="P-1",
            name="Readers",
            project_request=request,
            phase=Phase.RETIRED,
            phase_since_on=TODAY,
            owner_department=request.department,
            opened_at=NOW,
            opened_by=triager,
            updated_at=NOW,
        )
    before = len(mails())

    send_cliff_alarms(nine(FIRST))

    assert len(mails()) == before


def test_accepted_requests_are_told_of(line):
    ProjectRequest.objects.update(step="decided", outcome="accepted", decided_at=NOW)

    send_cliff_alarms(nine(FIRST))

    assert told("money_ends") == ["Owner"]


# --- safe to run at any time ---------------------------------------------------------------


def test_two_beats_at_one_alarm_tell_once(line, monkeypatch):
    """The other one told between this one's look and its turn."""
    (due,) = list(cliff_alarms._due(FIRST))
    cliff_alarms._send(*due, nine(FIRST))

    cliff_alarms._send(*due, nine(FIRST))

    assert CliffAlarm.objects.count() == 1
    assert told() == ["Owner"]


def test_one_that_fails_does_not_silence_the_others(line, ask, requester, monkeypatch):
    money(ask("Sensors"), requester, source="City grant")

    def break_one(ending, **kwargs):
        if ending.funding_line_id == line.pk:
            raise ValueError(ending)
        return cliff_mail.letter(ending, **kwargs)

    monkeypatch.setattr(cliff_alarms, "letter", break_one)
    send_cliff_alarms(nine(FIRST))
    assert [m.context["source"] for m in mails()] == ["City grant"]
    assert due_days(line) == []

    monkeypatch.undo()
    send_cliff_alarms(nine(FIRST + timedelta(days=1)))
    assert due_days(line) == [FIRST]


def test_a_tick_after_the_morning_look_reads_one_row(line, city):
    send_cliff_alarms(nine(FIRST))

    with CaptureQueriesContext(connection) as queries:
        send_cliff_alarms(nine(FIRST) + timedelta(minutes=1))

    assert len(queries) <= 2  # the city's time zone, and the round of today


def test_a_look_with_nothing_due_asks_the_same_at_any_size(ask, requester):
    def asked() -> int:
        DailyRound.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            send_cliff_alarms(nine(TODAY))
        return len(queries)

    found = ask()
    money(found, requester)
    few = asked()
    for n in range(4):
        yearly_cost(found, requester)
        yearly_cost(found, requester)
        money(found, requester, source=f"Grant {n}")
    assert EndingMoney.objects.count() == 5

    assert asked() == few
    assert not OutboxMessage.objects.filter(event="money_ends").exists()


def test_judging_again_replaces_what_is_kept(line, requester):
    assert EndingMoney.objects.get().missing_cents == 100_000_00

    FundingLine.objects.update(certainty="planned")
    assess(line.project_request)

    assert not EndingMoney.objects.exists()
