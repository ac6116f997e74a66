"""When a failed message is tried again. Pure: the spread comes in as a number."""

from datetime import timedelta

_MINUTES = (1, 2, 5, 15, 60, 240, 720)
_SPREAD = 0.2


def delay(failures: int, *, luck: float) -> timedelta | None:
    """How long to wait after the `failures`-th failure; None when the tries are spent.

    :param luck: 0 to 1; spreads the wait by ±20% so that a server that comes back is
        not met by everybody at once.
    """
    if failures > len(_MINUTES):
        return None
    return timedelta(minutes=_MINUTES[failures - 1]) * (
        1 - _SPREAD + 2 * _SPREAD * luck
    )
