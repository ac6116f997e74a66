"""A mail server that remembers what it accepted."""

import asyncio
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers import free_port


class Sink:
    """:param on_accept: told how many mails were accepted, just before the sender is."""

    def __init__(self) -> None:
        self.message_ids: list[str] = []
        self.recipients: list[str] = []
        self.on_accept: Callable[[int], None] = lambda count: None
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    @property
    def port(self) -> int:
        return int(self._controller.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content)
        self.message_ids.append(str(mail["Message-ID"]))
        self.recipients += envelope.rcpt_tos
        # As long as a real server takes, so that a kill can fall into the middle.
        await asyncio.sleep(0.005)
        self.on_accept(len(self.message_ids))
        return "250 OK"

    @property
    def copies(self) -> int:
        """How many mails came again, by Message-ID."""
        return sum(count - 1 for count in Counter(self.message_ids).values())

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()
