"""The whole installation for journeys: web, worker, beat, database, broker, mail.

Everything is real and as in the Procfile: gunicorn, Celery, SMTP to a sink. Which
database and broker is the environment's choice, as for `make run`; the clock starts at
the day the example city was drawn for.
"""

import contextlib
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from aiosmtpd.controller import Controller

from tests.conftest import NOW
from tests.servers import ROOT, answers, free_port, manage, redis, running, wait_until

DEMO_PASSWORD = "a-password-only-for-journeys"


class Mailbox:
    """An SMTP sink's handler that keeps every mail it accepted."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server, session, envelope) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"

    def texts_to(self, address: str) -> list[str]:
        """The plain texts of what somebody got, oldest first."""
        bodies = [
            mail.get_body(("plain",)) for mail in self.mails if address in mail["To"]
        ]
        return [body.get_content() for body in bodies if body]


@dataclass(frozen=True)
class Stack:
    url: str
    env: dict[str, str]
    mailbox: Mailbox
    folder: Path

    def manage(self, *arguments: str) -> str:
        return manage(*arguments, env=self.env)


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[str]:
    """A scratch database of the kind DATABASE_URL names; its own URL."""
    named = os.environ.get("DATABASE_URL", "")
    if not named.startswith("postgres"):
        yield f"sqlite:///{folder / 'journey.sqlite3'}"
        return
    server, name = urlsplit(named), f"journey_{uuid.uuid4().hex[:12]}"
    connection = psycopg2.connect(named)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield server._replace(path=f"/{name}").geturl()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.close()


@contextlib.contextmanager
def _broker(folder: Path) -> Iterator[str]:
    """A broker of the kind CELERY_BROKER_URL names, shared with no other worker."""
    if not os.environ.get("CELERY_BROKER_URL", "").startswith("redis"):
        yield ""
        return
    with redis(folder) as (url, _server):
        yield url


@contextlib.contextmanager
def _smtp() -> Iterator[tuple[int, Mailbox]]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port, mailbox
    finally:
        controller.stop()


@contextlib.contextmanager
def installation(folder: Path, *, seed: bool = True) -> Iterator[Stack]:
    """A running installation with the example city in it."""
    port = free_port()
    with (
        _database(folder) as database,
        _broker(folder) as broker,
        _smtp() as (smtp_port, mailbox),
    ):
        env = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": uuid.uuid4().hex,
            "DEMO": "1",
            "DEBUG": "0",
            "PORT": str(port),
            "BASE_URL": f"http://127.0.0.1:{port}",
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": broker,
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
            "VAR_DIR": str(folder),
            # Collected once for all; the files are the same.
            "STATIC_ROOT": str(Path(tempfile.gettempdir()) / f"static-{os.getpid()}"),
            "FREEZE_AT": NOW.isoformat(),
            "FREEZE_SINCE": str(time.time()),
            "PYTHONPATH": str(ROOT / "tests/clock"),
        }
        manage("prepare", env=env)
        if seed:
            manage("seed_demo", f"--password={DEMO_PASSWORD}", env=env)
        with contextlib.ExitStack() as processes:
            for line in (ROOT / "Procfile").read_text().splitlines():
                name, _, command = line.partition(":")
                processes.enter_context(
                    running(
                        "sh",
                        "-c",
                        f"exec {command.strip()}",
                        env=env,
                        log=folder / f"{name}.log",
                    )
                )
            url = env["BASE_URL"]
            wait_until(lambda: answers(f"{url}/readyz"), what="the web process")
            yield Stack(url=url, env=env, mailbox=mailbox, folder=folder)
