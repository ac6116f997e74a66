import pytest
from django.urls import reverse

from intake.lifecycle import Step
from intake.models import Ask, ProjectRequest


def url(name: str, project_request) -> str:
    return reverse(f"intake:{name}", args=[project_request.number])


def test_submit_hands_the_draft_to_it(client, draft, requester):
    client.force_login(requester)

    response = client.post(url("submit", draft), {"seen_version": draft.version})

    draft.refresh_from_db()
    assert response["Location"] == reverse("triage:request", args=[draft.number])
    assert draft.step == Step.SUBMITTED


@pytest.mark.parametrize("data", [{}, {"seen_version": 7}])
def test_submit_of_another_version_is_a_conflict(client, draft, requester, data):
    client.force_login(requester)

    response = client.post(url("submit", draft), data)

    assert response.status_code == 409
    assert "Somebody else changed" in response.content.decode()


@pytest.mark.parametrize(("person", "status"), [("outsider", 404), ("leader", 403)])
def test_submit_refuses(client, request, draft, person, status):
    client.force_login(request.getfixturevalue(person))

    response = client.post(url("submit", draft), {"seen_version": draft.version})

    assert response.status_code == status


def test_submit_changes_nothing_on_get(client, draft, requester):
    client.force_login(requester)

    assert client.get(url("submit", draft)).status_code == 405


def test_withdraw_asks_why_and_withdraws(client, draft, requester):
    client.force_login(requester)
    page = client.get(url("withdraw", draft))
    assert page.status_code == 200

    client.post(
        url("withdraw", draft), {"reason": "Bought elsewhere", "seen_version": 1}
    )

    draft.refresh_from_db()
    assert draft.step == Step.WITHDRAWN


def test_withdraw_without_a_reason_is_refused(client, draft, requester):
    client.force_login(requester)

    response = client.post(url("withdraw", draft), {"reason": " ", "seen_version": 1})

    assert response.status_code == 422
    assert "Say in a few words" in response.content.decode()


def test_withdraw_of_another_version_keeps_the_reason(client, draft, requester):
    ProjectRequest.objects.filter(pk=draft.pk).update(version=2)
    client.force_login(requester)

    response = client.post(
        url("withdraw", draft), {"reason": "Bought elsewhere", "seen_version": 1}
    )

    assert response.status_code == 409
    assert "Bought elsewhere" in response.content.decode()
    assert response.context["form"]["seen_version"].value() == "2"


@pytest.mark.parametrize(("person", "status"), [("outsider", 404), ("leader", 403)])
def test_withdraw_refuses(client, request, draft, person, status):
    client.force_login(request.getfixturevalue(person))

    assert client.get(url("withdraw", draft)).status_code == status


@pytest.fixture
def asking(submitted, requester) -> dict[str, str]:
    return {
        "question": "NET1",
        "to": str(requester.contact.pk),
        "note": "You know the poles.",
        "due_on": "2026-12-01",
        "seen_version": str(submitted.version),
    }


def test_ask_sends_the_question(client, submitted, triager, requester, asking):
    client.force_login(triager)

    response = client.post(url("ask", submitted), asking)

    assert response["Location"] == reverse("triage:workbench", args=[submitted.number])
    assert Ask.objects.get().to == requester.contact


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"question": "XYZ1"}, "question"),
        ({"to": ""}, "to"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": "2001-01-01"}, "due_on"),
    ],
)
def test_ask_that_cannot_be_keeps_what_was_typed(
    client, submitted, triager, asking, typed, field
):
    client.force_login(triager)

    response = client.post(url("ask", submitted), asking | typed)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "You know the poles." in response.content.decode()


def test_ask_somebody_outside_the_city_by_name_and_address(
    client, submitted, triager, asking
):
    client.force_login(triager)
    stranger = {"to_name": "P. Flores", "to_email": "flores@vendor.example"}

    response = client.post(url("ask", submitted), asking | stranger, follow=True)

    assert Ask.objects.get().to.email == "flores@vendor.example"
    assert "on its way to P. Flores" in response.text


def test_ask_with_one_click_leaves_what_was_typed_below_aside(
    client, submitted, triager, requester, asking
):
    client.force_login(triager)
    typed = {"to": "", "to_name": "P. Flores", "to_email": "flores@vendor.example"}

    client.post(
        url("ask", submitted), asking | typed | {"to_first": requester.contact.pk}
    )

    assert Ask.objects.get().to == requester.contact


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"to_name": "P. Flores"}, "to_email"),
        ({"to_email": "flores@vendor.example"}, "to_name"),
        ({"to_name": "P. Flores", "to_email": "flores"}, "to_email"),
    ],
)
def test_ask_somebody_half_named_is_refused(
    client, submitted, triager, asking, typed, field
):
    client.force_login(triager)

    response = client.post(url("ask", submitted), asking | typed)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Ask.objects.exists()


def test_ask_somebody_who_has_nothing_to_do_with_it_is_refused(
    client, submitted, triager, outsider, asking
):
    client.force_login(triager)

    response = client.post(url("ask", submitted), {**asking, "to": outsider.contact.pk})

    assert response.status_code == 422
    assert not Ask.objects.exists()


def test_ask_after_somebody_moved_it_keeps_what_was_typed(
    client, in_triage, triager, asking
):
    client.force_login(triager)

    response = client.post(url("ask", in_triage), {**asking, "seen_version": "1"})

    assert response.status_code == 409
    assert "You know the poles." in response.content.decode()
    renewed = response.context["form"]["seen_version"].value()
    client.post(url("ask", in_triage), {**asking, "seen_version": renewed})
    assert Ask.objects.exists()


def test_ask_by_the_department_is_not_allowed(client, submitted, requester, asking):
    client.force_login(requester)

    assert client.post(url("ask", submitted), asking).status_code == 403
