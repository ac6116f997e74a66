"""Celery's filesystem transport, made safe for several processes.

kombu's own lets a reader see a message, or the table of queues, while it is still being
written; the worker then fails on half a JSON text and ends. Here messages appear in one
step, and the table is read and written under a lock.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic_ns
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # named as in kombu
        folder = Path(self.data_folder_out)
        folder.mkdir(parents=True, exist_ok=True)
        # Names sort by age; readers look for the last part only.
        name = f"{monotonic_ns():020}_{uuid4()}.{queue}.msg"
        unfinished = folder / f"{name}.unfinished"
        unfinished.write_text(dumps(payload))
        os.replace(unfinished, folder / name)

    def get_table(self, exchange: str) -> Any:
        with self._locked(fcntl.LOCK_SH):
            return super().get_table(exchange)

    def _queue_bind(self, *args: Any) -> None:
        with self._locked(fcntl.LOCK_EX):
            super()._queue_bind(*args)

    @contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        folder = Path(self.control_folder)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, kind)
            yield


class Transport(filesystem.Transport):
    Channel = Channel
