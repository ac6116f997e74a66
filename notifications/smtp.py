"""SMTP with a deadline for the whole mail.

smtplib's timeout counts per operation, so a server that answers one byte a second holds
a worker for ever. A watchdog cuts the connection when the total is spent. The connection
stays open between the mails of a slice.
"""

import smtplib
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Timer
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp


class Watchdog:
    """Cuts the connection it watches when a stretch of work takes too long."""

    def __init__(self) -> None:
        self.watched: smtplib.SMTP | None = None
        self.has_bitten = False

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """:raises TimeoutError: the work inside was cut."""
        self.has_bitten = False
        timer = Timer(seconds, self._bite)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, smtplib.SMTPException) as error:
            if self.has_bitten:
                raise TimeoutError(f"not accepted within {seconds:g} s") from error
            raise
        finally:
            timer.cancel()

    def _bite(self) -> None:
        self.has_bitten = True
        sock = self.watched.sock if self.watched else None
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                # Closed by the other side first, which ends the work as well.
                return


class _Watched:
    """Mixed into smtplib's classes: known to the watchdog before it connects."""

    def __init__(self, *args: Any, watchdog: Watchdog, **kwargs: Any) -> None:
        watchdog.watched = self  # type: ignore[assignment]  # mixed into SMTP
        super().__init__(*args, **kwargs)


class _WatchedSMTP(_Watched, smtplib.SMTP):
    pass


class _WatchedSMTPOverTLS(_Watched, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's, but kept open between mails and bounded in time for each."""

    stays_open = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._watchdog = Watchdog()

    @property
    def connection_class(self) -> Callable[..., smtplib.SMTP]:  # type: ignore[override]
        chosen = _WatchedSMTPOverTLS if self.use_ssl else _WatchedSMTP
        return partial(chosen, watchdog=self._watchdog)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with self._watchdog.limit(settings.OUTBOX_DEADLINE_SECONDS):
            self.open()
            return super().send_messages(email_messages)
