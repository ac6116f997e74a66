from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.scoring.budget.alarms import (
    ALARM_MONTHS,
    APART,
    NEAR,
    REPEAT,
    Alarm,
    Call,
    alarms,
    calls_until,
    months_later,
    next_alarm,
    overdue,
)

END = date(2028, 9, 30)
CALL = date(2026, 10, 15)

days = st.dates(date(2024, 1, 1), date(2040, 12, 31))
calendars = st.lists(st.dates(date(2020, 1, 1), date(2042, 12, 31)), max_size=8).map(
    lambda known: calls_until(known, date(2042, 12, 31))
)


def first_ones(ends_on, calls):
    return {a.months_before: a for a in alarms(ends_on, calls) if a.months_before}


def test_alarms_without_a_calendar_fall_18_12_and_6_months_before():
    found = first_ones(END, ())

    assert [a.on for a in found.values()] == [
        date(2027, 3, 30),
        date(2027, 9, 30),
        date(2028, 3, 30),
    ]


def test_alarms_move_to_the_call_that_is_near():
    calls = calls_until([CALL], END)

    found = first_ones(END, calls)

    assert found[12].on == date(2027, 10, 15)
    assert found[12].call == Call(date(2027, 10, 15), is_expected=True)
    assert found[18].call is None


@pytest.mark.parametrize(
    ("call", "moves"),
    [
        (date(2027, 9, 30) + NEAR, True),
        (date(2027, 9, 30) - NEAR, True),
        (date(2027, 9, 30) + NEAR + timedelta(days=1), False),
        (date(2027, 9, 30) - NEAR - timedelta(days=1), False),
    ],
)
def test_alarms_move_90_days_at_most(call, moves):
    found = first_ones(END, [Call(call)])

    assert (found[12].on == call) is moves


def test_alarms_move_to_the_nearest_call_and_of_equals_the_earlier():
    nominal = date(2027, 9, 30)
    far, before, after = (nominal + timedelta(days=n) for n in (60, -20, 20))

    found = first_ones(END, [Call(far), Call(after), Call(before)])

    assert found[12].on == before


def test_alarms_tell_on_the_day_itself_and_every_four_weeks_for_half_a_year():
    after = [a.on for a in alarms(END, ()) if a.on >= END]

    assert after == [END + n * REPEAT for n in range(7)]
    assert after[-1] <= date(2029, 3, 30)


def test_calls_repeat_the_last_known_day_and_say_that_it_is_expected():
    calls = calls_until([date(2028, 2, 29), date(2026, 10, 15)], date(2030, 1, 1))

    assert calls == (
        Call(date(2026, 10, 15)),
        Call(date(2028, 2, 29)),
        Call(date(2029, 2, 28), is_expected=True),
        Call(date(2030, 2, 28), is_expected=True),
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 8, 31), -6, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 1, 31), -13, date(2025, 12, 31)),
    ],
)
def test_months_later_keeps_to_the_month(day, months, expected):
    assert months_later(day, months) == expected


@given(days, calendars)
def test_alarms_are_in_order_and_at_least_a_fortnight_apart(ends_on, calls):
    found = alarms(ends_on, calls)

    assert all(b.on - a.on >= APART for a, b in pairwise(found))
    assert all(b.on - a.on < REPEAT + APART for a, b in pairwise(found))


@given(days, calendars)
def test_alarms_lie_between_their_bounds(ends_on, calls):
    found = alarms(ends_on, calls)

    assert months_later(ends_on, -max(ALARM_MONTHS)) - NEAR <= found[0].on
    assert found[-1].on <= months_later(ends_on, 6)


@given(days, calendars)
def test_alarms_are_three_each_before_the_end_and_on_a_call_of_its_own(ends_on, calls):
    first = first_ones(ends_on, calls)
    moved = [a.call for a in first.values() if a.call]

    assert tuple(first) == ALARM_MONTHS
    assert all(a.on < ends_on for a in first.values())
    assert len(set(moved)) == len(moved)


@given(days, calendars, st.data())
def test_overdue_asked_every_day_tells_each_alarm_once(ends_on, calls, data):
    """With an outage of ten days anywhere, what fell into it comes right after."""
    plan = alarms(ends_on, calls)
    down_from = data.draw(st.dates(plan[0].on, plan[-1].on))
    down = {down_from + timedelta(days=n) for n in range(10)}
    told: list[Alarm] = []

    day = plan[0].on - timedelta(days=5)
    while day <= plan[-1].on + timedelta(days=15):
        last = told[-1].on if told else None
        if day not in down and (
            due := overdue(ends_on, calls, told_on=last, today=day)
        ):
            told.append(due)
            assert day - due.on <= timedelta(days=10)
        day += timedelta(days=1)

    assert tuple(told) == plan


def test_overdue_tells_only_the_newest_of_those_missed():
    today = date(2028, 1, 10)

    due = overdue(END, (), told_on=None, today=today)

    assert due is not None
    assert due.on <= today < due.on + REPEAT


def test_overdue_does_not_tell_again_when_a_call_moves_by_days():
    told_on = date(2027, 10, 15)
    moved = [Call(date(2027, 10, 25))]

    due = overdue(END, moved, told_on=told_on, today=date(2027, 10, 25))

    assert due is None


def test_overdue_begins_anew_when_the_end_moves_out():
    later = date(2031, 9, 30)

    due = overdue(later, (), told_on=date(2027, 9, 30), today=date(2030, 3, 30))

    assert due == Alarm(date(2030, 3, 30), 18)


def test_overdue_before_the_first_alarm_is_none():
    assert overdue(END, (), told_on=None, today=date(2027, 3, 29)) is None


def test_next_alarm_is_after_today_and_none_at_the_end():
    assert next_alarm(END, (), today=date(2027, 3, 30)) == Alarm(date(2027, 4, 27))
    assert next_alarm(END, (), today=date(2029, 6, 1)) is None
