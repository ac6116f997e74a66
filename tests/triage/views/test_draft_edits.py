import pytest
from django.urls import reverse

from accounts import audit
from tests.conftest import NOW
from tests.triage.conftest import answer
from tests.triage.rubric_forms.sending import section_of, sent
from triage.models import RubricDraft
from triage.rubric_forms import PointsForm, QuestionForm, RuleForm, WeightsForm
from triage.services import change_draft, discard_draft

PAGES = [
    ("edit_weights",),
    ("edit_points", "INT"),
    ("edit_tiers",),
    ("edit_lateness",),
    ("edit_escalators",),
    ("edit_escalator", "E-CJIS"),
    ("edit_escalator", "new"),
    ("edit_questions", "INT"),
    ("edit_question", "INT", "INT1"),
    ("edit_question", "INT", "new"),
]
OTHERS = ["requester", "triager", "leader", "records", "admin"]
BUTTONS = [("remove_escalator", "E-PCI"), ("remove_question", "INT", "INT3")]


def path(draft, name, *args):
    return reverse(f"triage:{name}", args=[draft.pk, *args])


def stored(draft) -> RubricDraft:
    return RubricDraft.objects.get(pk=draft.pk)


def weight_of(draft, dimension):
    found = stored(draft).rubric["dimensions"]
    return next(d["weight"] for d in found if d["id"] == dimension)


def rules_of(draft):
    return {rule["id"]: rule for rule in stored(draft).rubric["escalators"]}


def meanwhile(draft, by):
    """Somebody else moves two points of weight from Integration to Size."""
    form = WeightsForm(draft=stored(draft))
    form = WeightsForm(sent(form, weight_INT=12, weight_SIZ=14), draft=stored(draft))
    assert form.is_valid()
    change_draft(
        draft=stored(draft),
        **form.texts(),
        seen_version=draft.version,
        says=form.says(),
        by=by,
        now=NOW,
    )


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.mark.parametrize("page", PAGES, ids="-".join)
def test_page_opens_for_a_manager(as_manager, rubric_draft, page):
    response = as_manager.get(path(rubric_draft, *page))

    assert response.status_code == 200
    assert rubric_draft.title in response.text


@pytest.mark.parametrize("page", PAGES, ids="-".join)
@pytest.mark.parametrize("who", OTHERS)
def test_page_refuses_everybody_else(client, request, rubric_draft, page, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(path(rubric_draft, *page)).status_code == 403


@pytest.mark.parametrize("button", BUTTONS, ids="-".join)
@pytest.mark.parametrize("who", OTHERS)
def test_button_refuses_everybody_else(client, request, rubric_draft, button, who):
    client.force_login(request.getfixturevalue(who))

    response = client.post(path(rubric_draft, *button), {"seen_version": 1})

    assert response.status_code == 403
    assert stored(rubric_draft).version == 1


@pytest.mark.parametrize(
    "page",
    [
        ("edit_points", "ZZZ"),
        ("edit_escalator", "E-NONE"),
        ("edit_questions", "ZZZ"),
        ("edit_question", "INT", "ZZZ1"),
    ],
    ids="-".join,
)
def test_part_that_is_not_there_is_not_found(as_manager, rubric_draft, page):
    assert as_manager.get(path(rubric_draft, *page)).status_code == 404


def test_page_of_a_discarded_draft_says_so(as_manager, rubric_draft, by_manager):
    discard_draft(draft=rubric_draft, seen_version=1, by=by_manager, now=NOW)

    response = as_manager.get(path(rubric_draft, "edit_weights"))

    assert response.status_code == 409
    assert "was discarded" in response.text


def test_weights_are_saved_and_told_in_the_record(as_manager, rubric_draft):
    data = sent(WeightsForm(draft=rubric_draft), weight_INT=13, weight_SIZ=13)

    response = as_manager.post(path(rubric_draft, "edit_weights"), data, follow=True)

    assert "Nothing is published yet" in response.text
    assert weight_of(rubric_draft, "INT") == 13
    assert audit.sentence(audit.history(rubric_draft)[0]) == (
        "Y. Marsh changed the draft: weights and formula"
    )


def test_weights_that_do_not_add_up_come_back_with_the_total(as_manager, rubric_draft):
    data = sent(WeightsForm(draft=rubric_draft), weight_INT=12)

    response = as_manager.post(path(rubric_draft, "edit_weights"), data)

    assert response.status_code == 422
    assert "<title>Error:" in response.text
    assert "adds up to 98; 2 more to give</output>" in response.text
    assert 'name="weight_INT" value="12"' in response.text
    assert weight_of(rubric_draft, "INT") == 14


def test_nothing_different_saves_nothing(as_manager, rubric_draft):
    data = sent(WeightsForm(draft=rubric_draft))

    response = as_manager.post(path(rubric_draft, "edit_weights"), data, follow=True)

    assert "Nothing was different" in response.text
    assert stored(rubric_draft).version == 1


def test_conflict_shows_what_is_stored_and_keeps_what_was_typed(
    as_manager, rubric_draft, by_manager
):
    typed = sent(WeightsForm(draft=rubric_draft), weight_INT=15, weight_NET=9)
    meanwhile(rubric_draft, by_manager)

    response = as_manager.post(path(rubric_draft, "edit_weights"), typed)

    assert response.status_code == 409
    assert '"Stored now">12</td><td data-label="Yours">15</td>' in response.text
    assert 'name="weight_INT" value="15"' in response.text
    assert 'name="seen_version" value="2"' in response.text
    assert weight_of(rubric_draft, "INT") == 12


def test_sending_again_after_a_conflict_overwrites_this_part_only(
    as_manager, rubric_draft, by_manager
):
    section = section_of(rubric_draft, "INT")
    typed = sent(PointsForm(draft=rubric_draft, section=section), **{"INT1-one": 2})
    meanwhile(rubric_draft, by_manager)
    address = path(rubric_draft, "edit_points", "INT")
    refused = as_manager.post(address, typed)

    again = sent(refused.context["form"])
    response = as_manager.post(address, again)

    assert (refused.status_code, response.status_code) == (409, 302)
    assert stored(rubric_draft).rules().points["INT1"].points["one"] == 2
    assert weight_of(rubric_draft, "INT") == 12


def test_conflict_on_a_part_that_is_gone_keeps_what_was_typed(as_manager, rubric_draft):
    rule = rules_of(rubric_draft)["E-PCI"]
    typed = sent(RuleForm(draft=rubric_draft, rule=rule), name="Cards of any kind")
    as_manager.post(
        path(rubric_draft, "remove_escalator", "E-PCI"), {"seen_version": 1}
    )

    response = as_manager.post(path(rubric_draft, "edit_escalator", "E-PCI"), typed)

    assert response.status_code == 409
    assert "took this part out" in response.text
    assert "Cards of any kind" in response.text


def test_new_rule_is_added_question_by_question(as_manager, rubric_draft):
    address = path(rubric_draft, "edit_escalator", "new")
    typed = sent(
        RuleForm(draft=rubric_draft),
        name="Drones",
        reviews="Flight review",
        basis="FAA",
        add="any_of",
        **{"any_of-add": "DAT3"},
    )

    grown = as_manager.post(address, typed)
    again = sent(grown.context["form"], **{"any_of-DAT3": ["yes"]})
    response = as_manager.post(address, again)

    assert grown.status_code == 200
    assert 'name="any_of-DAT3"' in grown.text
    assert response["Location"] == path(rubric_draft, "edit_escalators")
    assert rules_of(rubric_draft)["E-DRONES"]["any_of"] == [
        {"question": "DAT3", "values": ["yes"]}
    ]


def test_rule_is_taken_out(as_manager, rubric_draft):
    address = path(rubric_draft, "remove_escalator", "E-PCI")

    response = as_manager.post(address, {"seen_version": 1})

    assert response["Location"] == path(rubric_draft, "edit_escalators")
    assert "E-PCI" not in rules_of(rubric_draft)


def test_rule_is_not_taken_out_of_a_draft_that_changed(
    as_manager, rubric_draft, by_manager
):
    meanwhile(rubric_draft, by_manager)
    address = path(rubric_draft, "remove_escalator", "E-PCI")

    response = as_manager.post(address, {"seen_version": 1})

    assert response.status_code == 409
    assert "E-PCI" in rules_of(rubric_draft)


def test_question_a_rule_asks_is_kept_and_the_page_says_why(as_manager, rubric_draft):
    address = path(rubric_draft, "remove_question", "NET", "NET1")

    response = as_manager.post(address, {"seen_version": 1})

    assert response.status_code == 422
    assert "A rule asks for it" in response.text
    assert 'id="id_text"' in response.text


def test_question_page_counts_the_answers_that_would_be_lost(
    as_manager, rubric_draft, unknown
):
    answer(unknown, INT1="one")

    response = as_manager.get(path(rubric_draft, "edit_question", "INT", "INT1"))

    assert "1 open request answers this question." in " ".join(response.text.split())


def test_new_question_is_asked_and_weighed(as_manager, rubric_draft):
    form = QuestionForm(
        draft=rubric_draft, section=section_of(rubric_draft, "NET"), published={}
    )
    choices = {
        "words-NEW1": "No",
        "points-NEW1": 0,
        "words-NEW2": "Yes",
        "points-NEW2": 4,
    }
    typed = sent(form, text="Does it fly?", why="Permits.", **choices)

    response = as_manager.post(path(rubric_draft, "edit_question", "NET", "new"), typed)

    assert response["Location"] == path(rubric_draft, "edit_questions", "NET")
    assert stored(rubric_draft).rules().points["NET6"].points == {"no": 0, "yes": 4}


def test_question_page_costs_the_same_with_answers_to_count(
    as_manager, rubric_draft, unknown, django_assert_num_queries
):
    address = path(rubric_draft, "edit_question", "INT", "INT1")
    as_manager.get(address)

    with django_assert_num_queries(7):
        as_manager.get(address)
    answer(unknown, INT1="one")
    with django_assert_num_queries(7):
        as_manager.get(address)
