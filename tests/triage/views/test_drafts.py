import pytest
from django.urls import reverse

from tests.triage.services.test_drafts import change
from triage.models import Rubric, RubricDraft
from triage.services import publish_draft, start_draft

pytestmark = pytest.mark.django_db


def path(draft, act="draft"):
    return reverse(f"triage:{act}", args=[draft.pk])


def terms(draft, **more):
    """What the publishing form as it stands now sends."""
    return {
        "seen_version": draft.version,
        "seen_live": "2026.1",
        "version": "2027.1",
        "reason": "The council asked for it.",
        **more,
    }


@pytest.fixture
def changed(rubric_draft, by_manager) -> RubricDraft:
    return change(rubric_draft, by_manager)


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.mark.parametrize("who", ["triager", "leader", "records"])
def test_draft_is_read_by_triage_and_offers_them_no_change(
    client, request, changed, who
):
    client.force_login(request.getfixturevalue(who))

    response = client.get(path(changed))

    assert response.status_code == 200
    assert "2 things differ from rubric 2026.1." in response.text
    for act in ("edit_weights", "publish", "discard_draft"):
        assert path(changed, act) not in response.text


@pytest.mark.parametrize("who", ["requester", "admin"])
def test_draft_is_not_for_others(client, request, changed, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(path(changed)).status_code == 403


@pytest.mark.parametrize("who", ["triager", "leader", "records", "requester"])
def test_only_managers_publish_or_discard(client, request, changed, who):
    client.force_login(request.getfixturevalue(who))

    for act in ("publish", "discard_draft"):
        assert client.post(path(changed, act), terms(changed)).status_code == 403

    assert RubricDraft.objects.open().exists()


def test_draft_says_what_changed_and_what_comes_next(as_manager, changed):
    text = as_manager.get(path(changed)).text

    acts = [path(changed, act) for act in ("edit_weights", "what_if", "publish")]
    places = [text.index(f'href="{act}"') for act in acts]
    assert places == sorted(places)
    assert "<ins>15</ins>" in text
    assert "Y. Marsh changed the draft: Integration weighs 15" in text


def test_draft_without_a_change_is_not_offered_for_publishing(as_manager, rubric_draft):
    text = as_manager.get(path(rubric_draft)).text

    assert "Nothing differs from rubric 2026.1 yet." in text
    assert path(rubric_draft, "publish") not in text


def test_draft_costs_the_same_however_much_changed(
    as_manager, rubric_draft, by_manager, django_assert_num_queries
):
    as_manager.get(path(rubric_draft))
    with django_assert_num_queries(6):
        as_manager.get(path(rubric_draft))

    change(rubric_draft, by_manager)
    with django_assert_num_queries(6):
        as_manager.get(path(rubric_draft))


class TestPublish:
    def test_form_proposes_a_version_and_says_what_happens(
        self, as_manager, unknown, changed
    ):
        response = as_manager.get(path(changed, "publish"))

        assert response.context["form"]["version"].value() == "2026.2"
        assert response.context["effect"].undecided == 1
        assert "It replaces rubric 2026.1 at once" in response.text
        assert "Publish and score 1 request again" in response.text

    def test_published_rubric_judges_from_then_on(self, as_manager, changed):
        response = as_manager.post(
            path(changed, "publish"), terms(changed), follow=True
        )

        assert Rubric.objects.get(is_live=True).version == "2027.1"
        assert response.redirect_chain[-1][0] == reverse(
            "triage:rubric", args=["2027.1"]
        )
        assert "Rubric 2027.1 is in use from now on." in response.text

    def test_taken_version_and_missing_reason_are_refused_in_place(
        self, as_manager, changed
    ):
        taken = as_manager.post(
            path(changed, "publish"), terms(changed, version="2026.1")
        )
        unexplained = as_manager.post(
            path(changed, "publish"), terms(changed, reason="")
        )

        assert (taken.status_code, unexplained.status_code) == (422, 422)
        assert "There is a version 2026.1 already." in taken.text
        assert "The council asked for it." in taken.text
        assert "Say why in a sentence or two." in unexplained.text
        assert Rubric.objects.count() == 1

    def test_refused_form_can_be_sent_again(self, as_manager, changed):
        refused = as_manager.post(
            path(changed, "publish"), terms(changed, version="2026.1")
        )
        again = {f.html_name: f.value() for f in refused.context["form"]}

        as_manager.post(path(changed, "publish"), {**again, "version": "2026.2"})

        assert Rubric.objects.get(is_live=True).version == "2026.2"

    def test_second_click_makes_no_second_rubric(self, as_manager, changed):
        sent = terms(changed)
        as_manager.post(path(changed, "publish"), sent)

        again = as_manager.post(path(changed, "publish"), sent, follow=True)

        assert again.redirect_chain[-1][0] == path(changed)
        assert "as rubric 2027.1" in again.text
        assert Rubric.objects.count() == 2

    def test_draft_that_another_changed_is_shown_before_it_is_published(
        self, as_manager, changed
    ):
        stale = terms(changed, seen_version=changed.version - 1)

        conflict = as_manager.post(path(changed, "publish"), stale)
        shown = {f.html_name: f.value() for f in conflict.context["form"]}
        as_manager.post(path(changed, "publish"), shown)

        assert conflict.status_code == 409
        assert "Somebody else changed the draft" in conflict.text
        assert Rubric.objects.get(is_live=True).reason == "The council asked for it."

    def test_draft_of_an_older_rubric_warns_what_it_undoes(
        self, as_manager, changed, rubric, by_manager, now
    ):
        other = RubricDraft.objects.get(pk=changed.pk)
        other.pk, other._state.adding = None, True
        other.save()
        publish_draft(draft=other, **terms(other), by=by_manager, now=now)

        text = as_manager.get(path(changed, "publish")).text

        assert "Publishing undoes what 2027.1 changed." in text

    def test_draft_is_not_published_over_a_rubric_nobody_was_told_of(
        self, as_manager, changed, rubric, by_manager, now
    ):
        other = change(
            start_draft(based_on=rubric, title="Tiers", by=by_manager, now=now),
            by_manager,
        )
        publish_draft(draft=other, **terms(other), by=by_manager, now=now)

        conflict = as_manager.post(
            path(changed, "publish"), terms(changed, version="2027.2")
        )
        shown = {f.html_name: f.value() for f in conflict.context["form"]}
        live_then = Rubric.objects.get(is_live=True).version
        as_manager.post(path(changed, "publish"), shown)

        assert conflict.status_code == 409
        assert "Another rubric was published meanwhile" in conflict.text
        assert "Publishing undoes what 2027.1 changed." in conflict.text
        assert live_then == "2027.1"
        assert Rubric.objects.get(is_live=True).version == "2027.2"


class TestDiscard:
    def test_discarded_draft_stays_readable(self, as_manager, changed):
        response = as_manager.post(
            path(changed, "discard_draft"), {"seen_version": changed.version}
        )

        assert response.url == reverse("triage:rubrics")
        page = as_manager.get(path(changed))
        assert "discarded" in page.text
        assert path(changed, "edit_weights") not in page.text

    def test_draft_that_another_changed_is_kept(self, as_manager, changed):
        response = as_manager.post(path(changed, "discard_draft"), {"seen_version": 1})

        assert response.status_code == 409
        assert RubricDraft.objects.open().exists()

    def test_malformed_form_is_refused(self, as_manager, changed):
        assert as_manager.post(path(changed, "discard_draft")).status_code == 422


class TestSideBySide:
    def test_open_draft_leads_to_its_comparison(self, as_manager, changed):
        assert self.compared(as_manager, changed) == ["Weights"]

    def test_published_draft_leads_to_that_of_its_rubric(
        self, as_manager, changed, by_manager, now
    ):
        publish_draft(draft=changed, **terms(changed), by=by_manager, now=now)

        assert self.compared(as_manager, changed) == ["Weights"]

    def test_discarded_draft_leads_to_none(self, as_manager, changed):
        as_manager.post(path(changed, "discard_draft"), {"seen_version": 2})

        assert as_manager.get(path(changed)).context["page"].beside == ""

    def compared(self, client, draft) -> list[str]:
        page = client.get(path(draft)).context["page"]
        sides = {"before": page.based_on, "after": page.beside}
        response = client.get(reverse("triage:compare"), sides)
        return [part.name for part in response.context["parts"]]
