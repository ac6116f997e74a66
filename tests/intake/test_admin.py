import pytest
from django.urls import reverse

from intake.models import Category, SystemTouch
from tests.factories.intake import ProjectRequestFactory, SystemFactory


def change_url(thing) -> str:
    return reverse(f"admin:intake_{thing._meta.model_name}_change", args=[thing.pk])


@pytest.mark.parametrize(
    "model", ["projectrequest", "system", "category", "questionnaire"]
)
def test_admin_lists_open(client, admin, questionnaire, categories, draft, model):
    SystemFactory()
    client.force_login(admin)

    assert client.get(reverse(f"admin:intake_{model}_changelist")).status_code == 200


def test_admin_shows_a_request_and_changes_nothing(client, admin, draft):
    client.force_login(admin)

    page = client.get(change_url(draft))
    response = client.post(change_url(draft), {"title": "Changed behind the services"})

    draft.refresh_from_db()
    assert "Flood sensors in underpasses" in page.content.decode()
    assert response.status_code == 403
    assert draft.title == "Flood sensors in underpasses"


def test_admin_keeps_a_system_that_requests_touch(client, admin, requester):
    system = SystemFactory()
    SystemTouch.objects.create(
        project_request=ProjectRequestFactory(created_by=requester), system=system
    )
    client.force_login(admin)

    page = client.get(change_url(system)).content.decode()
    unused = client.get(change_url(SystemFactory())).content.decode()

    assert 'class="deletelink"' not in page
    assert 'class="deletelink"' in unused


def test_admin_keeps_a_category_in_use(client, admin, requester, categories):
    used = Category.objects.first()
    ProjectRequestFactory(created_by=requester, category=used)
    client.force_login(admin)

    assert 'class="deletelink"' not in client.get(change_url(used)).content.decode()


def test_admin_refuses_a_code_no_address_can_hold(client, admin):
    system = SystemFactory()
    client.force_login(admin)

    page = client.post(change_url(system), {"code": "GIS/2"})

    assert page.context["adminform"].form.errors["code"]
