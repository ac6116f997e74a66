"""Lines that usually come with a category: taken or left out, never added silently."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor, acting_user
from accounts.models import ITTeam
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import (
    STAFF_TYPES,
    CostDriver,
    CostLine,
    Payer,
    ProjectRequest,
    RefusedSuggestion,
)
from intake.services.editing import hold_open
from intake.services.money import add_cost_line
from intake.services.money_details import CostDetails, ThreePoint

audit.register(
    {
        "intake.suggestion_refused": gettext_lazy(
            "%(by)s left out “%(driver)s”, which such projects usually bring"
        ),
        "intake.suggestion_refused_because": gettext_lazy(
            "%(by)s left out “%(driver)s”, which such projects usually bring: %(because)s"
        ),
        "intake.suggestion_restored": gettext_lazy(
            "%(by)s brought “%(driver)s” back among what such projects usually bring"
        ),
    }
)


@transaction.atomic
def accept_suggestion(
    *,
    project_request: ProjectRequest,
    driver: CostDriver,
    by: Actor,
    now: datetime,
    quantity: ThreePoint | None = None,
    team: ITTeam | None = None,
) -> CostLine:
    """Make a line of what is suggested; the one there is, if it was taken already.

    The department is proposed as payer of money, IT as that of its own time.

    :param quantity: None takes the category's usual one.
    :raises Refused: `team` for staff time of nobody, `quantity` where none is usual.
    :raises RequestClosed: the request is decided or withdrawn.
    """
    check_permission(by, Permission.REQUEST_ANSWER, project_request)
    hold_open(project_request, now=now)
    taken = project_request.cost_lines.filter(driver=driver).first()
    if taken is not None:
        return taken
    is_staff_time = driver.cost_type in STAFF_TYPES
    details = CostDetails(
        description=driver.name,
        payer=Payer.IT if is_staff_time else Payer.DEPARTMENT,
        timing=driver.timing,
        cost_type=driver.cost_type,
        team=team if is_staff_time else None,
        basis=CostLine.Basis.PRICED,
        driver=driver,
        quantity=quantity,
        repeat_years=driver.repeat_years,
        life_years=driver.life_years,
    )
    line = add_cost_line(
        project_request=project_request, details=details, by=by, now=now
    )
    project_request.refused_suggestions.filter(driver=driver).delete()
    return line


@transaction.atomic
def refuse_suggestion(
    *,
    project_request: ProjectRequest,
    driver: CostDriver,
    by: Actor,
    now: datetime,
    because: str = "",
) -> RefusedSuggestion:
    """Leave a suggested line out; the first refusal stands if it was left out already.

    :raises RequestClosed: the request is decided or withdrawn.
    """
    check_permission(by, Permission.REQUEST_ANSWER, project_request)
    hold_open(project_request, now=now)
    refused, is_new = RefusedSuggestion.objects.get_or_create(
        project_request=project_request,
        driver=driver,
        defaults={
            "because": because,
            "refused_at": now,
            "refused_by": acting_user(by),
        },
    )
    if is_new:
        action = "refused_because" if because else "refused"
        _record(action, project_request, driver, by, now, because=because)
    return refused


@transaction.atomic
def restore_suggestion(
    *, project_request: ProjectRequest, driver: CostDriver, by: Actor, now: datetime
) -> None:
    """Suggest a line again that was left out; once it is suggested, that is all.

    :raises RequestClosed: the request is decided or withdrawn.
    """
    check_permission(by, Permission.REQUEST_ANSWER, project_request)
    hold_open(project_request, now=now)
    gone, _each = project_request.refused_suggestions.filter(driver=driver).delete()
    if gone:
        _record("restored", project_request, driver, by, now)


def _record(
    what: str,
    project_request: ProjectRequest,
    driver: CostDriver,
    by: Actor,
    now: datetime,
    **facts: str,
) -> None:
    audit.record(
        f"intake.suggestion_{what}",
        subject=project_request,
        by=by,
        now=now,
        driver=driver.name,
        **facts,
    )
