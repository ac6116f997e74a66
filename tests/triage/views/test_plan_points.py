import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.triage.planning import give_value
from tests.triage.services.test_planning import link
from triage.models import CandidateLink, CandidateValue

pytestmark = pytest.mark.django_db

POINTS, LINKS = reverse("triage:plan_points"), reverse("triage:plan_links")


@pytest.fixture
def sensors(open_request):
    return open_request("Flood sensors", points=60)


@pytest.fixture
def cameras(open_request):
    return open_request("Cameras")


def opened(client, person) -> dict[str, str]:
    """What the form of the page would send as it is."""
    client.force_login(person)
    sent: dict[str, str] = {}
    for row in client.get(POINTS).context["rows"]:
        for field in row.form:
            value, name = field.value(), field.html_name
            if field.name == "is_mandated":
                sent |= {name: "on"} if value else {}
            else:
                sent[name] = "" if value is None else str(value)
            if field.field.show_hidden_initial:
                sent[field.html_initial_name] = "" if value is None else str(value)
    return sent


def points_of(request) -> int | None:
    value = CandidateValue.objects.filter(project_request=request).first()
    return value.points if value else None


def test_points_saves_every_changed_row_and_no_other(client, sensors, cameras, manager):
    form = opened(client, manager)

    response = client.post(POINTS, form | {f"r{cameras.pk}-points": "35"}, follow=True)

    assert "1 value saved." in response.content.decode()
    assert (points_of(sensors), points_of(cameras)) == (60, 35)
    assert CandidateValue.objects.get(project_request=sensors).version == 1


def test_points_can_be_set_back_to_nothing(client, sensors, manager):
    form = opened(client, manager)

    client.post(POINTS, form | {f"r{sensors.pk}-points": ""})

    assert points_of(sensors) == 0


def test_points_with_nothing_changed_says_so(client, sensors, manager):
    response = client.post(POINTS, opened(client, manager), follow=True)

    assert "Nothing is different from before." in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"points": "101"}, "Give a whole number from 0 to 100."),
        ({"points": "many"}, "Give a whole number from 0 to 100."),
        ({"is_mandated": "on", "because": ""}, "Say which law or council decision"),
    ],
)
def test_points_that_are_refused_stay_typed_and_spare_the_others(
    client, sensors, cameras, manager, typed, says
):
    form = opened(client, manager)
    wrong = {f"r{sensors.pk}-{name}": value for name, value in typed.items()}

    response = client.post(POINTS, form | wrong | {f"r{cameras.pk}-points": "35"})

    assert response.status_code == 422
    assert says in response.content.decode()
    assert (points_of(sensors), points_of(cameras)) == (60, 35)
    row = response.context["wrong"][0]
    for name, value in typed.items():
        assert str(row.form[name].value() or "") in (value, "True")


def test_two_managers_at_one_table_lose_nothing(client, sensors, cameras, manager):
    other = UserFactory(name="B. Okoro", roles=[Role.MANAGER])
    mine, theirs = opened(client, manager), opened(client, other)
    client.post(POINTS, theirs | {f"r{sensors.pk}-points": "10"})

    client.force_login(manager)
    changes = {f"r{sensors.pk}-points": "90", f"r{cameras.pk}-points": "35"}
    response = client.post(POINTS, mine | changes)

    text = response.content.decode()
    assert response.status_code == 409
    assert "B. Okoro was faster: 10 points" in text
    assert 'value="90"' in text
    assert (points_of(sensors), points_of(cameras)) == (10, 35)


def test_points_after_a_conflict_are_saved_when_sent_again(
    client, sensors, cameras, by_manager, manager
):
    form = opened(client, manager)
    give_value(sensors, by_manager, 10)
    changes = {f"r{sensors.pk}-points": "90", f"r{cameras.pk}-points": "35"}
    response = client.post(POINTS, form | changes)

    again = {}
    for row in response.context["rows"]:
        for field in row.form:
            again[field.html_name] = str(field.value() or "")
            if field.field.show_hidden_initial:
                was = field.as_hidden(only_initial=True)
                value = was.split('value="')[1].split('"')[0] if "value=" in was else ""
                again[field.html_initial_name] = value
    again = {k: v for k, v in again.items() if not (k.endswith("mandated") and not v)}

    assert client.post(POINTS, again).status_code == 302
    assert (points_of(sensors), points_of(cameras)) == (90, 35)
    assert CandidateValue.objects.get(project_request=cameras).version == 1


def test_points_leave_what_another_changed_and_i_did_not(
    client, sensors, cameras, by_manager, manager
):
    form = opened(client, manager)
    give_value(sensors, by_manager, 10)

    response = client.post(POINTS, form | {f"r{cameras.pk}-points": "35"})

    assert response.status_code == 302
    assert (points_of(sensors), points_of(cameras)) == (10, 35)


def test_points_and_links_are_for_managers(client, sensors, triager, leader):
    for person in (triager, leader):
        client.force_login(person)
        for path in (POINTS, LINKS):
            assert client.get(path).status_code == 403
            assert client.post(path, {}).status_code == 403


def test_links_are_noted_and_taken_back(client, sensors, cameras, manager):
    client.force_login(manager)

    client.post(LINKS, {"first": sensors.pk, "kind": "needs", "second": cameras.pk})

    found = CandidateLink.objects.get()
    assert "Cameras" in client.get(LINKS).content.decode()
    client.post(reverse("triage:plan_unlink", args=[found.pk]))
    assert not CandidateLink.objects.exists()


def test_links_refuse_a_request_with_itself(client, sensors, manager):
    client.force_login(manager)

    response = client.post(
        LINKS, {"first": sensors.pk, "kind": "needs", "second": sensors.pk}
    )

    assert response.status_code == 422
    assert "Choose another request than the first." in response.content.decode()


def test_links_refuse_nothing_chosen(client, sensors, manager):
    client.force_login(manager)

    response = client.post(LINKS, {"kind": "needs"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"first", "second"}


def test_links_noted_twice_conflict(client, sensors, cameras, by_manager, manager):
    link(sensors, cameras, by_manager)
    client.force_login(manager)

    response = client.post(
        LINKS, {"first": sensors.pk, "kind": "needs", "second": cameras.pk}
    )

    assert response.status_code == 409
    assert "Noted already" in response.content.decode()


def test_link_that_is_gone_is_not_found(client, rubric, manager):
    client.force_login(manager)

    response = client.post(reverse("triage:plan_unlink", args=[9]))

    assert response.status_code == 404
