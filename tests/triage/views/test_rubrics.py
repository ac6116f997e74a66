import json

import pytest
from django.urls import reverse

from tests.triage.services.test_drafts import change
from triage.models import RubricDraft
from triage.scoring.changes import Edition
from triage.services import publish_draft, start_draft

pytestmark = pytest.mark.django_db

LIST = reverse("triage:rubrics")
START = reverse("triage:start_draft")
COMPARE = reverse("triage:compare")


def page_of(rubric, name="rubric"):
    return reverse(f"triage:{name}", args=[rubric.version])


@pytest.fixture
def newer(rubric_draft, by_manager, now):
    """Rubric 2026.2: Integration weighs 15, Size 11."""
    draft = change(rubric_draft, by_manager)
    return publish_draft(
        draft=draft,
        version="2026.2",
        reason="The council asked for it.",
        seen_version=draft.version,
        seen_live="2026.1",
        by=by_manager,
        now=now,
    )


@pytest.mark.parametrize("who", ["triager", "manager", "leader", "records"])
def test_readers_of_triage_read_every_rubric(client, request, newer, rubric, who):
    client.force_login(request.getfixturevalue(who))

    for path in (LIST, COMPARE, page_of(rubric), page_of(newer, "rubric_json")):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("who", ["requester", "admin"])
def test_others_do_not_read_rubrics(client, request, rubric, who):
    client.force_login(request.getfixturevalue(who))

    for path in (LIST, COMPARE, page_of(rubric), page_of(rubric, "rubric_json")):
        assert client.get(path).status_code == 403


def test_list_says_which_judges_and_how_many(client, triager, light, newer):
    client.force_login(triager)

    listed = client.get(LIST).context["rubrics"]

    assert listed.live.version == "2026.2"
    assert [(row.version, row.open_count) for row in listed.versions] == [
        ("2026.2", 0),
        ("2026.1", 1),
    ]


@pytest.mark.parametrize("size", [1, 4])
def test_list_costs_the_same_at_any_size(
    client, triager, rubric, by_manager, now, size, django_assert_num_queries
):
    for number in range(size):
        start_draft(based_on=rubric, title=f"Draft {number}", by=by_manager, now=now)
    client.force_login(triager)
    client.get(LIST)

    with django_assert_num_queries(7):
        client.get(LIST)


def test_rubric_page_says_weights_tiers_and_rules_in_words(client, triager, rubric):
    client.force_login(triager)

    text = client.get(page_of(rubric)).text

    assert "51 questions in 11 sections make a score from 0 to 100." in text
    assert "25 to under 45" in text
    assert (
        "At least <b>High</b> when “Could it identify or follow a particular person or "
        "vehicle?” is" in text
    )
    assert "<b>Moderate</b> is enough where it is known to be small" in text
    assert START not in text


def test_rubric_page_does_not_count_requests_while_they_are_scored(
    client, triager, light, newer
):
    client.force_login(triager)

    text = client.get(page_of(newer)).text

    assert "Open requests are being scored by it now." in text
    assert "last scored by it" not in text


def test_rubric_page_of_an_unknown_version_is_not_there(client, triager, rubric):
    client.force_login(triager)

    assert client.get(reverse("triage:rubric", args=["2031.1"])).status_code == 404


def test_download_holds_all_that_judging_needs(client, triager, newer):
    client.force_login(triager)

    response = client.get(page_of(newer, "rubric_json"))

    both = json.loads(response.content)
    assert Edition(**both).rules == newer.rules()
    assert 'filename="rubric-2026.2.json"' in response["Content-Disposition"]


class TestCompare:
    def test_last_two_are_compared_by_what_differs(self, client, triager, newer):
        client.force_login(triager)

        response = client.get(COMPARE)

        [part] = response.context["parts"]
        assert [
            (c.name, c.lines[0].before, c.lines[0].after) for c in part.changes
        ] == [
            ("Integration and platforms", "14", "15"),
            ("Size and reach", "12", "11"),
        ]

    def test_everything_is_shown_on_request(self, client, triager, newer):
        client.force_login(triager)

        response = client.get(COMPARE, {"whole": "on"})

        assert len(response.context["parts"]) == 7
        assert "Payment card data" in response.text

    def test_draft_is_compared_with_its_origin(
        self, client, triager, rubric_draft, by_manager
    ):
        change(rubric_draft, by_manager)
        client.force_login(triager)
        sides = {"before": "2026.1", "after": f"draft:{rubric_draft.pk}"}

        response = client.get(COMPARE, sides)

        assert "Weights after the budget round" in response.text
        assert response.context["parts"][0].name == "Weights"

    def test_version_called_like_a_draft_is_not_taken_for_it(
        self, client, manager, rubric_draft, by_manager, now
    ):
        draft = change(rubric_draft, by_manager)
        publish_draft(
            draft=draft,
            version=f"draft-{draft.pk}",
            reason="The council asked for it.",
            seen_version=draft.version,
            seen_live="2026.1",
            by=by_manager,
            now=now,
        )
        client.force_login(manager)

        after = client.get(COMPARE).context["after"]

        assert after.name == f"rubric draft-{draft.pk}"

    def test_same_version_says_that_nothing_differs(self, client, triager, rubric):
        client.force_login(triager)

        assert "Nothing differs" in client.get(COMPARE).text

    def test_unknown_version_is_refused(self, client, triager, rubric):
        client.force_login(triager)

        response = client.get(COMPARE, {"before": "2031.1"})

        assert response.status_code == 422


class TestStartDraft:
    def test_manager_starts_one_from_any_version(self, client, manager, newer, rubric):
        client.force_login(manager)

        response = client.post(START, {"title": "As before", "based_on": "2026.1"})

        draft = RubricDraft.objects.open().get()
        assert response.url == reverse("triage:draft", args=[draft.pk])
        assert (draft.title, draft.based_on) == ("As before", rubric)

    def test_nothing_typed_is_refused_in_place(self, client, manager, rubric):
        client.force_login(manager)

        response = client.post(START, {"title": " ", "based_on": "2026.1"})

        assert response.status_code == 422
        assert "Say in a few words what the draft is for." in response.text
        assert not RubricDraft.objects.exists()

    @pytest.mark.parametrize("who", ["triager", "leader", "records", "requester"])
    def test_others_do_not_start_one(self, client, request, rubric, who):
        client.force_login(request.getfixturevalue(who))

        response = client.post(START, {"title": "Mine", "based_on": "2026.1"})

        assert response.status_code == 403
        assert not RubricDraft.objects.exists()

    def test_form_begins_from_the_version_one_came_from(self, client, manager, newer):
        client.force_login(manager)

        form = client.get(LIST, {"from": "2026.1"}).context["form"]

        assert form["based_on"].value() == "2026.1"
        assert client.get(LIST).context["form"]["based_on"].value() == "2026.2"
