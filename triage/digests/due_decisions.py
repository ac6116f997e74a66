"""The decisions to be made this week."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import city
from accounts.calendar import business_days_between
from accounts.models import User
from intake.lifecycle import Step
from intake.models import ProjectRequest
from notifications.digests import Row, Section
from notifications.periods import Period
from triage.figures.numbers import percent
from triage.models import Decision, TierOverride
from triage.selectors.as_of import Standing, newest_assessments, open_at
from triage.selectors.explained import Explained
from triage.selectors.figures import decisions_due

MOST_ROWS = 5


def decide_this_week(period: Period, reader: User) -> Section:
    """At most five decisions, those that wait for a leader first, then worst first."""
    with city.remembered():
        due = decisions_due(open_at(period.end, reader), city.day_of(period.end))
        chosen = _gravest_first(due)[:MOST_ROWS]
        explained = _explained(chosen, period)
        overrides = _overrides(chosen, period)
        recommended = _recommended(due, period)
        rows = tuple(
            _row(
                row,
                explained.get(row.pk),
                overrides.get(row.pk),
                recommended.get(row.pk),
                period,
            )
            for row in chosen
        )
    return Section(
        key="decide_this_week",
        title=_("Decide this week"),
        rows=rows,
        more=len(due) - len(rows),
        empty=_("No decision is due this week."),
    )


def _gravest_first(due: list[Standing]) -> list[ProjectRequest]:
    """The requests with their departments, those that wait for a leader first."""
    waits = {item.pk: item.step is Step.AWAITING_CONFIRMATION for item in due}
    rows = ProjectRequest.objects.filter(pk__in=waits).select_related("department")
    # sorted() is stable: within both groups it stays worst first.
    return sorted(rows.worst_first(), key=lambda row: not waits[row.pk])


def _recommended(due: list[Standing], period: Period) -> dict[int, Decision]:
    """By request, the newest recommendation of those that waited for a leader."""
    waiting = [item.pk for item in due if item.step is Step.AWAITING_CONFIRMATION]
    recommended = Decision.objects.filter(
        project_request__in=waiting,
        needs_confirmation=True,
        decided_at__lte=period.end,
    )
    rows = recommended.select_related("decided_by").order_by("pk")
    return {row.project_request_id: row for row in rows}


def _explained(chosen: list[ProjectRequest], period: Period) -> dict[int, Explained]:
    requests = ProjectRequest.objects.filter(pk__in=[row.pk for row in chosen])
    newest = newest_assessments(requests, period.end).select_related(
        "rubric__questionnaire"
    )
    numbers = {row.pk: row.number for row in chosen}
    return {
        item.project_request_id: Explained.of(item, numbers[item.project_request_id])
        for item in newest
    }


def _overrides(chosen: list[ProjectRequest], period: Period) -> dict[int, TierOverride]:
    rows = TierOverride.objects.at(period.end).filter(project_request__in=chosen)
    return {row.project_request_id: row for row in rows.select_related("set_by")}


def _row(
    row: ProjectRequest,
    explained: Explained | None,
    override: TierOverride | None,
    decision: Decision | None,
    period: Period,
) -> Row:
    lines = [_waited(row, period)]
    bar = None
    if explained is not None:
        score = explained.judgement.score
        tier = override.tier if override else str(score.tier)
        bar = (*map(percent, (score.low, score.planning, score.high)), tier)
        lines += [
            explained.impact(override).says,
            _("Gap: %(gap)s") % {"gap": explained.gap().says},
        ]
    return Row(
        text=row.title,
        detail="\n".join([*lines, _asked(decision)]),
        path=reverse("triage:workbench", args=[row.number]),
        button=_("Read and confirm") if decision else _("Read and decide"),
        bar=bar,
    )


def _waited(row: ProjectRequest, period: Period) -> str:
    submitted_on = city.day_of(row.submitted_at or period.end)
    days = business_days_between(submitted_on, city.day_of(period.end), city.holidays())
    text = ngettext(
        "%(department)s · waiting %(days)d business day",
        "%(department)s · waiting %(days)d business days",
        days,
    )
    return text % {"department": row.department.name, "days": days}


def _asked(decision: Decision | None) -> str:
    if decision is None:
        return _("Asked: decide")
    return _("Asked: confirm “%(outcome)s”, as %(person)s recommends") % {
        "outcome": decision.get_outcome_display(),
        "person": decision.decided_by.name,
    }
