import csv
from io import StringIO

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.triage.conftest import submit

PAGE = reverse("triage:early_involvement")
CSV = reverse("triage:early_involvement_csv")


def rows_of(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_page_shows_verdict_trend_and_departments(client, manager, unknown):
    client.force_login(manager)

    page = client.get(PAGE).content.decode()

    assert "In FY2027, 1 of 1 request reached IT before money was committed." in page
    assert "Median of 80–100 in Q2 FY2027" in page
    assert "Parks and Recreation" in page
    assert reverse("intake:log_found_work") in page


def test_page_for_a_requester_does_not_offer_to_log_work(client, requester, unknown):
    client.force_login(requester)

    page = client.get(PAGE)

    assert page.status_code == 200
    assert reverse("intake:log_found_work") not in page.content.decode()


@pytest.mark.parametrize("year", ["2026", "1999", "soon", "²", "9" * 5000])
def test_page_takes_any_year(client, manager, rubric, year):
    client.force_login(manager)

    assert client.get(PAGE, {"year": year}).status_code == 200


def test_page_of_an_empty_city_says_what_to_do(client, requester, rubric):
    client.force_login(requester)

    assert "Nothing to tell from yet" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("address", [PAGE, CSV])
def test_page_refuses_somebody_without_a_role(client, city, address):
    client.force_login(UserFactory(roles=[]))

    assert client.get(address).status_code == 403


def test_csv_gives_each_request_its_range(client, manager, unknown, find):
    found = find()
    client.force_login(manager)

    brought, stub = rows_of(client.get(CSV))

    assert brought["Number"] == unknown.number
    assert (brought["Early involvement low"], brought["Early involvement high"]) == (
        "80.0",
        "100.0",
    )
    assert (brought["Fiscal year"], brought["Quarter"]) == ("FY2027", "Q2")
    assert (brought["Told in time"], brought["Found outside intake"]) == ("yes", "no")
    assert stub["Number"] == found.number
    assert (stub["Told in time"], stub["Found outside intake"]) == ("no", "yes")


def test_csv_holds_the_own_department_alone(client, outsider, unknown, find):
    find()
    client.force_login(outsider)

    assert rows_of(client.get(CSV)) == []


def test_csv_of_a_finished_stub_keeps_the_day_it_was_found(
    client, manager, requester, find
):
    found = submit(find(), requester)
    client.force_login(manager)

    (row,) = rows_of(client.get(CSV))

    assert row["Sent or found on"] == str(found.found_outside_on)
