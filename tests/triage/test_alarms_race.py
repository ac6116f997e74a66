"""Four beats at one alarm in the same moment."""

from datetime import UTC, datetime
from functools import partial

import pytest

from accounts.models import AuditEntry
from intake.models import Partner
from tests.factories.accounts import ContactFactory
from tests.racing import MARKS, at_once
from tests.triage.services.acts import told
from tests.triage.services.endings import money_line
from triage.models import CliffAlarm
from triage.services import send_cliff_alarms

pytestmark = MARKS

BEATS = 4
DUE = datetime(2027, 3, 30, 17, tzinfo=UTC)


@pytest.fixture
def ending(light) -> None:
    money_line(light)
    Partner.objects.create(
        project_request=light,
        part="owner",
        name="Owner",
        contact=ContactFactory(name="Owner"),
    )


def test_beats_in_one_moment_tell_once(ending):
    at_once([partial(send_cliff_alarms, DUE)] * BEATS)

    assert CliffAlarm.objects.count() == 1
    assert told("money_ends") == ["Owner"]
    assert AuditEntry.objects.filter(action="triage.money_end_told").count() == 1
