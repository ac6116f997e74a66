import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from intake.models import Answer, AnswerKind
from intake.services import GivenAnswer, answer_questions


def section_url(project_request, section="NET") -> str:
    return reverse("intake:section", args=[project_request.number, section])


def give(project_request, person, now, **options):
    answer_questions(
        project_request=project_request,
        given={q: GivenAnswer(AnswerKind.KNOWN, o) for q, o in options.items()},
        seen={},
        by=Actor.of(person),
        now=now,
    )


def test_assessment_counts_by_section_what_is_left(client, draft, requester, now):
    give(draft, requester, now, NET1="to10", NET2="city_wired")
    client.force_login(requester)

    page = client.get(reverse("intake:assessment", args=[draft.number]))

    parts = {p.section.id: p for p in page.context["progress"].sections}
    assert (parts["NET"].settled, parts["NET"].core_left, parts["NET"].total) == (
        2,
        1,
        5,
    )
    assert "2 of 51" in page.content.decode()


def test_assessment_begins_with_the_sections_ticked(client, draft, requester):
    draft.quick_ticks = ["residents"]
    draft.save()
    client.force_login(requester)

    page = client.get(reverse("intake:assessment", args=[draft.number]))

    first = [part.section.id for part in page.context["progress"].sections[:2]]
    assert first == ["OPS", "PUB"]


def test_assessment_is_readable_without_links_to_change_it(client, draft, leader):
    client.force_login(leader)

    page = client.get(reverse("intake:assessment", args=[draft.number]))

    assert page.status_code == 200
    assert section_url(draft) not in page.content.decode()


def test_assessment_of_another_department_is_not_found(client, draft, outsider):
    client.force_login(outsider)

    page = client.get(reverse("intake:assessment", args=[draft.number]))

    assert page.status_code == 404


@pytest.mark.parametrize("url", ["assessment", "section"])
def test_assessment_pages_take_as_many_queries_when_much_is_answered(
    client, draft, requester, now, url
):
    client.force_login(requester)
    address = (
        section_url(draft)
        if url == "section"
        else reverse("intake:assessment", args=[draft.number])
    )
    give(draft, requester, now, NET1="to10")
    client.get(address)
    with CaptureQueriesContext(connection) as first:
        client.get(address)
    give(draft, requester, now, NET2="city_wired", NET3="others", NET4="video")

    with CaptureQueriesContext(connection) as second:
        client.get(address)

    assert len(first) == len(second)


def test_section_asks_core_questions_first_then_the_ticked(client, draft, requester):
    draft.quick_ticks = ["devices"]
    draft.save()
    client.force_login(requester)

    page = client.get(section_url(draft))

    asked = [question.id for question in page.context["form"].questions]
    assert asked == ["NET1", "NET2", "NET4", "NET3", "NET5"]
    assert "Usually answered by your department." in page.content.decode()


def test_section_saves_what_was_chosen(client, draft, requester):
    client.force_login(requester)

    response = client.post(section_url(draft), {"NET1": "to10", "NET2": "unknown"})

    assert response["Location"] == section_url(draft)
    assert dict(Answer.objects.values_list("question", "kind")) == {
        "NET1": "known",
        "NET2": "unknown",
    }


def test_section_goes_on_to_the_next(client, draft, requester):
    client.force_login(requester)

    response = client.post(section_url(draft), {"NET1": "to10", "action": "go_on"})

    assert response["Location"] == section_url(draft, "SEC")


def test_the_last_section_goes_on_to_the_overview(client, draft, requester):
    client.force_login(requester)

    response = client.post(section_url(draft, "TIM"), {"action": "go_on"})

    assert response["Location"] == reverse("intake:assessment", args=[draft.number])


def test_section_by_htmx_returns_the_form_and_tells_the_page(client, draft, requester):
    client.force_login(requester)

    response = client.post(
        section_url(draft), {"NET1": "to10"}, headers={"HX-Request": "true"}
    )

    assert response.status_code == 200
    assert response["HX-Trigger"] == "saved, request-changed"
    assert "HX-Request" in response["Vary"]
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="section-form">')
    assert 'value="1:to10"' in page


def test_section_with_an_unknown_option_is_refused(client, draft, requester):
    client.force_login(requester)

    response = client.post(section_url(draft), {"NET1": "a_million"})

    assert response.status_code == 422
    assert not Answer.objects.exists()


def test_section_leaves_alone_what_a_colleague_changed_and_one_did_not_touch(
    client, draft, requester, colleague, now
):
    give(draft, requester, now, NET1="to10")
    client.force_login(requester)
    answer_questions(
        project_request=draft,
        given={"NET1": GivenAnswer(AnswerKind.KNOWN, "to100")},
        seen={"NET1": 1},
        by=Actor.of(colleague),
        now=now,
    )

    client.post(
        section_url(draft),
        {"NET1": "to10", "seen_NET1": "1:to10", "NET4": "video", "seen_NET4": "0:"},
    )

    assert dict(Answer.objects.values_list("question", "option")) == {
        "NET1": "to100",
        "NET4": "video",
    }


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_section_changed_by_both_shows_both_and_keeps_the_choice(
    client, draft, requester, colleague, now, headers
):
    give(draft, colleague, now, NET1="to100")
    client.force_login(requester)

    response = client.post(
        section_url(draft), {"NET1": "to10", "seen_NET1": "0:"}, headers=headers
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Stored now, by Colleague: 11 to 100" in page
    assert "Yours: 1 to 10" in page
    assert response.context["form"]["NET1"].value() == "to10"
    again = {"NET1": "to10", "seen_NET1": response.context["form"]["seen_NET1"].value()}
    client.post(section_url(draft), again)
    assert Answer.objects.get().option == "to10"


def test_section_shows_what_it_settled_and_does_not_ask_it(
    client, draft, triager, requester, now
):
    answer_questions(
        project_request=draft,
        given={"NET1": GivenAnswer(AnswerKind.NOT_APPLICABLE, reason="Software only")},
        seen={},
        by=Actor.of(triager),
        now=now,
    )
    client.force_login(requester)

    page = client.get(section_url(draft))

    assert "Software only" in page.content.decode()
    assert "NET1" not in page.context["form"].fields


def test_section_that_does_not_exist_is_not_found(client, draft, requester):
    client.force_login(requester)

    assert client.get(section_url(draft, "XYZ")).status_code == 404


def test_section_by_a_reader_is_not_allowed(client, draft, leader):
    client.force_login(leader)

    assert client.post(section_url(draft), {"NET1": "to10"}).status_code == 403


def test_what_follows_is_proposed_and_taken_with_one_click(
    client, draft, requester, now
):
    give(draft, requester, now, NET1="none")
    client.force_login(requester)
    page = client.get(section_url(draft))
    assert [p.question.id for p in page.context["proposals"]] == ["NET2", "NET3"]

    client.post(
        reverse("intake:take_proposals", args=[draft.number]),
        {"question": ["NET2", "NET3", "SEC1"], "section": "NET"},
    )

    assert dict(Answer.objects.values_list("question", "option")) == {
        "NET1": "none",
        "NET2": "no_devices",
        "NET3": "none",
    }
