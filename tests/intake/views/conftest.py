import pytest


@pytest.fixture(autouse=True)
def _at_the_casts_hour(now, time_machine):
    """Pages use the real clock: the fiscal years they offer follow it."""
    time_machine.move_to(now, tick=False)
