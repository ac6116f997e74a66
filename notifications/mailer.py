"""Hand mails to whatever `EMAIL_BACKEND` is, one at a time."""

import smtplib
from types import TracebackType
from typing import Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend


class Mailer:
    """Keeps a connection that wants to stay open; drops it after any error."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._drop()

    def send(self, mail: EmailMessage) -> None:
        """:raises Exception: whatever the backend raises; `failures.judge` knows."""
        connection = self._connection or get_connection()
        if getattr(connection, "stays_open", False):
            self._connection = connection
        try:
            connection.send_messages([mail])
        except BaseException:
            self._drop()
            raise

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close()
        except (OSError, smtplib.SMTPException):
            # A broken connection needs no farewell.
            return
