"""Keep a version of a budget request, and sign the newest one off."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, city
from accounts.actors import Actor, acting_user
from accounts.errors import Conflict
from accounts.models import CitySettings
from accounts.permissions import check_permission
from accounts.roles import Permission
from intake.models import ProjectRequest
from triage.budget_request import (
    Change,
    Document,
    differences,
    read_document,
    read_it_document,
)
from triage.models import BudgetRequest
from triage.plain import from_plain, to_plain

audit.register(
    {
        "triage.budget_request_kept": gettext_lazy(
            "%(by)s kept version %(version)s of the budget request for %(year)s"
        ),
        "triage.budget_request_signed": gettext_lazy(
            "%(by)s signed off version %(version)s of the budget request for %(year)s"
        ),
    }
)


class NothingNew(Conflict):
    """What would be kept is what the newest version says already."""

    def __init__(self, newest: BudgetRequest) -> None:
        super().__init__(
            _("Nothing has changed since version %(version)d, so none was added.")
            % {"version": newest.version}
        )
        self.newest = newest


class KeptMeanwhile(Conflict):
    """Somebody else kept a version in the same moment."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else kept a version in the same moment. Look at it first; keep "
                "yours if it still says something new."
            )
        )


class CannotSign(Conflict):
    """The version is not the one to sign. `changes` are what it does not say yet."""

    def __init__(self, says: str, changes: tuple[Change, ...] = ()) -> None:
        super().__init__(says)
        self.changes = changes


@transaction.atomic
def draft_budget_request(
    *,
    project_request: ProjectRequest | None,
    fiscal_year: int,
    by: Actor,
    now: datetime,
) -> BudgetRequest:
    """Keep what the paper says now as its next version.

    :param project_request: None for that of IT as a whole.
    :raises NothingNew: the newest version says the same.
    :raises KeptMeanwhile: somebody else was quicker.
    """
    check_permission(by, Permission.BUDGET_DRAFT)
    newest = newest_version(project_request, fiscal_year)
    document = current_document(project_request, fiscal_year, now=now)
    if newest is not None and document.says_the_same_as(stored_document(newest)):
        raise NothingNew(newest)
    version = newest.version + 1 if newest else 1
    try:
        # The numbers are unique: of two who keep the same one, the second is told.
        with transaction.atomic():
            return _keep(project_request, document, version, by, now)
    except IntegrityError as error:
        raise KeptMeanwhile from error


def _keep(
    project_request: ProjectRequest | None,
    document: Document,
    version: int,
    by: Actor,
    now: datetime,
) -> BudgetRequest:
    cause = audit.record(
        "triage.budget_request_kept",
        subject=_subject(project_request),
        by=by,
        now=now,
        version=version,
        year=document.year,
    )
    return BudgetRequest.objects.create(
        project_request=project_request,
        fiscal_year=document.fiscal_year,
        version=version,
        document=to_plain(document),
        made_at=now,
        made_by=acting_user(by),
        cause=cause,
    )


@transaction.atomic
def sign_budget_request(
    *, budget_request: BudgetRequest, by: Actor, now: datetime
) -> BudgetRequest:
    """Sign off the newest version. Who kept it may sign it; both are on record.

    :raises CannotSign: it is signed or superseded, or what it rests on has changed.
    """
    check_permission(by, Permission.BUDGET_SIGN)
    _check_newest(budget_request)
    document = current_document(
        budget_request.project_request, budget_request.fiscal_year, now=now
    )
    changes = differences(stored_document(budget_request), document)
    if changes:
        raise CannotSign(
            _(
                "What it rests on has changed since version %(version)d. Keep a new "
                "version and sign that one."
            )
            % {"version": budget_request.version},
            changes,
        )
    # Unsigned and newest in WHERE: of two who act at once the second is told.
    signed = BudgetRequest.objects.filter(
        ~Exists(_newer_than(budget_request)),
        pk=budget_request.pk,
        signed_at__isnull=True,
    ).update(signed_at=now, signed_by=acting_user(by))
    if not signed:
        _check_newest(budget_request)
        raise _signed_already(budget_request)
    audit.record(
        "triage.budget_request_signed",
        subject=_subject(budget_request.project_request),
        by=by,
        now=now,
        version=budget_request.version,
        year=f"FY{budget_request.fiscal_year}",
    )
    budget_request.refresh_from_db()
    return budget_request


def _newer_than(budget_request: BudgetRequest) -> QuerySet[BudgetRequest]:
    return BudgetRequest.objects.filter(
        project_request=budget_request.project_request_id,
        fiscal_year=budget_request.fiscal_year,
        version__gt=budget_request.version,
    )


def _check_newest(budget_request: BudgetRequest) -> None:
    newest = newest_version(budget_request.project_request, budget_request.fiscal_year)
    if newest is not None and newest.pk != budget_request.pk:
        raise CannotSign(
            _("Version %(version)d is newer. Only the newest version can be signed.")
            % {"version": newest.version}
        )
    if budget_request.signed_at is not None:
        raise _signed_already(budget_request)


def _signed_already(budget_request: BudgetRequest) -> CannotSign:
    return CannotSign(
        _("Version %(version)d is signed off already.")
        % {"version": budget_request.version}
    )


def newest_version(
    project_request: ProjectRequest | None, fiscal_year: int
) -> BudgetRequest | None:
    rows = BudgetRequest.objects.filter(
        project_request=project_request, fiscal_year=fiscal_year
    )
    return rows.order_by("-version").first()


def current_document(
    project_request: ProjectRequest | None, fiscal_year: int, *, now: datetime
) -> Document:
    """What the paper says now."""
    if project_request is None:
        return read_it_document(fiscal_year, now=now)
    return read_document(project_request, fiscal_year, now=now)


def stored_document(budget_request: BudgetRequest) -> Document:
    return from_plain(Document, budget_request.document)


def _subject(project_request: ProjectRequest | None) -> ProjectRequest | CitySettings:
    """Whose history tells of it: the request's, else the city's."""
    return project_request or city.current()
