from datetime import timedelta

import pytest
from django.urls import reverse

from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.triage.conftest import answer, answer_everything, assess, submit
from tests.triage.services.acts import set_tier_of


def path(page, project_request, *args):
    return reverse(f"triage:{page}", args=[project_request.number, *args])


def newest(project_request):
    return project_request.assessments.latest("pk").pk


@pytest.fixture
def moved(unknown):
    """Judged twice: at first nothing was known, then how long data are kept."""
    answer(unknown, DAT4="over1y")
    assess(unknown, now=NOW + timedelta(hours=1))
    return unknown


@pytest.fixture
def settled(rubric, colleague):
    """Another request of the department: everything answered, judged twice."""
    found = ProjectRequestFactory(created_by=colleague)
    answer_everything(found, rubric)
    assess(submit(found, colleague))
    return found


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("requester", 200),
        ("colleague", 200),
        ("outsider", 404),
        ("triager", 200),
        ("records", 200),
    ],
)
def test_explanation_is_there_for_who_may_see_the_request(
    client, request, moved, who, status
):
    client.force_login(request.getfixturevalue(who))

    for page in (
        path("why", moved),
        path("scores", moved),
        path("score", moved, newest(moved)),
    ):
        assert client.get(page).status_code == status


def test_score_leads_with_its_verdict_and_then_what_changed(client, requester, moved):
    client.force_login(requester)

    text = client.get(path("score", moved, newest(moved))).text

    order = [
        "High by its points",
        "What changed since the last one",
        "became “More than a year, or no rule yet”",
        "What the open answers could still do",
        "Score, line by line",
        "Rules that raise the tier",
        "What pushes it up",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_score_draws_ten_open_answers_and_lists_them_all(client, requester, moved):
    client.force_login(requester)

    text = client.get(path("score", moved, newest(moved))).text

    assert "50 open questions" in text
    assert text.count("gw-tornado-label") == 10
    assert "and 40 more that pull less" in text


def test_score_links_its_neighbours(client, requester, moved):
    client.force_login(requester)
    first, last = moved.assessments.order_by("pk").values_list("pk", flat=True)

    text = client.get(path("score", moved, first)).text

    assert path("score", moved, last) in text
    assert "This is the first time it was scored" in text
    assert "It has been scored again since." in text


def test_score_of_another_request_is_not_there(client, requester, moved, settled):
    client.force_login(requester)

    response = client.get(path("score", moved, newest(settled)))

    assert response.status_code == 404


def test_score_leads_it_alone_to_the_rubric(client, requester, triager, moved):
    rubric = reverse("triage:rubric", args=["2026.1"])

    client.force_login(requester)
    assert rubric not in client.get(path("score", moved, newest(moved))).text
    client.force_login(triager)
    assert rubric in client.get(path("score", moved, newest(moved))).text


def test_score_costs_the_same_however_much_is_answered(
    client, requester, moved, settled, django_assert_num_queries
):
    client.force_login(requester)
    client.get(path("score", moved, newest(moved)))

    for project_request in (moved, settled):
        with django_assert_num_queries(13):
            client.get(path("score", project_request, newest(project_request)))


def test_scores_list_every_judgement_with_how_far_it_moved(client, requester, moved):
    client.force_login(requester)

    text = client.get(path("scores", moved)).text

    first, last = moved.assessments.order_by("pk").values_list("pk", flat=True)
    assert text.index(path("score", moved, last)) < text.index(
        path("score", moved, first)
    )
    assert "+1.2" in text
    assert "A. Nguyen sent it to IT" in text


def test_scores_turn_pages_and_forgive_a_broken_one(
    client, requester, moved, monkeypatch
):
    monkeypatch.setattr("triage.selectors.score_list.PAGE_ROWS", 1)
    client.force_login(requester)

    first_page = client.get(path("scores", moved))
    older = first_page.context["pager"].older_url

    assert path("score", moved, newest(moved)) not in client.get(older).text
    broken = client.get(path("scores", moved) + "?after=broken")
    assert broken.headers["Location"] == path("scores", moved)


def test_scores_cost_the_same_for_one_and_for_many(
    client, requester, moved, django_assert_num_queries
):
    client.force_login(requester)
    client.get(path("scores", moved))

    with django_assert_num_queries(8):
        client.get(path("scores", moved))
    for hours in range(2, 8):
        assess(moved, now=NOW + timedelta(hours=hours))
    with django_assert_num_queries(8):
        client.get(path("scores", moved))


def test_why_says_what_changed_in_plain_words(client, requester, moved):
    client.force_login(requester)

    text = client.get(path("why", moved)).text

    assert "What was answered so far makes it High." in text
    assert "It was “not asked” and is “More than a year, or no rule yet”." in text
    assert path("score", moved, newest(moved)) in text
    assert "What you could still tell us" in text


def test_why_gives_the_reason_of_a_tier_set_by_hand(
    client, requester, moved, by_manager
):
    set_tier_of(moved, by_manager, "low", reason="Only four pages.")
    client.force_login(requester)

    text = client.get(path("why", moved)).text

    assert "“Only four pages.”" in text
    assert "Low means IT can help without much planning." in text


def test_why_offers_no_answering_to_who_may_not(client, records, moved):
    client.force_login(records)

    assert "What you could still tell us" not in client.get(path("why", moved)).text


def test_why_of_a_request_not_judged_yet_says_so(client, requester, draft):
    client.force_login(requester)

    for page in ("why", "scores"):
        assert "Not scored yet" in client.get(path(page, draft)).text


def test_why_costs_the_same_for_every_request_judged_twice(
    client, requester, moved, settled, django_assert_num_queries
):
    client.force_login(requester)
    client.get(path("why", moved))

    for project_request in (moved, settled):
        with django_assert_num_queries(10):
            client.get(path("why", project_request))


def test_pages_of_the_request_lead_to_the_explanation(client, triager, moved):
    client.force_login(triager)

    request_page = client.get(path("request", moved)).text
    workbench = client.get(path("workbench", moved)).text

    assert path("why", moved) in request_page
    # Its history links each act to the judgement it caused.
    assert request_page.count(path("scores", moved)) == 2
    assert path("score", moved, newest(moved)) in workbench
