import pytest
from django.urls import reverse

from intake.models import FundingLine, Partner, ProjectRequest
from tests.conftest import NOW
from tests.triage.services.endings import money_line

pytestmark = pytest.mark.django_db

TYPED = {
    "source": "General Fund",
    "owner": "Chief of Police",
    "switch_off_plan": "",
    "seen_version": "1",
}


@pytest.fixture
def line(light) -> FundingLine:
    return money_line(light)


@pytest.fixture
def url(line) -> str:
    return reverse("triage:after", args=[line.project_request.number, line.pk])


def test_page_asks_who_pays(client, requester, url):
    client.force_login(requester)

    response = client.get(url)

    assert response.status_code == 200
    assert "“State grant” ends 30 Sep 2028: who pays then?" in response.text
    assert "$100,000 a year from FY2030" in response.text


def test_answer_goes_on_record(client, requester, url, line):
    client.force_login(requester)

    response = client.post(url, TYPED, follow=True)

    line.refresh_from_db()
    assert line.successor_owner == "Chief of Police"
    assert "On record." in response.text
    assert "General Fund, for which Chief of Police answers" in client.get(url).text


def test_answer_works_after_the_decision(client, requester, url, line):
    ProjectRequest.objects.update(step="decided", outcome="accepted", decided_at=NOW)
    client.force_login(requester)

    assert client.post(url, TYPED).status_code == 302


def test_half_an_answer_comes_back_with_what_was_typed(client, requester, url):
    client.force_login(requester)

    response = client.post(url, TYPED | {"owner": ""})

    assert response.status_code == 422
    assert "Say who answers for that money." in response.text
    assert 'value="General Fund"' in response.text


def test_without_a_version_it_is_refused(client, requester, url):
    client.force_login(requester)

    assert client.post(url, TYPED | {"seen_version": ""}).status_code == 422


def test_somebody_faster_shows_both(client, requester, url):
    client.force_login(requester)
    client.post(url, TYPED)

    response = client.post(url, TYPED | {"source": "Enterprise fund"})

    assert response.status_code == 409
    assert 'value="Enterprise fund"' in response.text
    assert "General Fund, for which Chief of Police answers" in response.text
    assert 'name="seen_version" value="2"' in response.text


def test_a_request_that_is_over_is_a_conflict(client, requester, url):
    ProjectRequest.objects.update(step="withdrawn")
    client.force_login(requester)

    assert client.post(url, TYPED).status_code == 409


def test_others_find_nothing(client, outsider, url):
    client.force_login(outsider)

    assert client.get(url).status_code == 404
    assert client.post(url, TYPED).status_code == 404


def test_readers_read_what_is_on_record(client, leader, url):
    client.force_login(leader)

    assert "You can read what is on record." in client.get(url).text
    assert client.post(url, TYPED).status_code == 403


def test_the_funder_of_another_department_may_answer(client, outsider, url, line):
    Partner.objects.create(
        project_request=line.project_request,
        part="funder",
        name=outsider.name,
        contact=outsider.contact,
    )
    client.force_login(outsider)

    assert client.post(url, TYPED, follow=True).status_code == 200


def test_it_finance_stays_on_the_page_it_may_open(client, outsider, url, city):
    city.it_finance = outsider.contact
    city.save()
    client.force_login(outsider)

    response = client.post(url, TYPED)

    assert response.url == url
    assert "General Fund" in client.get(url).text


def test_a_line_of_another_request_is_not_found(client, requester, line):
    client.force_login(requester)

    assert (
        client.get(reverse("triage:after", args=["HB-1", line.pk])).status_code == 404
    )
