import pytest
from django.urls import reverse

from tests.triage.services.acts import set_tier_of

pytestmark = pytest.mark.django_db


def test_report_lists_tiers_set_by_hand(client, manager, light, by_manager):
    set_tier_of(light, by_manager, "high")
    client.force_login(manager)

    response = client.get(reverse("triage:overrides"))

    assert response.status_code == 200
    assert f"set by {manager.name}; computed Low" in response.text
    assert "The board said so." in response.text


def test_report_without_any_says_what_would_stand_there(client, manager, rubric):
    client.force_login(manager)

    response = client.get(reverse("triage:overrides"))

    assert "No tier is set by hand" in response.text


@pytest.mark.parametrize("name", ["overrides", "overrides_csv"])
def test_report_is_for_readers_of_triage(client, requester, name):
    client.force_login(requester)

    assert client.get(reverse(f"triage:{name}")).status_code == 403


def test_export_is_harmless_to_spreadsheets(client, manager, light, by_manager):
    set_tier_of(light, by_manager, "high", reason="=1+1")
    client.force_login(manager)

    lines = client.get(reverse("triage:overrides_csv")).getvalue().decode()

    assert "'=1+1" in lines
