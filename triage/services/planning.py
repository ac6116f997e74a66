"""What managers think requests are worth, and what ties them to each other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor, acting_user
from accounts.errors import Conflict, Refused
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import ProjectRequest
from triage.models import CandidateLink, CandidateValue

MOST_POINTS = 100

audit.register(
    {
        "triage.candidate_valued": gettext_lazy(
            "%(by)s set its value for choosing under limits: %(says)s"
        ),
        "triage.candidates_linked": gettext_lazy(
            "%(by)s noted for choosing under limits: %(says)s"
        ),
        "triage.candidates_unlinked": gettext_lazy(
            "%(by)s took back for choosing under limits: %(says)s"
        ),
    }
)


class StaleValue(Conflict):
    """Somebody else set the value of this request first."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("Somebody else changed the value of %(number)s while you were at it.")
            % {"number": number}
        )


class LinkThere(Conflict):
    """The two are linked so already."""

    def __init__(self, link: CandidateLink) -> None:
        super().__init__(_("Noted already: %(says)s.") % {"says": link_says(link)})


class LinkGone(Conflict):
    """Somebody else took the link back first."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else took this link back first."))


@dataclass(frozen=True)
class Worth:
    """What a manager thinks of a request. A mandated one says who asks for it."""

    points: int
    is_mandated: bool = False
    because: str = ""

    def __str__(self) -> str:
        says = _("%(points)d points") % {"points": self.points}
        if self.is_mandated:
            says = _("%(says)s, mandated") % {"says": says}
        return f"{says} ({self.because})" if self.because else says


@transaction.atomic
def set_candidate_value(
    *,
    project_request: ProjectRequest,
    worth: Worth,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> CandidateValue:
    """Set what a request is worth beside every computed figure; it changes none.

    :param seen_version: of the value that was seen; 0 where there was none.
    :raises Refused: by field: points beyond 0 to 100, mandated without a reason.
    :raises StaleValue: somebody else set it first.
    """
    check_permission(by, Permission.PORTFOLIO_PLAN, project_request)
    worth = Worth(worth.points, worth.is_mandated, worth.because.strip())
    _check(worth)
    fields: dict[str, Any] = {
        "points": worth.points,
        "is_mandated": worth.is_mandated,
        "because": worth.because,
        "set_at": now,
        "set_by": acting_user(by),
    }
    _write(project_request, seen_version, fields)
    audit.record(
        "triage.candidate_valued",
        subject=project_request,
        by=by,
        now=now,
        says=str(worth),
        points=worth.points,
        is_mandated=worth.is_mandated,
    )
    return CandidateValue.objects.get(project_request=project_request)


@transaction.atomic
def link_candidates(
    *,
    first: ProjectRequest,
    second: ProjectRequest,
    kind: str,
    by: Actor,
    now: datetime,
) -> CandidateLink:
    """Note that `first` needs `second`, or that only one of the two may be chosen.

    :raises Refused: by field: a request with itself, or no such kind.
    :raises LinkThere: it is noted already; an exclusion counts either way round.
    """
    check_permission(by, Permission.PORTFOLIO_PLAN, first)
    if kind not in CandidateLink.Kind.values:
        raise Refused({"kind": _("Choose what ties the two.")})
    if first == second:
        raise Refused({"second": _("Choose another request than the first.")})
    if kind == CandidateLink.Kind.EXCLUDES and second.pk < first.pk:
        first, second = second, first
    link = CandidateLink(first=first, second=second, kind=kind)
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError as error:
        raise LinkThere(link) from error
    _record_link("triage.candidates_linked", link, by, now)
    return link


@transaction.atomic
def unlink_candidates(*, link: CandidateLink, by: Actor, now: datetime) -> None:
    """Take a link back.

    :raises LinkGone: somebody else did so first.
    """
    check_permission(by, Permission.PORTFOLIO_PLAN, link.first)
    gone, _per_model = CandidateLink.objects.filter(pk=link.pk).delete()
    if not gone:
        raise LinkGone
    _record_link("triage.candidates_unlinked", link, by, now)


def link_says(link: CandidateLink) -> str:
    words = {"first": link.first.number, "second": link.second.number}
    if link.kind == CandidateLink.Kind.NEEDS:
        return _("%(first)s needs %(second)s") % words
    return _("only one of %(first)s and %(second)s") % words


def _check(worth: Worth) -> None:
    wrong = {}
    if not 0 <= worth.points <= MOST_POINTS:
        wrong["points"] = _("Give a whole number from 0 to 100.")
    if worth.is_mandated and not worth.because:
        wrong["because"] = _("Say which law or council decision asks for it.")
    if wrong:
        raise Refused(wrong)


def _write(
    project_request: ProjectRequest, seen_version: int, fields: dict[str, Any]
) -> None:
    # Version in WHERE, or the unique request for a first value: whoever is quicker wins
    # on both databases.
    if seen_version:
        values = CandidateValue.objects.filter(
            project_request=project_request, version=seen_version
        )
        if not values.update(**fields, version=F("version") + 1):
            raise StaleValue(project_request.number)
        return
    try:
        with transaction.atomic():
            CandidateValue.objects.create(project_request=project_request, **fields)
    except IntegrityError as error:
        raise StaleValue(project_request.number) from error


def _record_link(action: str, link: CandidateLink, by: Actor, now: datetime) -> None:
    """On the history of both requests."""
    for subject in (link.first, link.second):
        audit.record(action, subject=subject, by=by, now=now, says=link_says(link))
