"""Each test gets a house of its own, on free ports, and ends only what it started."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.houses import House, city, trial
from tests.faults.sink import Sink

HOUSES = {"trial": trial, "city": city}


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink()
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture
def house(
    request: pytest.FixtureRequest, tmp_path: Path, sink: Sink
) -> Iterator[House]:
    """The kind is the test's parameter, "trial" or "city"."""
    with HOUSES[request.param](tmp_path, sink.port) as house:
        yield house
