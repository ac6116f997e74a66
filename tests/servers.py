"""Processes of our own for tests: started on free ports, ended by their own pid."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


def missing(what: str) -> None:
    """Skip for want of `what`; where everything is required, fail instead."""
    if REQUIRE_ALL:
        pytest.fail(f"{what} is missing and REQUIRE_ALL=1", pytrace=False)
    pytest.skip(f"{what} is missing")


def chromium() -> str:
    """Path of the system's Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    missing("Chromium")
    raise AssertionError


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_until(
    condition: Callable[[], object], *, seconds: float = 30, what: str = "it"
) -> None:
    """:raises AssertionError: `condition` did not hold in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds} s for {what}")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def start(*command: str, env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, its output in `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            command,
            cwd=ROOT,
            env={**os.environ, **env},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes], *, seconds: float = 10) -> None:
    """End a process we started, and what it started, politely and then not."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(seconds)


@contextlib.contextmanager
def running(
    *command: str, env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    process = start(*command, env=env, log=log)
    try:
        yield process
    finally:
        stop(process)


def manage(*arguments: str, env: Mapping[str, str]) -> str:
    """Run a management command as a person would; its output.

    :raises AssertionError: it failed, with what it printed.
    """
    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
    return done.stdout


@contextlib.contextmanager
def redis(
    folder: Path, port: int | None = None
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Its address, and the process."""
    program = shutil.which("redis-server")
    if program is None:
        missing("redis-server")
        raise AssertionError
    port = port or free_port()
    server = start(
        *(program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""),
        env={},
        log=folder / "redis.log",
    )
    try:
        wait_until(lambda: listens(port), what="Redis")
        yield f"redis://127.0.0.1:{port}/0", server
    finally:
        stop(server)


def listens(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0
