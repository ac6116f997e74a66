"""Documented real projects as requests, to look at and never to count."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from accounts.actors import Actor
from accounts.models import Department
from intake.models import Category, Partner, ProjectRequest
from intake.services import (
    Idea,
    NamedPartner,
    assessed_together,
    create_request,
    submit_request,
)
from notifications import outbox
from triage.demo.asking import give_answers, happenings
from triage.demo.case_money import enter_case_money
from triage.demo.files import Row, day
from triage.demo.timeline import nine_on

DEPARTMENT_CODE, DEPARTMENT_NAME = "CASES", "Documented cases"
_LONGEST_TITLE = 120


@transaction.atomic
def load_cases(
    rows: Iterable[Row], money: Mapping[str, Row], *, by: Actor
) -> list[ProjectRequest]:
    """Load the cases that are not there yet, the oldest first.

    Mail is stored as suppressed.

    :param money: lines by case, as `read_case_money` gives them.
    :param by: somebody who may log work for other departments.
    :returns: what was loaded.
    """
    department, _made = Department.objects.get_or_create(
        code=DEPARTMENT_CODE, defaults={"name": DEPARTMENT_NAME, "is_example": True}
    )
    there = set(department.project_requests.values_list("title", flat=True))
    with outbox.holding_back("documented case"):
        return [
            _load(row, money.get(row["id"]), department, by)
            for row in sorted(rows, key=lambda row: (row["year"], row["id"]))
            if _title(row) not in there
        ]


def _load(
    row: Row, money: Row | None, department: Department, by: Actor
) -> ProjectRequest:
    """Its year becomes 1 January of it, the day IT was asked."""
    asked_at = nine_on(date(row["year"], 1, 1))
    with assessed_together():
        project_request = create_request(
            department=department,
            idea=_idea(row),
            by=by,
            now=asked_at,
            is_example=True,
        )
        answers = row["answers_when_it_was_asked"]
        give_answers(project_request, answers, by=by, now=asked_at)
        if money:
            enter_case_money(project_request, money, by=by, now=asked_at)
    submit_request(
        project_request=project_request,
        seen_version=project_request.version,
        by=by,
        now=asked_at,
    )
    return project_request


def _idea(row: Row) -> Idea:
    late = row["lateness_inputs"]
    return Idea(
        title=_title(row),
        problem="\n".join(row["facts"]),
        category=Category.objects.filter(code=row["category"]).first(),
        happenings=happenings(late["stage"], None, day(late.get("idea"))),
        commit_on=day(late.get("commit")),
        fixed_on=day(late.get("needed")),
        partners=(NamedPartner(Partner.Part.OWNER, row["requesting_department"]),),
    )


def _title(row: Row) -> str:
    return f"{row['city']}: {row['project']}"[:_LONGEST_TITLE]
