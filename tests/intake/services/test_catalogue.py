import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.models import AuditEntry
from intake.models import System
from intake.services import SystemDetails, record_system


def record(person, department, now, **details) -> System:
    return record_system(
        code="RAIN",
        details=SystemDetails(
            name="Rain gauges", owner_department=department, **details
        ),
        by=Actor.of(person),
        now=now,
    )


def test_a_system_is_recorded_once_under_its_code(admin, parks, now):
    record(admin, parks, now)

    record(admin, parks, now, vendor="HydroTech")

    assert System.objects.get().vendor == "HydroTech"
    assert AuditEntry.objects.filter(action="intake.system_recorded").count() == 2


def test_a_system_is_not_recorded_by_a_requester(requester, parks, now):
    with pytest.raises(PermissionDenied):
        record(requester, parks, now)
