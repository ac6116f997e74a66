from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.periods import (
    Period,
    WeeklySchedule,
    due_period,
    latest_slot,
    slot,
    week_key,
    week_up_to,
)

LA = ZoneInfo("America/Los_Angeles")
MONDAY_MORNING = WeeklySchedule("leadership", 1, time(7, 30))
ZONES = [
    ZoneInfo(name)
    for name in (
        "America/Los_Angeles",
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
    )
]
YEARS = st.integers(0, 6 * 365 * 24 * 3600).map(
    lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
SCHEDULES = st.builds(
    WeeklySchedule,
    st.just("any"),
    st.integers(1, 7),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)


@pytest.mark.parametrize(
    ("monday", "expected"),
    [
        # Winter, summer, and the Mondays after both changes of 2026.
        (date(2026, 11, 23), datetime(2026, 11, 23, 15, 30, tzinfo=UTC)),
        (date(2026, 7, 6), datetime(2026, 7, 6, 14, 30, tzinfo=UTC)),
        (date(2026, 3, 9), datetime(2026, 3, 9, 14, 30, tzinfo=UTC)),
        (date(2026, 11, 2), datetime(2026, 11, 2, 15, 30, tzinfo=UTC)),
    ],
)
def test_slot_keeps_the_wall_clock_time(monday, expected):
    assert slot(MONDAY_MORNING, monday, LA) == expected


@pytest.mark.parametrize(
    ("at", "sunday_of", "expected"),
    [
        # Skipped: 02:30 does not exist on 8 March 2026.
        (time(2, 30), date(2026, 3, 2), datetime(2026, 3, 8, 10, 30, tzinfo=UTC)),
        # Repeated: 01:30 comes twice on 1 November 2026; the first counts.
        (time(1, 30), date(2026, 10, 26), datetime(2026, 11, 1, 8, 30, tzinfo=UTC)),
    ],
)
def test_slot_on_the_day_the_clocks_change_is_one_moment(at, sunday_of, expected):
    assert slot(WeeklySchedule("any", 7, at), sunday_of, LA) == expected


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 11, 23), "2026-W48"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2024, 12, 30), "2025-W01"),
    ],
)
def test_week_key_is_the_iso_week(day, key):
    assert week_key(day) == key


def test_due_period_first_ever_tells_one_week():
    now = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)

    period = due_period(MONDAY_MORNING, now=now, last_end=None, zone=LA)

    assert period == Period(
        "2026-W48",
        datetime(2026, 11, 16, 15, 30, tzinfo=UTC),
        datetime(2026, 11, 23, 15, 30, tzinfo=UTC),
    )


def test_due_period_sent_already_is_none():
    slot_of_week = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)

    assert (
        due_period(
            MONDAY_MORNING,
            now=slot_of_week + timedelta(hours=1),
            last_end=slot_of_week,
            zone=LA,
        )
        is None
    )


@pytest.mark.parametrize(
    ("late", "sent"), [(timedelta(days=3), True), (timedelta(days=3, seconds=1), False)]
)
def test_due_period_is_sent_up_to_three_days_late(late, sent):
    now = datetime(2026, 11, 23, 15, 30, tzinfo=UTC) + late

    period = due_period(MONDAY_MORNING, now=now, last_end=None, zone=LA)

    assert (period is not None) is sent


def test_due_period_after_a_skipped_one_starts_at_the_last_sent():
    last_sent = datetime(2026, 11, 9, 15, 30, tzinfo=UTC)
    now = datetime(2026, 11, 23, 15, 31, tzinfo=UTC)

    period = due_period(MONDAY_MORNING, now=now, last_end=last_sent, zone=LA)

    assert period is not None
    assert period.start == last_sent


@given(YEARS, SCHEDULES, st.sampled_from(ZONES))
def test_latest_slot_is_the_newest_not_in_the_future(now, schedule, zone):
    key, moment = latest_slot(schedule, now, zone)

    assert moment <= now
    assert now - moment < timedelta(days=7, hours=1)
    assert key == week_key(moment.astimezone(zone).date())


@given(
    YEARS,
    st.lists(st.integers(1, 60 * 24 * 12), min_size=2, max_size=60),
    SCHEDULES,
    st.sampled_from(ZONES),
)
def test_windows_join_whenever_the_beat_ticks(start, gaps_minutes, schedule, zone):
    sent: list[Period] = []
    now = start
    for gap in gaps_minutes:
        now += timedelta(minutes=gap)
        last_end = sent[-1].end if sent else None
        period = due_period(schedule, now=now, last_end=last_end, zone=zone)
        if period is not None:
            assert now - period.end <= timedelta(days=3)
            sent.append(period)

    for before, after in pairwise(sent):
        assert before.end == after.start
        assert after.start < after.end
    assert len({period.key for period in sent}) == len(sent)


@given(YEARS, st.sampled_from(ZONES))
def test_beat_that_ticks_hourly_misses_no_week(start, zone):
    last_end = None
    keys = []
    for hour in range(24 * 7 * 5):
        now = start + timedelta(hours=hour)
        period = due_period(MONDAY_MORNING, now=now, last_end=last_end, zone=zone)
        if period is not None:
            last_end = period.end
            keys.append(period.key)

    assert 4 <= len(keys) <= 6
    assert len(set(keys)) == len(keys)


def test_week_up_to_ends_with_the_day():
    period = week_up_to(date(2026, 11, 23), LA)

    assert period.key == "2026-11-23"
    assert period.end == datetime(2026, 11, 24, 7, 59, 59, tzinfo=UTC)
    assert period.end.astimezone(LA).date() == date(2026, 11, 23)
    assert period.start == datetime(2026, 11, 17, 7, 59, 59, tzinfo=UTC)
