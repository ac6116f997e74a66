import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from tests.conftest import NOW
from tests.factories.intake import ProjectRequestFactory
from tests.triage.planning import give_value
from triage.models import CandidateLink, CandidateValue
from triage.selectors.history import history_told
from triage.services import (
    LinkGone,
    LinkThere,
    StaleValue,
    Worth,
    link_candidates,
    set_candidate_value,
    unlink_candidates,
)

pytestmark = pytest.mark.django_db


def link(first, second, by, kind="needs") -> CandidateLink:
    return link_candidates(first=first, second=second, kind=kind, by=by, now=NOW)


@pytest.fixture
def other(requester, rubric):
    return ProjectRequestFactory(created_by=requester, title="Sirens")


def test_set_candidate_value_keeps_it_and_records_who(light, by_manager, manager):
    value = give_value(light, by_manager, 60, because=" Twelve crossings ")

    assert (value.points, value.because, value.version) == (60, "Twelve crossings", 1)
    assert (value.set_by, value.set_at) == (manager, NOW)
    entry = AuditEntry.objects.get(action="triage.candidate_valued")
    assert entry.facts["says"] == "60 points (Twelve crossings)"


def test_set_candidate_value_again_raises_its_version(light, by_manager):
    give_value(light, by_manager, 60)

    value = give_value(light, by_manager, 0)

    assert (value.points, value.version) == (0, 2)


def test_set_candidate_value_moves_no_figure_of_the_request(light, by_manager):
    before = (light.version, light.answers_revision, light.impact_says)

    give_value(light, by_manager, 100, is_mandated=True, because="Consent decree")

    light.refresh_from_db()
    assert (light.version, light.answers_revision, light.impact_says) == before


def test_set_candidate_value_is_no_news_for_the_department(light, by_manager):
    told = len(history_told(light))

    give_value(light, by_manager, 60)

    assert len(history_told(light)) == told


@pytest.mark.parametrize(
    ("worth", "field"),
    [
        (Worth(101), "points"),
        (Worth(-1), "points"),
        (Worth(10, is_mandated=True, because="  "), "because"),
    ],
)
def test_set_candidate_value_refuses_and_names_the_field(
    light, by_manager, worth, field
):
    with pytest.raises(Refused) as refused:
        set_candidate_value(
            project_request=light, worth=worth, seen_version=0, by=by_manager, now=NOW
        )

    assert list(refused.value.messages) == [field]
    assert not CandidateValue.objects.exists()


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_set_candidate_value_over_another_one_conflicts(light, by_manager, seen):
    give_value(light, by_manager, 60)
    give_value(light, by_manager, 70)

    with pytest.raises(StaleValue):
        set_candidate_value(
            project_request=light,
            worth=Worth(5),
            seen_version=seen,
            by=by_manager,
            now=NOW,
        )

    assert CandidateValue.objects.get().points == 70
    assert AuditEntry.objects.filter(action="triage.candidate_valued").count() == 2


def test_set_candidate_value_needs_a_manager(light, triager, leader):
    for person in (triager, leader):
        with pytest.raises(PermissionDenied):
            give_value(light, Actor.of(person), 10)


def test_link_candidates_is_on_the_history_of_both(light, other, by_manager):
    found = link(light, other, by_manager)

    assert (found.first, found.second, found.kind) == (light, other, "needs")
    entries = AuditEntry.objects.filter(action="triage.candidates_linked")
    assert {entry.subject_id for entry in entries} == {light.pk, other.pk}
    assert entries[0].facts["says"] == f"{light.number} needs {other.number}"


def test_link_candidates_takes_an_exclusion_either_way_round_for_the_same(
    light, other, by_manager
):
    link(other, light, by_manager, "excludes")

    with pytest.raises(LinkThere, match="Noted already: only one of"):
        link(light, other, by_manager, "excludes")

    assert CandidateLink.objects.count() == 1


def test_link_candidates_needs_both_ways_are_two_links(light, other, by_manager):
    link(light, other, by_manager)
    link(other, light, by_manager)

    assert CandidateLink.objects.count() == 2


def test_link_candidates_refuses_itself_and_unknown_kinds(light, other, by_manager):
    with pytest.raises(Refused, match="another request"):
        link(light, light, by_manager)
    with pytest.raises(Refused, match="what ties"):
        link(light, other, by_manager, "likes")

    assert not CandidateLink.objects.exists()


def test_link_candidates_needs_a_manager(light, other, triager):
    with pytest.raises(PermissionDenied):
        link(light, other, Actor.of(triager))


def test_unlink_candidates_takes_it_back_once(light, other, by_manager):
    found = link(light, other, by_manager)
    seen = CandidateLink.objects.get(pk=found.pk)

    unlink_candidates(link=found, by=by_manager, now=NOW)

    assert not CandidateLink.objects.exists()
    with pytest.raises(LinkGone):
        unlink_candidates(link=seen, by=by_manager, now=NOW)


def test_unlink_candidates_needs_a_manager(light, other, by_manager, triager):
    found = link(light, other, by_manager)

    with pytest.raises(PermissionDenied):
        unlink_candidates(link=found, by=Actor.of(triager), now=NOW)

    assert CandidateLink.objects.exists()
