from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from intake.models import ProjectRequest
from intake.services import ask_question
from tests.conftest import NOW
from tests.factories.accounts import UserFactory
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer_everything, submit
from tests.triage.services.acts import decide, recommend


def path(project_request):
    return reverse("triage:request", args=[project_request.number])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("requester", 200),
        ("colleague", 200),
        ("outsider", 404),
        ("triager", 200),
        ("leader", 200),
    ],
)
def test_request_is_there_for_its_department_and_it(
    client, request, unknown, who, status
):
    client.force_login(request.getfixturevalue(who))

    assert client.get(path(unknown)).status_code == status


def test_request_page_says_what_it_means_and_what_would_help(
    client, requester, unknown
):
    client.force_login(requester)

    text = client.get(path(unknown)).text

    verdict = "It is too early to say how heavy this is for IT: two answers would"
    assert verdict in text
    assert "High means it needs planning. It does not mean no." in text
    assert "Two answers that would help most" in text
    assert "What could still push it up" in text
    assert "Not costed yet" in text


def test_request_page_leads_with_the_question_it_waits_for(
    client, requester, triager, unknown, now
):
    unknown.refresh_from_db()
    ask_question(
        project_request=unknown,
        question="SEC4",
        to=requester.contact,
        note="The vendor's sheet says it.",
        due_on=date(2026, 12, 3),
        seen_version=unknown.version,
        by=Actor.of(triager),
        now=now,
    )
    client.force_login(requester)

    text = client.get(path(unknown)).text

    assert "IT asks A. Nguyen, answer wanted by 3 Dec 2026" in text
    assert "The vendor&#x27;s sheet says it." in text
    answer = reverse("intake:answer", args=[unknown.number, "SEC4"])
    assert f'class="btn btn-primary" href="{answer}"' in text
    assert text.count("btn-primary") == 1


def test_request_page_links_the_workbench_for_it_only(
    client, requester, triager, unknown
):
    workbench = reverse("triage:workbench", args=[unknown.number])

    client.force_login(requester)
    assert workbench not in client.get(path(unknown)).text
    client.force_login(triager)
    assert workbench in client.get(path(unknown)).text


def test_draft_offers_to_send_it_as_it_was_seen(client, requester, draft):
    client.force_login(requester)

    text = client.get(path(draft)).text

    assert f'action="{reverse("intake:submit", args=[draft.number])}"' in text
    assert f'name="seen_version" value="{draft.version}"' in text
    assert "The score is being computed." in text


def test_request_page_says_when_the_score_is_stale(client, requester, unknown):
    ProjectRequest.objects.filter(pk=unknown.pk).update(assessment_due_at=NOW)
    client.force_login(requester)

    assert "The score is being recomputed." in client.get(path(unknown)).text


def test_request_page_answers_htmx_with_its_standing_alone(client, requester, unknown):
    client.force_login(requester)

    response = client.get(path(unknown), headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="standing"')
    assert "<html" not in response.text
    assert "HX-Request" in response.headers["Vary"]


def test_request_page_after_the_decision_gives_the_reason(
    client, requester, by_manager, light
):
    decide(light, by_manager, reason="No money in sight.", would_change="A funder.")
    client.force_login(requester)

    text = client.get(path(light)).text

    assert "IT declined this. The reason is below." in text
    assert "No money in sight." in text
    assert "A funder." in text
    assert reverse("intake:edit_idea", args=[light.number]) not in text


def test_request_page_keeps_a_recommendation_from_the_department(
    client, requester, by_manager, unknown
):
    recommend(unknown, by_manager)
    client.force_login(requester)

    text = client.get(path(unknown)).text

    assert "a leader has to confirm it first" in text
    assert "The grant pays for none of it." not in text
    assert "recommended" not in text


@pytest.mark.parametrize(("who", "queries"), [("requester", 20), ("triager", 19)])
def test_request_page_costs_a_fixed_number_of_queries(
    client, request, unknown, rubric, requester, django_assert_num_queries, who, queries
):
    settled = ProjectRequestFactory(created_by=requester)
    answer_everything(settled, rubric)
    submit(settled, requester)
    client.force_login(request.getfixturevalue(who))
    client.get(path(unknown))

    with django_assert_num_queries(queries):
        client.get(path(unknown))
    with django_assert_num_queries(queries):
        client.get(path(settled))


class TestMine:
    def test_list_holds_the_departments_requests(self, client, colleague, unknown):
        client.force_login(colleague)

        response = client.get("/requests/")

        assert path(unknown) in response.text
        assert "Sent, waiting for a first answer" in response.text

    def test_list_leaves_out_other_departments(self, client, outsider, unknown):
        client.force_login(outsider)

        response = client.get("/requests/")

        assert unknown.title not in response.text
        assert reverse("intake:new_idea") in response.text

    def test_list_of_it_holds_its_own_alone(self, client, triager, unknown):
        client.force_login(triager)

        assert unknown.title not in client.get("/requests/").text

    def test_list_refuses_who_asks_for_nothing(self, client, records):
        client.force_login(records)

        assert client.get("/requests/").status_code == 403


@pytest.mark.parametrize(
    ("who", "target"),
    [
        ("requester", "/requests/"),
        ("triager", "/queue/"),
        ("leader", "/queue/"),
        ("records", "/queue/"),
        ("admin", "/requests/"),
    ],
)
def test_home_leads_to_where_the_work_is(client, request, who, target):
    client.force_login(request.getfixturevalue(who))

    assert client.get("/").headers["Location"] == target


def test_home_without_a_role_says_whom_to_ask(client, parks):
    client.force_login(UserFactory(department=parks, roles=[]))

    response = client.get("/")

    assert response.status_code == 403
    assert "You have no role yet" in response.text
