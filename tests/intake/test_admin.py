import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from intake.models import Category, DefaultQuantity, GrantProgram, SystemTouch
from tests.factories.drivers import DriverPriceFactory, PricedLineFactory
from tests.factories.intake import ProjectRequestFactory, SystemFactory


def change_url(thing) -> str:
    return reverse(f"admin:intake_{thing._meta.model_name}_change", args=[thing.pk])


@pytest.mark.parametrize(
    "model",
    [
        "projectrequest",
        "system",
        "category",
        "questionnaire",
        "costdriver",
        "defaultquantity",
        "grantprogram",
    ],
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


def test_admin_shows_a_price_and_changes_nothing(client, admin):
    driver = DriverPriceFactory(driver__name="Plate reader").driver
    client.force_login(admin)

    page = client.get(change_url(driver)).content.decode()
    response = client.post(change_url(driver), {"name": "Changed behind the services"})

    driver.refresh_from_db()
    assert "3000.0000" in page
    assert response.status_code == 403
    assert driver.name == "Plate reader"


def test_admin_setting_a_usual_quantity_has_requests_scored_again(
    client, admin, requester, categories, now
):
    quantity = DefaultQuantity.objects.create(
        category=categories[0], counted="camera", low=10, likely=40, high=150
    )
    found = ProjectRequestFactory(created_by=requester, category=categories[0])
    unknown = dict.fromkeys(("quantity_low", "quantity_likely", "quantity_high"))
    PricedLineFactory(
        project_request=found, driver=DriverPriceFactory().driver, **unknown
    )
    client.force_login(admin)

    values = {"category": quantity.category_id, "counted": "camera"}
    values |= {"low": 10, "likely": 50, "high": 150}
    page = client.post(change_url(quantity), values, follow=True).content.decode()

    found.refresh_from_db()
    assert "1 undecided request is scored again" in page
    assert found.assessment_due_at is not None
    assert AuditEntry.objects.filter(action="intake.usual_quantity_set").exists()
    assert 'class="deletelink"' not in client.get(change_url(quantity)).content.decode()


def test_admin_changes_a_grant_program_on_record(client, admin):
    program = GrantProgram.objects.create(code="SMART", name="SMART", win_share="0.15")
    client.force_login(admin)

    values = {"code": "SMART", "name": "SMART", "match_share": 0, "match_of": "project"}
    client.post(change_url(program), {**values, "win_share": "0.2"})

    program.refresh_from_db()
    assert str(program.win_share) == "0.2000"
    assert AuditEntry.objects.filter(action="intake.grant_program_set").exists()
