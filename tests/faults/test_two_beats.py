"""Two beats change nothing but the hour."""

import pytest

from tests.servers import ROOT, manage, wait_until

# Monday 07:31 in the city, a minute after the slot.
FROZEN = {
    "FREEZE_AT": "2026-11-23T15:31:00+00:00",
    "PYTHONPATH": str(ROOT / "tests" / "clock"),
}
_LEADER = """
from datetime import UTC, datetime
from accounts.models import Contact, RoleGrant, User
now = datetime(2026, 1, 5, tzinfo=UTC)
user = User.objects.create(email="leader@city.example", name="Leader", joined_at=now)
Contact.objects.create(name="Leader", email=user.email, user=user)
RoleGrant.objects.create(user=user, role="leader", granted_at=now)
"""


@pytest.mark.servers
@pytest.mark.parametrize("house", ["city"], indirect=True)
def test_two_beats_and_two_workers_make_one_digest(house, sink):
    manage("shell", "--no-imports", "-c", _LEADER, env=house.env)
    for _ in range(2):
        house.worker(**FROZEN)
        house.beat(**FROZEN)

    wait_until(lambda: house.states() == {"sent": 1}, seconds=120, what="the digest")
    ticks = len(house.rows("SELECT 1 FROM notifications_digestrun"))

    assert ticks == 1
    assert sink.recipients == ["leader@city.example"]
