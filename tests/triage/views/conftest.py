import pytest
import time_machine


@pytest.fixture(autouse=True)
def _monday_morning(now):
    """Views read the clock; the fixtures of triage were made at `now`."""
    with time_machine.travel(now, tick=False):
        yield
