import pytest
from django.urls import reverse

from tests.triage.services.acts import decide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", ["rubric", "assessment", "decision"])
def test_admin_shows_and_changes_nothing(client, admin, light, by_manager, model):
    decision = decide(light, by_manager)
    row = {
        "rubric": decision.assessment.rubric,
        "assessment": decision.assessment,
        "decision": decision,
    }[model]
    client.force_login(admin)

    assert client.get(reverse(f"admin:triage_{model}_changelist")).status_code == 200
    change = reverse(f"admin:triage_{model}_change", args=[row.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {}).status_code == 403
    add = reverse(f"admin:triage_{model}_add")
    assert client.get(add).status_code == 403
