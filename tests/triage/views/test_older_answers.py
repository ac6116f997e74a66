"""The workbench keeps the words of answers a newer questionnaire has no place for."""

import pytest
from django.urls import reverse

from tests.conftest import NOW
from tests.intake.asking import ask
from tests.notifications.working import work_off
from tests.triage.conftest import load_narrower_rubric

pytestmark = pytest.mark.django_db


def publish_without_a_choice_and_a_question() -> None:
    """NET1 loses its lightest choice, OPS4 goes altogether."""
    load_narrower_rubric({"NET1": "none"}, ["OPS4"])
    work_off()


@pytest.fixture
def page(client, manager, light):
    client.force_login(manager)
    publish_without_a_choice_and_a_question()
    return client.get(reverse("triage:workbench", args=[light.number])).context["page"]


def test_a_choice_that_is_gone_counts_as_not_known_yet(page):
    section = next(s for s in page.answers if s.name.startswith("Infrastructure"))
    answer = next(a for a in section.answers if a.once_said)

    assert (answer.kind, answer.once_said) == ("unknown", "None")
    assert section.settled == section.total - 1
    assert page.judged.impact.low < page.judged.impact.high


def test_a_question_that_is_gone_is_listed_at_the_end(page):
    gone = page.answers[-1]

    assert gone.name == "No longer asked"
    assert [(a.kind, a.url, a.by) for a in gone.answers] == [("known", "", "A. Nguyen")]


def test_the_page_prints_both(client, page):
    text = client.get(reverse("triage:workbench", args=[page.number])).text

    assert "(once “None”, no longer offered)" in text
    assert "No longer asked" in text


def test_a_question_somebody_was_asked_keeps_its_words(
    client, manager, requester, unknown, triager
):
    ask(unknown, requester.contact, triager, NOW, question="OPS4")
    publish_without_a_choice_and_a_question()

    client.force_login(manager)
    bench = client.get(reverse("triage:workbench", args=[unknown.number]))
    client.force_login(requester)
    own = client.get(reverse("triage:request", args=[unknown.number]))

    texts = [line.question for line in bench.context["page"].asks]
    assert texts == ["How many people will use it regularly?"]
    assert all(texts[0] in response.text for response in (bench, own))
