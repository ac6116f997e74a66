"""A manager sets the tier by hand; the computed one stays beside it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import User
from accounts.roles import Permission
from intake.models import ProjectRequest
from intake.services import hold_open
from triage.figures import TIER_NAMES
from triage.models import Assessment, TierOverride
from triage.scoring.rules import Tier
from triage.services.decision_rules import check_current, permitted
from triage.services.steps import check_seen, check_undecided
from triage.wording import assessed_range_says

audit.register(
    {
        "triage.tier_set": gettext_lazy(
            "%(by)s set the tier to %(tier_label)s; computed: %(computed_label)s. "
            "%(reason)s"
        ),
        "triage.tier_lifted": gettext_lazy(
            "%(by)s gave up the tier set by hand: it is %(computed_label)s again, as "
            "computed"
        ),
    }
)


class NoTierSet(Conflict):
    """Nothing to give up: it goes by the computed tier."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("No tier of %(number)s is set by hand.") % {"number": number}
        )


@transaction.atomic
def set_tier(
    *,
    project_request: ProjectRequest,
    tier: str,
    because: str,
    reason: str,
    assessment: Assessment,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> TierOverride:
    """Set a tier against the computed one; the one set before is lifted.

    Neither the order of the queue nor the lateness index follows it (docs/adr/0008);
    a decision keeps it, and accepting what is set at Critical needs a leader.

    :param assessment: what the manager saw.
    :raises PermissionDenied: no right to, or the actor's own request.
    :raises Refused: by field: no tier, the computed tier itself, no kind or reason.
    :raises RequestClosed: the request is decided or withdrawn.
    :raises WrongStep: it waits for a leader, or is not with IT.
    :raises StaleAssessment: its answers changed since.
    :raises StaleRequest: somebody else moved it, or set its tier, first.
    """
    manager = permitted(by, Permission.TIER_SET, project_request)
    _hold(project_request, seen_version, now)
    check_current(assessment, project_request)
    _check(tier, because, reason.strip(), assessment)
    _lift(project_request, manager, now)
    override = TierOverride.objects.create(
        project_request=project_request,
        assessment=assessment,
        tier=tier,
        because=because,
        reason=reason.strip(),
        set_at=now,
        set_by=manager,
    )
    _copy(project_request, tier=tier, by=manager, assessment=assessment, now=now)
    audit.record(
        "triage.tier_set",
        subject=project_request,
        by=by,
        now=now,
        tier=tier,
        tier_label=str(TIER_NAMES[tier]),
        computed=assessment.tier,
        computed_label=str(TIER_NAMES[assessment.tier]),
        because=because,
        reason=override.reason,
    )
    return override


@transaction.atomic
def lift_tier(
    *,
    project_request: ProjectRequest,
    assessment: Assessment,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> None:
    """Go by the computed tier again.

    Raises what `set_tier` raises, but for `Refused`.

    :raises NoTierSet: it does so already.
    """
    manager = permitted(by, Permission.TIER_SET, project_request)
    _hold(project_request, seen_version, now)
    check_current(assessment, project_request)
    if not _lift(project_request, manager, now):
        raise NoTierSet(project_request.number)
    _copy(project_request, tier="", by=None, assessment=assessment, now=now)
    audit.record(
        "triage.tier_lifted",
        subject=project_request,
        by=by,
        now=now,
        computed_label=str(TIER_NAMES[assessment.tier]),
    )


def _hold(project_request: ProjectRequest, seen_version: int, now: datetime) -> None:
    """Nobody edits, sets or decides until this transaction ends."""
    hold_open(project_request, now=now)
    check_seen(project_request, seen_version)
    check_undecided(project_request)


def _check(tier: str, because: str, reason: str, assessment: Assessment) -> None:
    wrong = {}
    if tier not in list(Tier):
        wrong["tier"] = _("Choose Low, Moderate, High or Critical.")
    elif tier == assessment.tier:
        wrong["tier"] = _("%(tier)s is what was computed. Choose another tier.") % {
            "tier": TIER_NAMES[tier]
        }
    if because not in TierOverride.Because.values:
        wrong["because"] = _("Choose the kind of reason nearest to yours.")
    if not reason:
        wrong["reason"] = _("Say why the computed tier is wrong here.")
    if wrong:
        raise Refused(wrong)


def _lift(project_request: ProjectRequest, by: User, now: datetime) -> bool:
    """Whether there was one to lift."""
    live = TierOverride.objects.live().filter(project_request=project_request)
    return bool(live.update(lifted_at=now, lifted_by=by))


def _copy(
    project_request: ProjectRequest,
    *,
    tier: str,
    by: User | None,
    assessment: Assessment,
    now: datetime,
) -> None:
    """What lists, exports and mails read. The version rises: a decider must see it."""
    ProjectRequest.objects.filter(pk=project_request.pk).update(
        tier_set=tier,
        tier_set_by=by,
        impact_says=assessed_range_says(
            assessment, tier_set=tier, set_by=by.name if by else ""
        ),
        version=F("version") + 1,
        updated_at=now,
    )
    project_request.refresh_from_db()
