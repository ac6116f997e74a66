"""A simulated budget year of reminders."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import BudgetEvent, Contact
from tests.conftest import NOW
from tests.factories.accounts import ContactFactory
from tests.triage.conftest import any_cause
from tests.triage.services.acts import mails, told
from tests.triage.services.endings import money_line
from triage.models import BudgetReminder, BudgetRequest
from triage.services import may_still_see_budget_day, send_budget_reminders

pytestmark = pytest.mark.django_db

TO_IT, TO_FINANCE = date(2026, 12, 11), date(2027, 1, 22)


@pytest.fixture(autouse=True)
def days(db) -> None:
    for on, kind in (
        (date(2026, 10, 15), "call"),
        (TO_IT, "due_to_it"),
        (TO_FINANCE, "due_to_finance"),
        (date(2027, 3, 12), "decision"),
    ):
        BudgetEvent.objects.create(on=on, name=kind, kind=kind, fiscal_year=2028)


@pytest.fixture
def asking(light):
    """A request that lacks money in FY2028, and from then on."""
    money_line(light, end_on=date(2027, 6, 30), cents=50_000_00)
    return light


def nine(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=UTC)


def live(first=date(2026, 10, 1), last=date(2027, 10, 1), down=(), twice=()):
    day = first
    while day <= last:
        if day not in down:
            for _tick in range(2 if day in twice else 1):
                send_budget_reminders(nine(day))
        day += timedelta(days=1)


def sent() -> list[tuple[date, date]]:
    rows = BudgetReminder.objects.order_by("sent_at")
    return [(row.due_on, row.sent_at.date()) for row in rows]


def before(day: date, *days: int) -> list[date]:
    return [day - timedelta(days=n) for n in days]


DUE = [*before(TO_IT, 21, 7), *before(TO_FINANCE, 21, 7)]


def test_a_year_reminds_of_each_due_day_twice(asking, manager):
    live(twice=set(DUE))

    assert sent() == [(day, day) for day in DUE]
    assert told("budget_day") == [manager.name] * 4


def test_ten_days_down_are_made_up_for_while_there_is_time(asking, manager):
    down = {DUE[0] + timedelta(days=n) for n in range(10)}

    live(down=down)

    assert sent()[0] == (DUE[0], DUE[0] + timedelta(days=10))
    assert sent()[1] == (DUE[1], DUE[1])


def test_two_missed_are_one_mail_and_none_once_the_day_has_passed(asking, manager):
    down = {DUE[0] + timedelta(days=n) for n in range(16)}
    live(last=date(2026, 12, 31), down=down)
    assert [due for due, _sent in sent()] == [DUE[1]]

    BudgetReminder.objects.all().delete()
    send_budget_reminders(nine(TO_IT + timedelta(days=1)))
    assert sent() == []


def test_nothing_to_hand_in_reminds_of_nothing(light, manager):
    live()

    assert sent() == []


def test_a_signed_budget_request_needs_no_reminder(asking, manager):
    BudgetRequest.objects.create(
        project_request=asking,
        fiscal_year=2028,
        version=1,
        document={},
        made_at=NOW,
        cause=any_cause(asking),
        signed_at=NOW,
        signed_by=manager,
    )

    live()

    assert sent() == []


def test_the_mail_names_what_is_missing(asking, manager):
    send_budget_reminders(nine(DUE[0]))

    context = mails()[0].context
    assert (context["count"], context["more"]) == (1, 0)
    assert context["left"] == "in 21 days"
    assert context["requests"][0]["number"] == asking.number
    assert context["number"] == "FY2028"


def test_it_finance_is_told_once_though_a_manager(asking, manager, city):
    city.it_finance = manager.contact
    city.save()

    send_budget_reminders(nine(DUE[0]))

    assert told("budget_day") == [manager.name]


def test_a_mail_is_of_no_use_after_the_day(asking, manager):
    send_budget_reminders(nine(DUE[0]))

    assert mails()[0].expires_at == datetime(2026, 12, 12, 8, 0, tzinfo=UTC)


def test_a_moved_day_is_not_told_twice_within_days(asking, manager):
    send_budget_reminders(nine(DUE[0]))

    BudgetEvent.objects.filter(kind="due_to_it").update(on=TO_IT + timedelta(days=3))
    live(first=DUE[0] + timedelta(days=1), last=DUE[0] + timedelta(days=5))

    assert [due for due, _sent in sent()] == [DUE[0]]


def test_who_may_be_told_of_a_budget_day(manager, triager, city):
    finance = ContactFactory(name="Finance")
    city.it_finance = finance
    city.save()

    def may_see(contact: Contact) -> bool:
        return may_still_see_budget_day(subject_id=1, contact=contact)

    assert may_see(finance)
    assert may_see(manager.contact)
    assert not may_see(triager.contact)
    assert not may_see(ContactFactory())
