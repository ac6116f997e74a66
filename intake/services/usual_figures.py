"""Usual quantities and grant programs: kept in the administration, used by open requests."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import Actor
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import CostLine, DefaultQuantity, GrantProgram, ProjectRequest
from intake.services.repricing import mark_due

audit.register(
    {
        "intake.usual_quantity_set": gettext_lazy(
            "%(by)s set how many are usual: %(subject)s"
        ),
        "intake.grant_program_set": gettext_lazy(
            "%(by)s changed the grant program %(subject)s"
        ),
    }
)


@transaction.atomic
def usual_quantity_set(*, quantity: DefaultQuantity, by: Actor, now: datetime) -> int:
    """Write down that a category's usual quantity was set, and have requests follow.

    :returns: how many undecided requests are judged again at the clock's next turn.
    """
    check_permission(by, Permission.CITY_ADMINISTER)
    audit.record("intake.usual_quantity_set", subject=quantity, by=by, now=now)
    return mark_due(_resting_on_quantity(quantity), due_at=now, now=now)


@transaction.atomic
def grant_program_set(*, program: GrantProgram, by: Actor, now: datetime) -> int:
    """As above, for the share of applications a program grants."""
    check_permission(by, Permission.CITY_ADMINISTER)
    audit.record("intake.grant_program_set", subject=program, by=by, now=now)
    lines = program.fundingline_set.values("project_request")
    resting = ProjectRequest.objects.undecided().filter(pk__in=lines)
    return mark_due(resting, due_at=now, now=now)


def is_relied_on(quantity: DefaultQuantity) -> bool:
    """Whether an undecided request would not know how many without it."""
    return _resting_on_quantity(quantity).exists()


def _resting_on_quantity(quantity: DefaultQuantity) -> QuerySet[ProjectRequest]:
    lines = CostLine.objects.filter(
        project_request__category=quantity.category,
        basis=CostLine.Basis.PRICED,
        quantity_low__isnull=True,
    )
    requests = ProjectRequest.objects.undecided()
    return requests.filter(pk__in=lines.values("project_request"))
