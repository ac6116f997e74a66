"""An answer whose choice is gone counts as not known yet, and keeps its words."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts import audit
from accounts.actors import Actor
from intake.models import Answer, AnswerKind
from intake.services import GivenAnswer, answer_questions
from tests.intake.older import publish_without

SAID = "A. Nguyen said “1 to 10”; this choice is no longer offered."


@pytest.fixture
def answered(draft, requester, now):
    """NET1 answered with a choice that a newer questionnaire does not offer."""
    answer_questions(
        project_request=draft,
        given={"NET1": GivenAnswer(AnswerKind.KNOWN, "to10")},
        seen={},
        by=Actor.of(requester),
        now=now,
    )
    publish_without({"NET1": "to10"}, now=now + timedelta(days=1))
    return draft


@pytest.fixture
def page(client, requester, answered):
    client.force_login(requester)
    return reverse("intake:section", args=[answered.number, "NET"])


def test_section_shows_what_was_said_and_asks_again(client, page):
    html = client.get(page).text

    assert SAID in html
    field = client.get(page).context["form"]["NET1"]
    assert field.value() == AnswerKind.UNKNOWN


def test_section_saved_untouched_keeps_what_was_said(client, page, answered):
    form = client.get(page).context["form"]
    typed = {field.html_name: field.value() or "" for field in form}

    client.post(page, {**typed, "action": "save"})

    answer = answered.answers.get()
    assert (answer.option, answer.version) == ("to10", 1)


def test_section_answered_afresh_is_recorded_with_the_old_words(
    client, page, answered, requester, now
):
    answered.submitted_at, answered.submitted_by = now, requester
    answered.answer_by_on, answered.step = now.date(), "submitted"
    answered.save()

    client.post(page, {"NET1": "to100", "seen_NET1": "1:unknown", "action": "save"})

    assert answered.answers.get().option == "to100"
    assert "from “1 to 10” to “11 to 100”" in audit.sentence(audit.history(answered)[0])


def test_section_from_before_the_change_is_told_to_choose_again(client, page, answered):
    response = client.post(
        page, {"NET1": "to10", "seen_NET1": "1:to10", "action": "save"}
    )

    assert response.status_code == 422
    assert "not among the choices any more" in response.text
    assert answered.answers.get().version == 1


def test_assessment_counts_it_as_not_known_yet(client, page, answered):
    response = client.get(reverse("intake:assessment", args=[answered.number]))

    part = next(
        p for p in response.context["progress"].sections if p.section.id == "NET"
    )
    assert (part.settled, part.unknown) == (0, 1)


def test_proposals_leave_out_choices_that_are_gone(client, draft, requester, now):
    client.force_login(requester)
    answer_questions(
        project_request=draft,
        given={"NET1": GivenAnswer(AnswerKind.KNOWN, "none")},
        seen={},
        by=Actor.of(requester),
        now=now,
    )
    publish_without({"NET3": "none"}, now=now)
    take = reverse("intake:take_proposals", args=[draft.number])

    client.post(take, {"question": ["NET2", "NET3"]})

    assert set(Answer.objects.values_list("question", flat=True)) == {"NET1", "NET2"}


@pytest.mark.parametrize(("method", "says_so"), [("get", False), ("post", True)])
def test_question_that_is_no_longer_asked_says_what_happened(
    client, requester, draft, now, method, says_so
):
    publish_without(questions=("NET1",), now=now + timedelta(days=5))
    client.force_login(requester)
    path = reverse("intake:answer", args=[draft.number, "NET1"])

    response = getattr(client, method)(path, {"NET1": "to10"})

    assert response.status_code == 410
    assert "This question is no longer asked" in response.text
    assert "How many devices will be installed" in response.text
    assert ("What you sent just now was not saved." in response.text) == says_so
    assert not draft.answers.exists()


def test_question_nobody_ever_asked_is_not_found(client, requester, draft):
    client.force_login(requester)

    path = reverse("intake:answer", args=[draft.number, "NOSUCH"])

    assert client.get(path).status_code == 404
