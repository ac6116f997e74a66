"""A whole installation on free ports, for tests that break it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from tests.servers import (
    free_port,
    manage,
    missing,
    redis,
    start,
    stop,
    wait_until,
)

_DATABASE_USER = "postgres"


@dataclass
class House:
    """Where its processes find everything, and what they left in the database."""

    folder: Path
    env: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str, **env: str) -> subprocess.Popen[bytes]:
        """A process of this house; ended with it."""
        process = start(
            sys.executable,
            "-m",
            *command,
            env={**self.env, **env},
            log=self.folder / "log",
        )
        self.processes.append(process)
        return process

    def worker(self, **env: str) -> subprocess.Popen[bytes]:
        return self.start(
            "celery", "-A", "config", "worker", "--pool", "solo", "-l", "WARNING", **env
        )

    def beat(self, **env: str) -> subprocess.Popen[bytes]:
        name = f"beat-{len(self.processes)}"
        return self.start(
            *("celery", "-A", "config", "beat", "-l", "WARNING"),
            *("--schedule", str(self.folder / name)),
            *("--pidfile", str(self.folder / f"{name}.pid")),
            **env,
        )

    def write_mail(self, count: int) -> list[float]:
        """Enqueue and commit; seconds each took."""
        code = f"from tests.faults.write_mail import main; main({count})"
        printed = manage("shell", "--no-imports", "-c", code, env=self.env)
        seconds: list[float] = json.loads(printed.splitlines()[-1])
        return seconds

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        url = self.env["DATABASE_URL"]
        if url.startswith("sqlite"):
            path = url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(path, timeout=20)) as connection:
                return connection.execute(sql).fetchall()
        with (
            closing(psycopg2.connect(url)) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
            return list(cursor.fetchall())

    def states(self) -> dict[str, int]:
        return dict(
            self.rows(
                "SELECT state, count(*) FROM notifications_outboxmessage GROUP BY state"
            )
        )

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def close(self) -> None:
        for process in self.processes:
            stop(process)


@contextmanager
def trial(folder: Path, smtp_port: int) -> Iterator[House]:
    """SQLite and the filesystem broker."""
    for name in ("queue", "done", "control"):
        (folder / "broker" / name).mkdir(parents=True)
    database = f"sqlite:///{folder / 'house.sqlite3'}"
    with _house(folder, smtp_port, DATABASE_URL=database) as house:
        yield house


@contextmanager
def city(folder: Path, smtp_port: int) -> Iterator[House]:
    """A PostgreSQL and a Redis of our own."""
    with (
        postgresql() as database_url,
        redis(folder) as (broker_url, _server),
        _house(
            folder, smtp_port, DATABASE_URL=database_url, CELERY_BROKER_URL=broker_url
        ) as house,
    ):
        yield house


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty database on a server of its own."""
    programs = _postgresql_programs()
    folder = Path(tempfile.mkdtemp(prefix="groundwork-faults-"))
    # PostgreSQL refuses to run as root.
    user = _DATABASE_USER if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", free_port()
    try:
        subprocess.run(  # noqa: S603
            [programs / "initdb", "-A", "trust", "-U", "postgres", "-D", data, "-N"],
            user=user,
            cwd=folder,
            check=True,
            capture_output=True,
        )
        server = subprocess.Popen(  # noqa: S603
            [
                *(programs / "postgres", "-D", data, "-p", str(port), "-k", folder),
                *("-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"),
            ],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            url = f"postgres://postgres@127.0.0.1:{port}/postgres"
            wait_until(lambda: _accepts(url), what="PostgreSQL")
            yield url
        finally:
            server.terminate()
            server.wait(20)
    finally:
        shutil.rmtree(folder)


@contextmanager
def _house(folder: Path, smtp_port: int, **env: str) -> Iterator[House]:
    house = House(
        folder,
        {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "SECRET_KEY": "only-for-tests-and-never-anywhere-else",
            "VAR_DIR": str(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
            "BASE_URL": "http://127.0.0.1:8000",
            "DATABASE_URL": "",
            "CELERY_BROKER_URL": "",
            "CACHE_URL": "",
            **env,
        },
    )
    manage("migrate", "--run-syncdb", "--verbosity", "0", env=house.env)
    try:
        yield house
    finally:
        house.close()


def _postgresql_programs() -> Path:
    """The folder with initdb and postgres, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        missing("PostgreSQL's initdb")
    return (found[0] if found else Path(str(on_path))).parent


def _accepts(url: str) -> bool:
    try:
        psycopg2.connect(url, connect_timeout=2).close()
    except psycopg2.OperationalError:
        return False
    return True
