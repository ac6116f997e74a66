"""Ten managers value one request in the same moment."""

from collections import Counter
from functools import partial
from threading import Barrier

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.racing import MARKS, at_once, press
from triage.models import CandidateValue
from triage.services import planning

MANAGERS = 10

pytestmark = MARKS


@pytest.fixture
def together(monkeypatch) -> None:
    """Nobody writes before all have read: every manager saw the same version."""
    barrier = Barrier(MANAGERS, timeout=60)
    check = planning._check

    def check_and_wait(worth) -> None:
        check(worth)
        barrier.wait()

    monkeypatch.setattr(planning, "_check", check_and_wait)


@pytest.mark.parametrize("seen", [0, 1])
def test_of_ten_managers_one_wins_and_nine_keep_what_they_typed(
    open_request, by_manager, request, seen
):
    found = open_request("Flood sensors", points=60 if seen else None)
    request.getfixturevalue("together")
    managers = [UserFactory(roles=[Role.MANAGER]) for _ in range(MANAGERS)]
    path, row = reverse("triage:plan_points"), f"r{found.pk}"
    forms = [
        {
            f"{row}-seen_version": seen,
            f"{row}-points": 20 + place,
            f"initial-{row}-points": 60 if seen else "",
            f"initial-{row}-is_mandated": "False",
            f"initial-{row}-because": "",
            f"{row}-because": "",
        }
        for place in range(MANAGERS)
    ]

    answers = at_once(
        [partial(press, path, f, by) for f, by in zip(forms, managers, strict=True)]
    )

    assert Counter(a.status_code for a in answers) == {302: 1, 409: MANAGERS - 1}
    for form, answer in zip(forms, answers, strict=True):
        if answer.status_code == 409:
            assert f'value="{form[f"{row}-points"]}"' in answer.content.decode()
    assert CandidateValue.objects.get().version == seen + 1
    valued = AuditEntry.objects.filter(action="triage.candidate_valued")
    assert valued.count() == seen + 1
