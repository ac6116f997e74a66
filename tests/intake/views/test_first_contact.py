import pytest
from django.urls import reverse

from accounts.actors import Actor
from intake.first_contacts import told_by
from intake.services import withdraw_request


def url(project_request) -> str:
    return reverse("intake:correct_first_contact", args=[project_request.number])


@pytest.fixture
def typed(submitted) -> dict[str, str]:
    return {
        "invited_on": "2 Nov 2026",
        "happened_contract": "on",
        "when_contract": "Sep 2026",
        "reason": "The contract is dated.",
        "seen_id": str(submitted.first_contacts.get().pk),
    }


def test_correction_starts_from_what_is_on_record(client, submitted, triager):
    client.force_login(triager)

    page = client.get(url(submitted))

    assert page.context["form"]["invited_on"].value() == "23 Nov 2026"
    assert "As A. Nguyen said it, 23 Nov 2026" in page.content.decode()


def test_correction_is_put_beside_the_original(client, submitted, triager, typed):
    client.force_login(triager)

    response = client.post(url(submitted), typed)

    assert response["Location"] == reverse("triage:workbench", args=[submitted.number])
    told = told_by(submitted.first_contacts.last())
    assert (told.invited_on.day, told.happenings[0].when) == (2, "Sep 2026")
    page = client.get(url(submitted)).content.decode()
    assert "Corrected by W. Sato, 23 Nov 2026" in page
    assert "As A. Nguyen said it, 23 Nov 2026" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reason": ""}, "Say how you know"),
        ({"invited_on": ""}, "Give the day IT was first asked"),
        ({"invited_on": "24 Nov 2026"}, "This is in the future"),
        ({"when_contract": "soon"}, "Write a day, a month or a quarter"),
    ],
)
def test_correction_that_cannot_be_keeps_what_was_typed(
    client, submitted, triager, typed, changes, says
):
    client.force_login(triager)

    response = client.post(url(submitted), typed | changes)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert response.context["form"]["happened_contract"].value()
    assert submitted.first_contacts.count() == 1


def test_correction_after_another_one_keeps_what_was_typed(
    client, submitted, triager, typed
):
    client.force_login(triager)
    client.post(url(submitted), typed)

    response = client.post(url(submitted), typed | {"reason": "I was there."})

    assert response.status_code == 409
    assert "I was there." in response.content.decode()
    newest = submitted.first_contacts.last()
    assert response.context["form"]["seen_id"].value() == str(newest.pk)


@pytest.mark.parametrize(("person", "status"), [("outsider", 403), ("leader", 403)])
def test_correction_refuses(client, request, submitted, person, status, typed):
    client.force_login(request.getfixturevalue(person))

    assert client.get(url(submitted)).status_code == status
    assert client.post(url(submitted), typed).status_code == status


def test_correction_of_what_was_never_sent_is_a_conflict(client, draft, triager):
    client.force_login(triager)

    assert client.get(url(draft)).status_code == 409


def test_correction_of_what_is_closed_is_a_conflict(
    client, submitted, requester, triager, typed, now
):
    withdraw_request(
        project_request=submitted,
        reason="Bought elsewhere",
        seen_version=submitted.version,
        by=Actor.of(requester),
        now=now,
    )
    client.force_login(triager)

    assert client.post(url(submitted), typed).status_code == 409
