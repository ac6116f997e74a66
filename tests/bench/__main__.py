"""Measure our pages and the floor in the same run, and print the ratios.

Needs PostgreSQL: DATABASE_URL, or the one on this machine. Absolute times do not carry
from machine to machine; the ratio to the floor does. `python -m tests.bench [SIZE …]`,
with `--only pages` or `--only what-if` for a part of it.
"""

import argparse
import http.client
import os
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from tests.bench.pages import PAGES, Page
from tests.servers import (
    ROOT,
    answers,
    free_port,
    listens,
    manage,
    running,
    wait_until,
)

DEFAULT_SIZES = (1_000, 100_000)
ROUNDS = 30
SERVER = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


@contextmanager
def scratch_database() -> Iterator[str]:
    name = f"bench_{uuid.uuid4().hex[:12]}"
    connection = psycopg2.connect(SERVER)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield urlsplit(SERVER)._replace(path=f"/{name}").geturl()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.close()


class Visitor:
    """One signed-in connection, kept open as a browser does."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={'c' * 32}"}

    def get(self, path: str) -> tuple[float, bytes]:
        """Milliseconds and body of one page.

        :raises AssertionError: the answer was not 200.
        """
        began = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        spent = (time.perf_counter() - began) * 1000
        assert response.status == 200, (path, response.status)
        return spent, body

    def post(self, path: str, form: str) -> float:
        token = "c" * 32
        headers = {
            **self.headers,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": token,
        }
        began = time.perf_counter()
        self.connection.request("POST", path, body=form, headers=headers)
        response = self.connection.getresponse()
        response.read()
        spent = (time.perf_counter() - began) * 1000
        assert response.status == 302, (path, response.status)
        return spent


def median_ms(visitor: Visitor, page: Page) -> float:
    """p50 of one page, the caches warm."""
    times = []
    for _ in range(ROUNDS + 3):
        if page.form:
            times.append(visitor.post(page.path, page.form))
        else:
            times.append(visitor.get(page.path)[0])
    return statistics.median(times[3:])


def python(code: str, env: dict[str, str]) -> str:
    """Run code inside the application; the last line it printed."""
    lines = manage("shell", "-v0", "-c", code, env=env).strip().splitlines()
    return lines[-1] if lines else ""


def measure_what_if(env: dict[str, str]) -> None:
    print(python("from tests.bench.what_if import report; print(report())", env))


def measure_pages(size: int, env: dict[str, str], folder: Path) -> None:
    session = python(_SIGN_IN, env)
    with ExitStack() as stack:
        ports = {}
        for name, target in {
            "floor": "tests.bench.floor:application",
            "ours": "config.wsgi",
        }.items():
            ports[name] = free_port()
            settings = {
                "floor": "tests.bench.floor_settings",
                "ours": "config.settings",
            }
            command = ["gunicorn", target, "--bind", f"127.0.0.1:{ports[name]}"]
            command += ["--workers", "2", "--threads", "4", "--no-control-socket"]
            stack.enter_context(
                running(
                    *command,
                    env={**env, "DJANGO_SETTINGS_MODULE": settings[name]},
                    log=folder / f"{name}.log",
                )
            )
        wait_until(lambda: all(map(listens, ports.values())), what="both servers")
        wait_until(lambda: answers(f"http://127.0.0.1:{ports['ours']}/healthz"))
        floor = Visitor(ports["floor"], session)
        ours = Visitor(ports["ours"], session)
        before = median_ms(floor, Page("floor", "/"))
        print(f"\n{size:,} requests; floor {before:.1f} ms (p50, one connection)")
        print(f"{'page':34}{'ms':>8}{'ratio':>8}{'reach':>8}")
        for page in PAGES:
            spent = median_ms(ours, page)
            print(f"{page.name:34}{spent:8.1f}{spent / before:8.1f}{page.reach:8}")
        # Opened afresh: the idle connection was closed meanwhile.
        after = median_ms(Visitor(ports["floor"], session), Page("floor", "/"))
        print(f"floor again {after:.1f} ms")


_SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from accounts.models import User
user = User.objects.get(email="marsh@harlowbend.example")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE")
    parser.add_argument("--only", choices=("pages", "what-if"))
    asked = parser.parse_args()
    with scratch_database() as database, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {
            "SECRET_KEY": uuid.uuid4().hex,
            "DEMO": "1",
            "BASE_URL": "http://127.0.0.1:8000",
            "DATABASE_URL": database,
            "VAR_DIR": str(folder),
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
        }
        manage("prepare", env=env)
        manage("seed_demo", env=env)
        for size in asked.sizes or DEFAULT_SIZES:
            python(f"from tests.bench.population import grow_to; grow_to({size})", env)
            if asked.only != "what-if":
                measure_pages(size, env, folder)
            if asked.only != "pages":
                measure_what_if(env)


if __name__ == "__main__":
    main()
