import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from docx import Document as open_docx

from accounts.actors import Actor
from intake.models import BusinessCase
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import submit
from triage.models import BudgetRequest
from triage.services import draft_budget_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_now")]

YEAR = 2028


@pytest.fixture
def _at_now(monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def address(name: str, project_request=None, *args: object) -> str:
    if project_request is None:
        return reverse(f"triage:it_{name}", args=[YEAR, *args])
    return reverse(f"triage:{name}", args=[project_request.number, YEAR, *args])


def keep(project_request, user) -> BudgetRequest:
    return draft_budget_request(
        project_request=project_request,
        fiscal_year=YEAR,
        by=Actor.of(user),
        now=NOW,
    )


def change_something(project_request) -> None:
    BusinessCase.objects.create(
        project_request=project_request, measure="=1+1", updated_at=NOW
    )


def test_department_reads_its_own_paper_without_actions(client, light, colleague):
    client.force_login(colleague)

    response = client.get(reverse("triage:budget_request", args=[light.number]))

    assert response.status_code == 200
    assert "NOT YET KNOWN: ask" in response.text
    assert "entries filled" in response.text
    assert "Keep the first version" not in response.text
    assert "DRAFT" in response.text


def test_paper_of_another_department_is_not_there(client, light, outsider):
    client.force_login(outsider)

    for name in ("budget_request", "budget_docx", "budget_csv"):
        assert client.get(address(name, light)).status_code == 404


@pytest.mark.parametrize("name", ["budget_request", "budget_docx", "budget_csv"])
def test_paper_of_it_is_for_readers_of_triage(client, requester, leader, name):
    client.force_login(requester)
    refused = client.get(address(name))
    client.force_login(leader)

    assert refused.status_code == 403
    assert client.get(address(name)).status_code == 200


def test_year_far_away_is_not_there(client, light, manager):
    client.force_login(manager)

    path = reverse("triage:budget_request", args=[light.number, 2099])

    assert client.get(path).status_code == 404


def test_manager_keeps_a_version_and_signs_it(client, light, manager):
    client.force_login(manager)

    kept = client.post(address("budget_keep", light), follow=True)
    signed = client.post(address("budget_sign", light, 1), follow=True)

    assert "Sign off version 1" in kept.text
    assert f"signed off by {manager.name}" in signed.text
    assert "Sign off version 1" not in signed.text


def test_same_again_says_so_and_shows_the_version(client, light, manager):
    keep(light, manager)
    client.force_login(manager)

    response = client.post(address("budget_keep", light), follow=True)

    assert "Nothing has changed since version 1" in response.text
    assert BudgetRequest.objects.count() == 1


def test_signing_what_has_changed_shows_what(client, light, manager):
    keep(light, manager)
    change_something(light)
    client.force_login(manager)

    response = client.post(address("budget_sign", light, 1))

    assert response.status_code == 409
    assert "Measure is now known" in response.text


@pytest.mark.parametrize("name", ["budget_keep", "budget_sign"])
def test_requester_neither_keeps_nor_signs(client, light, manager, requester, name):
    keep(light, manager)
    client.force_login(requester)
    args = (1,) if name == "budget_sign" else ()

    assert client.post(address(name, light, *args)).status_code == 403


def test_old_version_still_says_what_it_said(client, light, manager):
    keep(light, manager)
    change_something(light)
    client.force_login(manager)

    old = client.get(address("budget_version", light, 1))
    compared = client.get(address("budget_compare", light), {"from": 1, "to": "now"})

    assert "=1+1" not in old.text.split('<div class="gw-paper-main">')[1]
    assert "Measure is now known: “=1+1”" in compared.text


def test_comparing_needs_a_version(client, light, manager):
    client.force_login(manager)

    assert client.get(address("budget_compare", light)).status_code == 404


def test_word_file_opens_and_is_marked_a_draft(client, light, manager):
    client.force_login(manager)

    response = client.get(address("budget_docx", light))

    file = open_docx(BytesIO(response.content))
    assert "DRAFT" in file.sections[0].header.paragraphs[0].text
    assert (
        f"budget-request-{light.number}-FY2028.docx"
        in (response["Content-Disposition"])
    )


def test_sheet_is_harmless_to_spreadsheets(client, light, manager):
    change_something(light)
    client.force_login(manager)

    text = client.get(address("budget_csv", light)).getvalue().decode("utf-8-sig")

    said = {row["Item"]: row["Says"] for row in csv.DictReader(StringIO(text))}
    assert said["Measure"] == "'=1+1"
    assert said[light.title].startswith("DRAFT")


def test_paper_of_it_takes_as_many_queries_for_more_requests(
    client, light, requester, manager, django_assert_max_num_queries
):
    client.force_login(manager)
    with django_assert_max_num_queries(45) as few:
        client.get(address("budget_request"))
    for _ in range(3):
        submit(ProjectRequestFactory(created_by=requester), requester)

    with django_assert_max_num_queries(len(few)):
        client.get(address("budget_request"))
