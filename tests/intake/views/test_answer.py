import pytest
from django.urls import reverse

from accounts.actors import Actor
from intake.models import Answer, AnswerKind, Ask
from intake.services import GivenAnswer, answer_questions, ask_question


def url(project_request, question="NET1") -> str:
    return reverse("intake:answer", args=[project_request.number, question])


def ask(project_request, to, by, now):
    return ask_question(
        project_request=project_request,
        question="NET1",
        to=to.contact,
        note="You know the poles.",
        due_on=now.date(),
        seen_version=project_request.version,
        by=Actor.of(by),
        now=now,
    )


def test_answer_shows_the_question_why_and_who_asked(
    client, submitted, requester, triager, now
):
    ask(submitted, requester, triager, now)
    client.force_login(requester)

    page = client.get(url(submitted)).content.decode()

    assert "How many devices will be installed" in page
    assert "Device count drives asset records" in page
    assert "You know the poles." in page
    assert "Send the answer to W. Sato" in page


def test_answer_is_saved_and_leads_to_the_request(client, draft, requester):
    client.force_login(requester)

    response = client.post(url(draft), {"NET1": "to10", "seen_NET1": "0:"})

    assert response["Location"] == reverse("triage:request", args=[draft.number])
    assert Answer.objects.get().option == "to10"


def test_answer_left_empty_is_refused(client, draft, requester):
    client.force_login(requester)

    response = client.post(url(draft), {})

    assert response.status_code == 422
    assert "Choose an answer" in response.content.decode()


def test_answer_by_whom_it_was_sent_to_in_another_department(
    client, submitted, outsider, triager, now
):
    ask(submitted, outsider, triager, now)
    client.force_login(outsider)

    client.post(url(submitted), {"NET1": "to10", "seen_NET1": "0:"})

    assert Ask.objects.get().answered_by == outsider.contact


def test_another_question_by_whom_one_was_sent_to_is_not_allowed(
    client, submitted, outsider, triager, now
):
    ask(submitted, outsider, triager, now)
    client.force_login(outsider)

    assert client.get(url(submitted, "INT1")).status_code == 403


def test_answer_changed_by_both_shows_both_and_keeps_the_choice(
    client, draft, requester, colleague, now
):
    answer_questions(
        project_request=draft,
        given={"NET1": GivenAnswer(AnswerKind.KNOWN, "to100")},
        seen={},
        by=Actor.of(colleague),
        now=now,
    )
    client.force_login(requester)

    response = client.post(url(draft), {"NET1": "to10", "seen_NET1": "0:"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "11 to 100" in page
    assert "Yours: 1 to 10" in page


def test_not_applicable_is_offered_to_it_with_its_reason(client, draft, triager):
    client.force_login(triager)
    data = {"NET1": "not_applicable", "seen_NET1": "0:"}

    refused = client.post(url(draft), data)
    client.post(url(draft), {**data, "reason_NET1": "Software only"})

    assert refused.status_code == 422
    assert "reason_NET1" in refused.context["form"].errors
    assert Answer.objects.get().reason == "Software only"


def test_not_applicable_is_not_offered_to_the_department(client, draft, requester):
    client.force_login(requester)

    response = client.post(url(draft), {"NET1": "not_applicable"})

    assert response.status_code == 422


def test_what_it_settled_is_shown_with_its_reason(
    client, draft, requester, triager, now
):
    answer_questions(
        project_request=draft,
        given={"NET1": GivenAnswer(AnswerKind.NOT_APPLICABLE, reason="Software only")},
        seen={},
        by=Actor.of(triager),
        now=now,
    )
    client.force_login(requester)

    page = client.get(url(draft)).content.decode()

    assert "Software only" in page
    assert "Save the answer" not in page


@pytest.mark.parametrize(
    ("person", "question", "status"),
    [("outsider", "NET1", 404), ("leader", "NET1", 403), ("requester", "XYZ1", 404)],
)
def test_answer_refuses(client, request, draft, person, question, status):
    client.force_login(request.getfixturevalue(person))

    assert client.get(url(draft, question)).status_code == status
