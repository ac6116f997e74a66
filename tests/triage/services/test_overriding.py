import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry, User
from intake.lifecycle import Outcome
from intake.services import RequestClosed, StaleRequest, WrongStep
from tests.conftest import NOW
from tests.triage.conftest import answer, assess
from tests.triage.services.acts import decide, recommend, set_tier_of
from triage.models import Assessment, TierOverride
from triage.services import StaleAssessment, lift_tier
from triage.services.overriding import NoTierSet

pytestmark = pytest.mark.django_db


def lift(project_request, by, **terms) -> None:
    lift_tier(
        **{
            "project_request": project_request,
            "assessment": Assessment.objects.current_for(project_request),
            "seen_version": project_request.version,
            "by": by,
            "now": NOW,
            **terms,
        }
    )


def test_set_tier_stands_beside_the_computed_one(light, by_manager, manager):
    override = set_tier_of(light, by_manager, "high")

    assert (light.tier, light.tier_set, light.tier_set_by) == ("low", "high", manager)
    assert override.assessment.tier == "low"
    assert light.impact_says.endswith(f"High, set by {manager.name}; computed Low")
    entry = AuditEntry.objects.get(action="triage.tier_set")
    assert entry.facts["computed"] == "low"


def test_set_tier_in_words_fits_whoever_set_it(light, manager):
    name = "M" * 120
    assert len(name) == User._meta.get_field("name").max_length
    User.objects.filter(pk=manager.pk).update(name=name)

    set_tier_of(light, Actor.of(User.objects.get(pk=manager.pk)), "critical")

    light.full_clean(exclude={"category"})
    assert name in light.impact_says


def test_set_tier_leaves_the_order_of_the_queue_and_lateness_alone(light, by_manager):
    before = (light.held_tier, light.held_rank, light.lateness_low)

    set_tier_of(light, by_manager, "critical")

    assert (light.held_tier, light.held_rank, light.lateness_low) == before


def test_set_tier_again_lifts_the_one_before(light, by_manager):
    first = set_tier_of(light, by_manager, "high")

    second = set_tier_of(light, by_manager, "moderate")

    first.refresh_from_db()
    assert first.lifted_by == by_manager.user
    assert TierOverride.objects.in_force(light) == second


def test_set_tier_survives_the_next_assessment(light, by_manager, manager):
    set_tier_of(light, by_manager, "high")
    answer(light, DAT6="biometric")

    assess(light)

    light.refresh_from_db()
    assert (light.tier, light.tier_set) == ("critical", "high")
    assert f"High, set by {manager.name}; computed Critical" in light.impact_says


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"tier": "huge"}, "tier"),
        ({"tier": "low"}, "tier"),
        ({"because": "mood"}, "because"),
        ({"because": ""}, "because"),
        ({"reason": "  "}, "reason"),
    ],
)
def test_set_tier_refuses_and_names_the_field(light, by_manager, terms, field):
    with pytest.raises(Refused) as refused:
        set_tier_of(light, by_manager, **{"tier": "high", **terms})

    assert list(refused.value.messages) == [field]
    light.refresh_from_db()
    assert light.tier_set == ""
    assert not TierOverride.objects.exists()


def test_set_tier_needs_a_manager_who_did_not_ask(light, triager, manager):
    with pytest.raises(PermissionDenied):
        set_tier_of(light, Actor.of(triager), "high")

    light.submitted_by = manager
    light.save()
    with pytest.raises(PermissionDenied, match="they submitted"):
        set_tier_of(light, Actor.of(manager), "high")


def test_set_tier_from_an_older_page_conflicts(light, by_manager):
    seen = light.version
    set_tier_of(light, by_manager, "high")

    with pytest.raises(StaleRequest):
        set_tier_of(light, by_manager, "moderate", seen_version=seen)

    assert TierOverride.objects.count() == 1


def test_set_tier_on_an_older_assessment_conflicts(light, by_manager):
    seen = Assessment.objects.current_for(light)
    assess(light)

    with pytest.raises(StaleAssessment):
        set_tier_of(light, by_manager, "high", assessment=seen)


def test_set_tier_of_a_decided_request_is_refused(light, by_manager):
    decide(light, by_manager)

    with pytest.raises(RequestClosed):
        set_tier_of(light, by_manager, "high")


def test_set_tier_of_what_waits_for_a_leader_is_refused(unknown, by_manager):
    recommend(unknown, by_manager)

    with pytest.raises(WrongStep):
        set_tier_of(unknown, by_manager, "low")


def test_set_tier_makes_a_decider_look_again(light, by_manager):
    seen = light.version
    set_tier_of(light, by_manager, "high")

    with pytest.raises(StaleRequest):
        decide(light, by_manager, Outcome.ACCEPTED, seen_version=seen)


def test_lift_tier_goes_back_to_the_computed_one(light, by_manager):
    before = light.impact_says
    set_tier_of(light, by_manager, "high")

    lift(light, by_manager)

    assert (light.tier_set, light.tier_set_by) == ("", None)
    assert light.impact_says == before
    assert TierOverride.objects.in_force(light) is None


def test_lift_tier_from_an_older_page_conflicts(light, by_manager):
    set_tier_of(light, by_manager, "high")

    with pytest.raises(StaleRequest):
        lift(light, by_manager, seen_version=light.version - 1)

    assert TierOverride.objects.in_force(light) is not None


def test_lift_tier_where_none_is_set_leaves_no_record(light, by_manager):
    with pytest.raises(NoTierSet):
        lift(light, by_manager)

    assert not AuditEntry.objects.filter(action="triage.tier_lifted").exists()
