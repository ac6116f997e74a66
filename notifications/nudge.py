"""Tell the broker that there is something to do, without ever holding up a request.

Losing a nudge loses nothing, so a broker that is down or hangs costs one bounded try
(connect 0.5 s, socket 1 s) and then nothing for thirty seconds.
"""

import logging
from time import monotonic

from celery import current_app

logger = logging.getLogger(__name__)

DELIVER_TASK = "notifications.tasks.deliver_outbox"
_PAUSE_SECONDS = 30.0


class CircuitBreaker:
    """Stays open for a while after a failure; one per process."""

    def __init__(self, pause_seconds: float) -> None:
        self._pause_seconds = pause_seconds
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        return monotonic() < self._open_until

    def trip(self) -> None:
        self._open_until = monotonic() + self._pause_seconds

    def reset(self) -> None:
        self._open_until = 0.0


breaker = CircuitBreaker(_PAUSE_SECONDS)


def nudge(task: str = DELIVER_TASK, **arguments: object) -> None:
    """Ask a worker to look at the outbox, or to do another task of the same kind: one
    whose promise is a row. A dead broker is logged and no more.
    """
    if breaker.is_open:
        return
    try:
        current_app.send_task(task, kwargs=arguments, retry=False, ignore_result=True)
    except Exception as error:
        # Whatever the broker's library raises: the row is committed, the beat finds it.
        breaker.trip()
        logger.warning("broker unavailable, work waits for the beat", exc_info=error)
