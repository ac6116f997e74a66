"""How IT took, asked about and decided the example city's requests."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts import city
from intake.lifecycle import Outcome, Step
from intake.models import ProjectRequest
from intake.services import ask_question
from projects.lifecycle import Phase
from projects.models import Project
from projects.services import move_project
from triage.demo.asking import UNKNOWN, give_answers
from triage.demo.files import Row, day
from triage.demo.people import People
from triage.models import Assessment
from triage.services import (
    assign_request,
    confirm_decision,
    decide_request,
)

OUTCOMES = {
    "accepted": Outcome.ACCEPTED,
    "sidelined": Outcome.ACCEPTED,
    "deferred": Outcome.DEFERRED,
}
DECISION_EVENTS = ("accepted", "funded", "started", "deferred")


def is_with_it(row: Row) -> bool:
    return bool(row["status"] != "new")


def in_triage(row: Row) -> bool:
    return bool(row["status"] == "in_review")


def question_asked(row: Row) -> str:
    """The most useful question the department could not answer; "" if there is none.

    Of a request in triage it is the question IT asked first. The data leaves it
    unknown, so "don't know yet" was the reply.
    """
    if not in_triage(row):
        return ""
    asked = (q for q in row["computed"]["ask_next"] if row["answers"].get(q) == UNKNOWN)
    return next(asked, "")


def decided_on(row: Row, project: Row | None) -> date:
    """The day of the first event that meant yes, else ten business days after."""
    history = project["history"] if project else []
    for event in DECISION_EVENTS:
        for told in history:
            if told["event"] == event:
                return date.fromisoformat(told["date"])
    submitted_on = date.fromisoformat(row["submitted"])
    return city.business_days_after(
        submitted_on, city.current().answer_by_business_days
    )


def take(number: str, people: People, now: datetime) -> None:
    project_request = ProjectRequest.objects.get(number=number)
    assign_request(
        project_request=project_request,
        assignee=people.triager.user,
        seen_version=project_request.version,
        by=people.triager,
        now=now,
    )


def ask(row: Row, people: People, now: datetime) -> None:
    project_request = ProjectRequest.objects.get(number=row["ref"])
    liaison = people.liaison(row["department"]).contact
    assert liaison is not None  # noqa: S101 -- liaisons are people
    ask_question(
        project_request=project_request,
        question=question_asked(row),
        to=liaison,
        note="",
        due_on=city.business_days_after(city.day_of(now), 5),
        seen_version=project_request.version,
        by=people.triager,
        now=now,
    )


def reply(row: Row, people: People, now: datetime) -> None:
    give_answers(
        ProjectRequest.objects.get(number=row["ref"]),
        {question_asked(row): UNKNOWN},
        by=people.liaison(row["department"]),
        now=now,
    )


def decide(row: Row, note: str, people: People, now: datetime) -> None:
    """Decide, and have a leader confirm where that is needed, at one moment."""
    project_request = ProjectRequest.objects.get(number=row["ref"])
    outcome = OUTCOMES[row["status"]]
    assessment = Assessment.objects.filter(project_request=project_request).latest("pk")
    decision = decide_request(
        project_request=project_request,
        outcome=outcome,
        reason=_reason(outcome, note),
        assessment=assessment,
        seen_version=project_request.version,
        by=people.decider,
        now=now,
        defer_until_on=day(row.get("wake_on")) if outcome == Outcome.DEFERRED else None,
        unknown_accepted=_acceptance(outcome, assessment),
    )
    project_request.refresh_from_db()
    if project_request.step == Step.AWAITING_CONFIRMATION:
        confirm_decision(
            decision=decision,
            seen_version=project_request.version,
            by=people.leader,
            now=now,
        )


def sideline(row: Row, people: People, now: datetime) -> None:
    project = Project.objects.get(project_request__number=row["ref"])
    move_project(
        project=project,
        to_phase=Phase.SIDELINED,
        on=city.day_of(now),
        reason=_("Set aside until it can be looked at again."),
        seen_version=project.version,
        by=people.decider,
        now=now,
        wake_on=day(row["wake_on"]),
    )


def _reason(outcome: Outcome, note: str) -> str:
    if outcome == Outcome.DEFERRED:
        return _("To be looked at again with the budget change requests.")
    if note:
        return _("Accepted: %(note)s.") % {"note": note}
    return _("It can be planned; the reviews its rules force come first.")


def _acceptance(outcome: Outcome, assessment: Assessment) -> str:
    """The written acceptance a request needs that is held above its tier."""
    if outcome != Outcome.ACCEPTED or assessment.held_tier == assessment.tier:
        return ""
    return _("What is not known yet is settled before anything is bought.")
