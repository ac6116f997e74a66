"""What a draft would do, weights to play with, tiers cut anew: the pages."""

import csv
import io

import pytest
from django.urls import reverse

from accounts.actors import Actor
from tests.conftest import NOW
from tests.triage.scoring.examples import PLATE_READERS
from tests.triage.selectors.coded import answers_drawn, coded
from triage.models import RubricDraft
from triage.services import change_draft, start_draft

TRY = "/rubrics/try/"


@pytest.fixture
def rubric_draft(rubric, manager) -> RubricDraft:
    by = Actor.of(manager)
    return start_draft(based_on=rubric, title="Less for cards", by=by, now=NOW)


@pytest.fixture
def one_rule(rubric_draft, manager) -> RubricDraft:
    return change_draft(
        draft=rubric_draft,
        rubric={
            **rubric_draft.rubric,
            "escalators": rubric_draft.rubric["escalators"][:1],
        },
        seen_version=1,
        says="one rule left",
        by=Actor.of(manager),
        now=NOW,
    )


@pytest.fixture
def some(requester, rubric):
    return [coded(requester, answers_drawn(seed)) for seed in range(6)]


def url(name, draft):
    return reverse(f"triage:{name}", args=[draft.pk])


def weight(draft, dimension):
    return next(
        item["weight"] for item in draft.rubric["dimensions"] if item["id"] == dimension
    )


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    "name",
    ["what_if", "what_if_csv", "what_if_decisions_csv", "draft_sliders", "recut"],
)
@pytest.mark.parametrize(
    ("who", "status"), [("leader", 200), ("requester", 403), ("admin", 403)]
)
def test_what_if_pages_are_read_by_who_sees_triage(
    client, request, rubric_draft, name, who, status
):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url(name, rubric_draft)).status_code == status


@pytest.mark.parametrize("name", ["take_weights", "take_cuts"])
def test_triager_takes_nothing_into_a_draft(client, rubric_draft, triager, name):
    client.force_login(triager)

    assert client.post(url(name, rubric_draft)).status_code == 403
    assert client.post(reverse("triage:draft_from_weights")).status_code == 403


def test_what_if_says_what_would_change_and_why(client, manager, requester, one_rule):
    coded(requester, PLATE_READERS, title="Plate readers")
    client.force_login(manager)

    response = client.get(url("what_if", one_rule))

    assert "The one open request would keep its tier." in response.text
    assert response.context["page"].held_count == 1
    assert "scored once more" in response.text
    assert reverse("triage:publish", args=[one_rule.pk]) in response.text


def test_what_if_for_a_reader_has_no_way_to_publish(client, leader, one_rule):
    client.force_login(leader)

    response = client.get(url("what_if", one_rule))

    assert "No request is open" in response.text
    assert reverse("triage:publish", args=[one_rule.pk]) not in response.text


def test_what_if_downloads_hold_every_row(client, manager, some, one_rule):
    client.force_login(manager)

    opened = rows_of(client.get(url("what_if_csv", one_rule)))
    decided = rows_of(client.get(url("what_if_decisions_csv", one_rule)))

    assert {row[0] for row in opened[1:]} == {request.number for request in some}
    assert len(decided) == 1


def test_sliders_start_where_the_rubric_is(client, manager, some):
    client.force_login(manager)

    response = client.get(TRY)

    assert response.context["form"].weights["INT"] == 14
    assert "All 6 open requests would keep their tier." in response.text


def test_sliders_score_the_tenths_they_print(client, manager, some):
    client.force_login(manager)

    form = client.get(TRY, {"w_INT": "26", "depth": "40"}).context["form"]

    assert sum(form.weights.values()) == 100
    assert str(form.weights["INT"]) == "23.2"
    assert str(form.depth_share) == "0.4"


@pytest.mark.parametrize(
    "query",
    [{"w_INT": "-1"}, {"w_INT": "much"}, {"depth": "101"}, {"w_INT": "1.23"}],
)
def test_weights_that_make_no_sense_are_refused(client, manager, some, query):
    client.force_login(manager)

    response = client.get(TRY, query)

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == query.keys()


def test_no_weight_at_all_is_refused(client, manager, rubric):
    client.force_login(manager)
    names = [f"w_{dimension.id}" for dimension in rubric.rules().dimensions]

    response = client.get(TRY, dict.fromkeys(names, "0"))

    assert response.status_code == 422
    assert "Give at least one section a weight above 0." in response.text


def test_moving_sliders_brings_the_results_alone(client, manager, some):
    client.force_login(manager)

    response = client.get(TRY, {"w_INT": "26"}, headers={"HX-Request": "true"})

    assert "<html" not in response.text
    assert '<p id="tried-says" hx-swap-oob="innerHTML">' in response.text
    assert '<span id="id_w_INT-says" hx-swap-oob="innerHTML">23.2</span>' in (
        response.text
    )
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize("size", [2, 30])
def test_sliders_cost_the_same_at_any_size(
    client, manager, requester, rubric, size, django_assert_num_queries
):
    for seed in range(size):
        coded(requester, answers_drawn(seed))
    client.force_login(manager)
    client.get(TRY)

    with django_assert_num_queries(8):
        client.get(TRY, headers={"HX-Request": "true"})


def test_weights_are_taken_into_the_draft(client, manager, rubric_draft):
    client.force_login(manager)

    response = client.post(
        url("take_weights", rubric_draft),
        {"w_INT": "26", "depth": "45", "seen_version": "1"},
    )

    rubric_draft.refresh_from_db()
    assert response.headers["Location"] == url("draft", rubric_draft)
    assert weight(rubric_draft, "INT") == "23.2"
    assert rubric_draft.rubric["formula"]["lam"] == "0.45"


def test_weights_for_a_draft_somebody_changed_are_kept_on_the_page(
    client, manager, one_rule
):
    client.force_login(manager)

    response = client.post(
        url("take_weights", one_rule), {"w_INT": "26", "seen_version": "1"}
    )

    one_rule.refresh_from_db()
    assert response.status_code == 409
    assert str(response.context["form"].weights["INT"]) == "23.2"
    assert weight(one_rule, "INT") == 14


def test_weights_that_change_nothing_are_not_saved(client, manager, rubric_draft):
    client.force_login(manager)

    response = client.post(url("take_weights", rubric_draft), {"seen_version": "1"})

    assert response.status_code == 422
    assert "Nothing is different from before." in response.text


def test_weights_become_a_draft_of_their_own(client, manager, rubric):
    client.force_login(manager)

    response = client.post(
        reverse("triage:draft_from_weights"), {"w_INT": "26", "title": "Integration"}
    )

    draft = RubricDraft.objects.get()
    assert response.headers["Location"] == url("draft", draft)
    assert (draft.title, weight(draft, "INT")) == ("Integration", "23.2")


@pytest.mark.parametrize("sent", [{"w_INT": "26", "title": " "}, {"title": "Same"}])
def test_draft_without_title_or_change_is_not_made(client, manager, rubric, sent):
    client.force_login(manager)

    response = client.post(reverse("triage:draft_from_weights"), sent)

    assert response.status_code == 422
    assert not RubricDraft.objects.exists()


def test_recut_proposes_cuts_and_takes_them(client, manager, some, rubric_draft):
    client.force_login(manager)

    page = client.get(url("recut", rubric_draft), {"low": "50", "moderate": "15"})
    cuts = {f"cut_{tier.tier}": tier.begins for tier in page.context["recut"].tiers}
    response = client.post(
        url("take_cuts", rubric_draft), {**cuts, "seen_version": "1"}
    )

    rubric_draft.refresh_from_db()
    assert response.status_code == 302
    stored = [band.minimum for band in rubric_draft.rules().tiers]
    assert stored == list(cuts.values())
    assert stored != [0, 25, 45, 65]


def test_recut_by_shares_that_make_no_whole_is_refused(client, manager, rubric_draft):
    client.force_login(manager)

    response = client.get(url("recut", rubric_draft), {"low": "50"})

    assert response.status_code == 422
    assert "Now they make 125." in response.text
    assert 'value="50"' in response.text


@pytest.mark.parametrize(
    ("cuts", "seen_version", "status"),
    [
        ({"moderate": "30", "high": "20", "critical": "90"}, "1", 422),
        ({"moderate": "30", "high": "50"}, "1", 422),
        ({"moderate": "30", "high": "50", "critical": "90"}, "0", 409),
    ],
)
def test_cuts_that_cannot_be_taken_leave_the_draft(
    client, manager, some, rubric_draft, cuts, seen_version, status
):
    client.force_login(manager)
    sent = {f"cut_{tier}": cut for tier, cut in cuts.items()}

    response = client.post(
        url("take_cuts", rubric_draft), {**sent, "seen_version": seen_version}
    )

    rubric_draft.refresh_from_db()
    assert response.status_code == status
    assert rubric_draft.version == 1


def test_recut_without_requests_says_so(client, manager, rubric_draft):
    client.force_login(manager)

    assert "No request has come in yet" in client.get(url("recut", rubric_draft)).text
