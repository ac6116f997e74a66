import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import RoleGrant
from intake.models import Category, CostDriver, DefaultQuantity
from intake.services import retire_driver
from tests.factories.drivers import DriverPriceFactory, PricedLineFactory
from tests.factories.intake import ProjectRequestFactory
from tests.intake.services.test_driver_prices import set_price

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_broker")]

LIST = reverse("intake:drivers")
NEW = reverse("intake:driver_new")
TYPED = {
    "price": "2800",
    "confidence": "quote",
    "given": "15 Sep 2026",
    "source": "Quote 4711",
    "url": "",
    "reason": "Three-year contract.",
    "seen_version": "1",
}
DRIVER = {
    "code": "PARK_SENSOR",
    "name": "Parking sensor",
    "group": "devices",
    "cost_type": "capital",
    "timing": "one_time",
    "counted": "sensor",
    "per": "1",
    "applies_to": ["plate_readers"],
}


@pytest.fixture
def reader(categories) -> CostDriver:
    return DriverPriceFactory(
        driver__code="LPR_SUB",
        driver__name="Plate reader",
        driver__applies_to=["plate_readers"],
    ).driver


def page_of(name: str, driver: CostDriver) -> str:
    return reverse(f"intake:{name}", args=[driver.code])


def names(page) -> list[str]:
    return [
        row.driver.name for group in page.context["page"].groups for row in group.rows
    ]


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        client.get(path)
    return len(counted)


@pytest.fixture
def line(reader, requester):
    found = ProjectRequestFactory(created_by=requester, title="Ours")
    return PricedLineFactory(project_request=found, driver=reader)


def test_catalog_without_any_says_what_to_do(client, requester):
    client.force_login(requester)

    assert "No usual costs yet" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Plate reader", "Penetration test"]),
        ({"q": "PENE test"}, ["Penetration test"]),
        ({"q": "lpr_"}, ["Plate reader"]),
        ({"q": "zeppelin"}, []),
        ({"category": "plate_readers"}, ["Plate reader", "Penetration test"]),
        ({"category": "sensors"}, ["Penetration test"]),
        ({"group": "security"}, ["Penetration test"]),
        ({"group": "no-such"}, ["Plate reader", "Penetration test"]),
        ({"confidence": "memory"}, ["Penetration test"]),
        ({"retired": "on"}, ["Plate reader", "Old camera", "Penetration test"]),
    ],
)
def test_catalog_is_found_by_what_one_asks(client, requester, reader, query, found):
    DriverPriceFactory(
        driver__name="Penetration test",
        driver__group="security",
        driver__applies_to=["any"],
        confidence="memory",
    )
    DriverPriceFactory(driver__name="Old camera", driver__retired_on="2026-01-01")
    client.force_login(requester)

    assert names(client.get(LIST, query)) == found


def test_catalog_counts_how_sure_prices_are(client, requester, reader):
    DriverPriceFactory.create_batch(2, confidence="memory")
    client.force_login(requester)

    page = client.get(LIST)

    assert "1 fully sourced, 0 partly, 2 practitioners" in page.content.decode()
    views = [(view.label, view.count) for view in page.context["page"].views]
    assert views[:2] == [("All", 3), ("Published figures", 1)]


def test_catalog_without_a_match_leads_back(client, requester, reader):
    client.force_login(requester)

    page = client.get(LIST, {"q": "zeppelin"}).content.decode()

    assert "Nothing in the catalog is like this" in page


def test_catalog_takes_as_many_queries_for_many(client, requester, line, reader):
    client.force_login(requester)
    client.get(LIST)
    few = queries(client, LIST)
    for price in DriverPriceFactory.create_batch(5):
        PricedLineFactory(project_request=line.project_request, driver=price.driver)

    assert queries(client, LIST) == few


def test_catalog_as_a_file_keeps_numbers_numbers(client, requester, reader, line):
    client.force_login(requester)

    text = b"".join(client.get(reverse("intake:drivers_csv"))).decode()

    assert "LPR_SUB,Plate reader,devices,camera-year,recurring,operating" in text
    assert ",2300,3000,3600,FY2026,published figures,Plate readers,1," in text


def test_driver_tells_price_sources_and_usual_quantity(client, requester, reader):
    DefaultQuantity.objects.create(
        category=Category.objects.get(code="plate_readers"),
        counted="camera",
        low=10,
        likely=40,
        high=150,
    )
    client.force_login(requester)

    page = client.get(page_of("driver", reader)).content.decode()

    assert "$2,300–$3,600, likely $3,000" in page
    assert 'href="https://example.org/1" rel="noreferrer"' in page
    assert "10–150, likely 40 (camera)" in page
    assert "10 times $3,000 is $30,000 every year" in page
    assert "Set the city" not in page


def test_driver_never_links_to_anything_but_the_web(client, requester):
    driver = DriverPriceFactory(
        sources=[{"text": "A trap", "url": "javascript:alert(1)"}]
    ).driver
    client.force_login(requester)

    page = client.get(page_of("driver", driver)).content.decode()

    assert "A trap" in page
    assert "javascript:" not in page


def test_driver_shows_the_lines_one_may_see(client, requester, outsider, reader, line):
    theirs = ProjectRequestFactory(created_by=outsider, title="Theirs")
    PricedLineFactory(project_request=theirs, driver=reader)
    client.force_login(requester)

    page = client.get(page_of("driver", reader)).content.decode()

    assert "Ours" in page
    assert "Theirs" not in page
    assert "1 line belongs to a request of another department." in page


def test_driver_takes_as_many_queries_for_many(client, manager, reader, line, now):
    client.force_login(manager)
    set_price(reader, by=Actor.of(manager), now=now)
    client.get(page_of("driver", reader))
    few = queries(client, page_of("driver", reader))
    for found in ProjectRequestFactory.create_batch(4, created_by=manager):
        PricedLineFactory(project_request=found, driver=reader)
    set_price(reader, by=Actor.of(manager), now=now)

    assert queries(client, page_of("driver", reader)) == few


def test_price_page_says_how_many_requests_it_touches(client, manager, reader, line):
    client.force_login(manager)

    page = client.get(page_of("driver_price", reader)).content.decode()

    assert "1 undecided request rests on this price." in page
    assert "Dollars per camera, every year" in page


def test_price_is_replaced_and_the_page_tells_what_became_of_it(
    client, manager, reader, line
):
    client.force_login(manager)

    page = client.post(page_of("driver_price", reader), TYPED, follow=True)

    assert page.redirect_chain == [(page_of("driver", reader), 302)]
    text = page.content.decode()
    assert "1 undecided request rests on it and is being" in text
    assert "0 of 1 undecided requests are scored again so far." in text
    assert "$200 less, −7%" in text
    assert "15 Sep 2026" in text


def test_price_page_keeps_what_was_typed_wrong(client, manager, reader):
    client.force_login(manager)

    response = client.post(
        page_of("driver_price", reader), {**TYPED, "given": "soon", "reason": ""}
    )

    assert response.status_code == 422
    assert "Quote 4711" in response.content.decode()
    assert set(response.context["form"].errors) == {"given", "reason"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"price": "?"}, "price"),
        ({"price": "3-2"}, "price"),
        ({"given": "FY1990"}, "given"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"confidence": "sourced"}, "url"),
    ],
)
def test_price_page_says_beside_the_field_what_is_refused(
    client, manager, reader, typed, field
):
    client.force_login(manager)

    response = client.post(page_of("driver_price", reader), {**TYPED, **typed})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}


def test_price_page_shows_both_when_somebody_was_faster(
    client, manager, admin, reader, now
):
    set_price(reader, by=Actor.of(admin), now=now, reason="The new contract.")
    client.force_login(manager)

    response = client.post(page_of("driver_price", reader), {**TYPED, "price": "2500"})

    text = response.content.decode()
    assert response.status_code == 409
    assert "The new contract." in text
    assert 'value="2500"' in text
    again = {**TYPED, "seen_version": "2"}
    assert client.post(page_of("driver_price", reader), again).status_code == 302


def test_driver_of_the_city_is_added(client, admin, categories):
    client.force_login(admin)

    response = client.post(NEW, {**TYPED, **DRIVER})

    added = CostDriver.objects.get()
    assert response.url == page_of("driver", added)
    assert (added.unit, added.applies_to) == ("sensor", ["plate_readers"])


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ({"timing": "recurring"}, "sensor-year"),
        (
            {"cost_type": "fte", "timing": "recurring", "per": "100"},
            "FTE per 100 sensors",
        ),
        ({"per": "100"}, "price per 100 sensors"),
    ],
)
def test_driver_of_the_city_gets_a_unit(client, admin, categories, typed, unit):
    client.force_login(admin)

    client.post(NEW, {**TYPED, **DRIVER, **typed})

    assert CostDriver.objects.get().unit == unit


def test_driver_of_the_city_that_is_wrong_comes_back(client, admin, categories):
    client.force_login(admin)

    response = client.post(NEW, {**TYPED, **DRIVER, "code": "park sensor"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"code"}
    assert "Parking sensor" in response.content.decode()


def test_driver_is_put_away_and_brought_back(client, manager, reader):
    client.force_login(manager)

    away = client.post(page_of("driver_retire", reader), follow=True)
    assert "No longer offered." in away.content.decode()
    assert names(client.get(LIST)) == []

    client.post(page_of("driver_restore", reader))
    assert names(client.get(LIST)) == ["Plate reader"]


def test_driver_put_away_meanwhile_conflicts(client, manager, reader, now):
    retire_driver(driver=reader, by=Actor.of(manager), now=now)
    client.force_login(manager)

    assert client.post(page_of("driver_retire", reader)).status_code == 409


@pytest.mark.parametrize("who", ["requester", "triager", "leader", "records"])
def test_catalog_is_changed_by_managers_and_administrators(
    client, request, reader, who
):
    client.force_login(request.getfixturevalue(who))

    for path in (NEW, page_of("driver_price", reader)):
        assert client.get(path).status_code == 403
        assert client.post(path, TYPED).status_code == 403
    for name in ("driver_retire", "driver_restore"):
        assert client.post(page_of(name, reader)).status_code == 403


def test_driver_that_is_not_there_is_not_found(client, manager):
    client.force_login(manager)

    for name in ("driver", "driver_price"):
        path = reverse(f"intake:{name}", args=["NONE"])
        assert client.get(path).status_code == 404


def test_catalog_is_closed_to_people_without_a_role(client, requester, reader):
    RoleGrant.objects.all().delete()
    client.force_login(requester)

    for path in (LIST, reverse("intake:drivers_csv"), page_of("driver", reader)):
        assert client.get(path).status_code == 403
