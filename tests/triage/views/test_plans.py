import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.triage.planning import YEAR, cost, give_value
from triage.models import PortfolioScenario

pytestmark = pytest.mark.django_db

QUERY = {"first_year": str(YEAR), f"m_{YEAR}": "$50,000"}


@pytest.fixture
def sensors(open_request):
    return open_request("Flood sensors", dollars=40_000, points=60)


@pytest.fixture
def cameras(open_request):
    return open_request("Cameras", dollars=30_000, points=20)


def page(client, name, person, *args, **query):
    client.force_login(person)
    return client.get(reverse(f"triage:{name}", args=args), query)


def save(client, person, **changes):
    """Press "Save this plan" on the page of a proposal."""
    response = page(client, "proposal", person, **QUERY)
    form = response.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    data = typed | {"name": "Base budget"} | changes
    return client.post(reverse("triage:save_plan"), data)


def test_plan_shows_what_can_be_weighed_and_what_cannot(
    client, sensors, open_request, network, manager
):
    open_request("Kiosks")

    response = page(client, "plan", manager)

    assert response.status_code == 200
    assert [row.title for row in response.context["rows"]] == ["Flood sensors"]
    assert [i.title for i in response.context["weighing"].uncosted] == ["Kiosks"]
    assert response.context["form"][f"h_network_{YEAR}"].value() == "300"
    assert response.context["form"][f"m_{YEAR}"].value() == ""


def test_plan_without_candidates_says_what_to_do(client, rubric, manager):
    assert (
        "There is nothing to choose from yet"
        in page(client, "plan", manager).content.decode()
    )


def test_proposal_says_what_fits_and_why_the_rest_does_not(
    client, sensors, cameras, manager
):
    text = page(client, "proposal", manager, **QUERY).content.decode()

    assert "1 of 2 requests is proposed, worth 60 of 80 points." in text
    assert f"Money in FY{YEAR} would be $20,000 over its limit." in text
    assert "This decides nothing" in text


def test_proposal_keeps_to_the_hours_of_a_team(
    client, sensors, cameras, network, manager
):
    cost(sensors, team=network, hours=200)
    cost(cameras, team=network, hours=101)

    response = page(
        client, "proposal", manager, first_year=YEAR, **{f"h_network_{YEAR}": "300"}
    )

    (left,) = response.context["page"].left
    assert left.why == f"Network hours in FY{YEAR} would be 1 hour over its limit."


def test_proposal_says_why_the_mandated_do_not_fit(
    client, sensors, by_manager, manager
):
    give_value(sensors, by_manager, 60, is_mandated=True, because="Consent decree")

    text = page(
        client, "proposal", manager, first_year=YEAR, **{f"m_{YEAR}": "1"}
    ).content.decode()

    assert "What is mandated cannot all be done within these limits." in text
    assert "Save this plan" not in text


def test_proposal_refuses_what_is_no_amount(client, sensors, manager):
    response = page(
        client, "proposal", manager, first_year=YEAR, **{f"m_{YEAR}": "a lot"}
    )

    assert response.status_code == 422
    assert "a lot" in response.content.decode()
    assert f"m_{YEAR}" in response.context["form"].errors


def test_proposal_without_limits_named_leads_to_them(client, rubric, manager):
    response = page(client, "proposal", manager)

    assert response.status_code == 302
    assert response.url == reverse("triage:plan")


def test_proposal_as_csv_has_a_row_for_each(client, sensors, cameras, manager):
    response = page(client, "proposal_csv", manager, **QUERY)

    lines = b"".join(response).decode().splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("\ufeffNumber,Title,Department,Proposed,Points")
    assert lines[1].startswith(f"{sensors.number},Flood sensors")
    assert "40000.00" in lines[1]
    assert f"Money in FY{YEAR} would be $20,000 over its limit." in lines[2]


def test_save_plan_opens_it_and_keeps_it(client, sensors, manager):
    response = save(client, manager)

    scenario = PortfolioScenario.objects.get()
    assert response.url == reverse("triage:saved_plan", args=[scenario.pk])
    text = client.get(response.url).content.decode()
    assert "Nothing it rests on has changed since." in text


def test_save_plan_without_a_name_keeps_the_proposal(client, sensors, manager):
    response = save(client, manager, name=" ")

    assert response.status_code == 422
    assert "Give the plan a name." in response.content.decode()
    assert not PortfolioScenario.objects.exists()


def test_save_plan_that_moved_shows_the_new_one_and_keeps_the_name(
    client, sensors, by_manager, manager
):
    response = save(client, manager, seen="older")

    assert response.status_code == 409
    form = response.context["form"]
    assert form["name"].value() == "Base budget"
    again = {name: form[name].value() for name in form.fields}
    assert client.post(reverse("triage:save_plan"), again).status_code == 302


def test_save_plan_is_for_managers(client, sensors, triager):
    page(client, "proposal", triager, **QUERY)

    response = client.post(reverse("triage:save_plan"), {"name": "Base"})

    assert response.status_code == 403


def test_saved_plan_says_what_moved_since(client, sensors, manager):
    save(client, manager)
    cost(sensors, dollars=5_000)

    response = page(client, "saved_plan", manager, PortfolioScenario.objects.get().pk)

    assert response.context["moved"] == (f"{sensors.number} now needs $5k more.",)
    assert "$40,000" in response.content.decode()


def test_saved_plan_as_csv_is_as_it_was(client, sensors, by_manager, manager):
    save(client, manager)
    give_value(sensors, by_manager, 5)

    pk = PortfolioScenario.objects.get().pk
    lines = b"".join(page(client, "saved_plan_csv", manager, pk)).decode()

    assert ",yes,60,no," in lines


def test_saved_plan_that_is_not_there_is_not_found(client, rubric, manager):
    assert page(client, "saved_plan", manager, 9).status_code == 404


def test_compare_plans_begins_with_the_two_newest(client, sensors, manager):
    for name in ("First", "Second", "Third"):
        save(client, manager, name=name)

    response = page(client, "compare_plans", manager)

    context = response.context
    assert (context["a"].name, context["b"].name) == ("Second", "Third")
    assert len(context["comparison"].in_both) == 1


def test_compare_plans_asks_for_two(client, sensors, manager):
    assert (
        b"Two saved plans are needed" in page(client, "compare_plans", manager).content
    )
    save(client, manager, name="First")
    save(client, manager, name="Second")

    pk = PortfolioScenario.objects.latest("pk").pk
    for query in ({"a": pk, "b": pk}, {"a": pk}, {"a": "x", "b": "99"}):
        response = page(client, "compare_plans", manager, **query)
        assert response.status_code == 200
        assert b"Choose two plans" in response.content


@pytest.mark.parametrize("name", ["plan", "proposal", "compare_plans"])
def test_plans_are_read_by_it_and_leaders_alone(
    client, sensors, triager, leader, requester, name
):
    for person in (triager, leader):
        assert page(client, name, person, **QUERY).status_code == 200
    assert page(client, name, requester, **QUERY).status_code == 403


def test_plan_pages_ask_as_often_for_many(client, open_request, manager):
    open_request("First", dollars=1_000, points=1)
    counts = []
    for _round in range(2):
        save(client, manager)
        pk = PortfolioScenario.objects.latest("pk").pk
        counts.append(
            [
                _queries(client, "plan"),
                _queries(client, "proposal", **QUERY),
                _queries(client, "saved_plan", pk),
                _queries(client, "plan_points"),
            ]
        )
        for n in range(4):
            open_request(f"More {n}", dollars=2_000, points=n)
    assert counts[0] == counts[1]


def _queries(client, name, *args, **query) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert (
            client.get(reverse(f"triage:{name}", args=args), query).status_code == 200
        )
    return len(captured)
