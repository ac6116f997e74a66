"""The deadline for a whole mail, against servers that misbehave."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core.mail import EmailMessage

from notifications.failures import Verdict, judge
from notifications.mailer import Mailer


@contextmanager
def _server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server on a free port that talks to whoever connects; its port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _address = listener.accept()
        with connection:
            try:
                talk(connection)
            except OSError:
                return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    thread.join(10)
    listener.close()


def _one_byte_at_a_time(connection: socket.socket) -> None:
    for _ in range(200):
        connection.send(b"2")
        time.sleep(0.05)


def _silent(connection: socket.socket) -> None:
    connection.recv(1)


def _slow_after_the_greeting(connection: socket.socket) -> None:
    connection.send(b"220 hello\r\n")
    _one_byte_at_a_time(connection)


@pytest.fixture(autouse=True)
def _smtp(settings):
    settings.EMAIL_BACKEND = "notifications.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 10
    settings.OUTBOX_DEADLINE_SECONDS = 0.5


@pytest.mark.servers
@pytest.mark.parametrize(
    "talk", [_one_byte_at_a_time, _silent, _slow_after_the_greeting]
)
def test_slow_server_is_cut_at_the_deadline_and_tried_again(settings, talk):
    with _server(talk) as port:
        settings.EMAIL_PORT = port
        started = time.monotonic()

        with Mailer() as mailer, pytest.raises(TimeoutError) as caught:
            mailer.send(EmailMessage("Subject", "Text", to=["a@city.example"]))

        assert time.monotonic() - started < 3
    assert "within 0.5 s" in str(caught.value)
    assert judge(caught.value) == Verdict.RETRY
