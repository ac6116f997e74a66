from datetime import date, timedelta

import pytest

from projects.lifecycle import (
    MOVES,
    RESTING_PHASES,
    MoveNotAllowed,
    Phase,
    UnlikelyDate,
    UnlikelyWakeDate,
    check_move,
    unlikely_move_date,
    unlikely_wake_date,
)

TODAY = date(2026, 11, 23)
SINCE = date(2026, 10, 1)
DAY = timedelta(days=1)

ALLOWED = {
    (Phase.PLANNED, Phase.DELIVERING),
    (Phase.PLANNED, Phase.SIDELINED),
    (Phase.PLANNED, Phase.DEFERRED),
    (Phase.PLANNED, Phase.RETIRED),
    (Phase.DELIVERING, Phase.LIVE),
    (Phase.DELIVERING, Phase.CORE),
    (Phase.DELIVERING, Phase.SIDELINED),
    (Phase.DELIVERING, Phase.DEFERRED),
    (Phase.DELIVERING, Phase.RETIRED),
    (Phase.LIVE, Phase.CORE),
    (Phase.LIVE, Phase.SIDELINED),
    (Phase.LIVE, Phase.RETIRED),
    (Phase.CORE, Phase.SIDELINED),
    (Phase.CORE, Phase.RETIRED),
    (Phase.SIDELINED, Phase.PLANNED),
    (Phase.SIDELINED, Phase.DELIVERING),
    (Phase.SIDELINED, Phase.RETIRED),
    (Phase.DEFERRED, Phase.PLANNED),
    (Phase.DEFERRED, Phase.DELIVERING),
    (Phase.DEFERRED, Phase.SIDELINED),
    (Phase.DEFERRED, Phase.RETIRED),
}


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("target", Phase)
def test_check_move_every_pair_allows_the_table_and_nothing_else(phase, target):
    if (phase, target) in ALLOWED:
        check_move(phase, target)
    else:
        with pytest.raises(MoveNotAllowed):
            check_move(phase, target)


def test_moves_every_phase_has_a_row_and_every_move_a_meaning():
    assert set(MOVES) == set(Phase)
    assert all(meaning for row in MOVES.values() for meaning in row.values())


def test_moves_every_phase_but_planned_can_be_reached():
    reached = {target for row in MOVES.values() for target in row}

    assert reached == set(Phase)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (SINCE - DAY, UnlikelyDate.BEFORE_THE_PHASE),
        (SINCE, None),
        (TODAY, None),
        (TODAY + DAY, UnlikelyDate.IN_THE_FUTURE),
    ],
)
def test_unlikely_move_date_at_both_ends(on, expected):
    assert unlikely_move_date(on, phase_since_on=SINCE, today=TODAY) is expected


@pytest.mark.parametrize("target", Phase)
def test_unlikely_wake_date_given_only_for_resting_phases(target):
    problem = unlikely_wake_date(TODAY + DAY, target=target, on=TODAY)

    resting = target in RESTING_PHASES
    assert problem is (None if resting else UnlikelyWakeDate.NOT_RESTING)


@pytest.mark.parametrize("target", Phase)
def test_unlikely_wake_date_missing_refused_only_for_deferred(target):
    problem = unlikely_wake_date(None, target=target, on=TODAY)

    deferred = target is Phase.DEFERRED
    assert problem is (UnlikelyWakeDate.MISSING if deferred else None)


def test_unlikely_wake_date_on_the_day_of_the_move_is_not_later():
    problem = unlikely_wake_date(TODAY, target=Phase.SIDELINED, on=TODAY)

    assert problem is UnlikelyWakeDate.NOT_LATER
