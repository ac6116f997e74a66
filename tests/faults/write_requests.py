"""Run inside a house by `manage.py shell`: requests judged by one rubric, then another."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accounts.actors import THE_CLOCK
from accounts.models import AuditEntry, CitySettings, Contact, Department, User
from intake.lifecycle import Outcome, Step
from intake.models import ProjectRequest
from intake.services import load_questionnaire
from triage.models import Rubric
from triage.services import load_rubric, start_rescoring

DATA = Path(settings.BASE_DIR) / "data"
SENT_AT = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)
# Of every hundred: what must follow the new rubric, and what must not.
STEPS = [
    *[Step.SUBMITTED] * 40,
    *[Step.IN_TRIAGE] * 50,
    *[Step.DRAFT] * 10,
]
LEFT_ALONE = [Step.AWAITING_CONFIRMATION, Step.DECIDED]


def lay_out(undecided: int) -> None:
    """So many undecided requests judged by 2026.1, some left alone, and 2026.2 live."""
    CitySettings.objects.create(pk=1, name="City of Harlow Bend", request_prefix="HB")
    load_questionnaire(data=_json("questionnaires/2026.1.json"), now=SENT_AT)
    first = _json("rubrics/2026.1.json")
    load_rubric(data=first, now=SENT_AT)
    steps = [STEPS[n % len(STEPS)] for n in range(undecided)] + LEFT_ALONE * 50
    _write_requests(steps)
    load_rubric(data={**first, "version": "2026.2"}, now=timezone.now())


def click_again() -> None:
    """Publish once more, as a second click on the button would."""
    rubric = Rubric.objects.get(is_live=True)
    cause = AuditEntry.objects.filter(action="triage.rubric_published").latest("pk")
    start_rescoring(rubric=rubric, by=THE_CLOCK, cause=cause, now=timezone.now())


def _json(path: str):
    return json.loads((DATA / path).read_text())


def _write_requests(steps: list[Step]) -> None:
    department = Department.objects.create(code="PRK", name="Parks")
    user = User.objects.create(
        email="nguyen@city.example",
        name="A. Nguyen",
        department=department,
        joined_at=SENT_AT,
    )
    Contact.objects.create(name=user.name, email=user.email, user=user)
    ProjectRequest.objects.bulk_create(
        (
            ProjectRequest(
                number=f"HB-2026-{serial:05}",
                number_year=2026,
                number_serial=serial,
                title=f"Idea {serial}",
                problem="Nobody knows.",
                department=department,
                created_at=SENT_AT,
                created_by=user,
                updated_at=SENT_AT,
                assessed_at=SENT_AT,
                rubric_version="2026.1",
                step=step,
                **_sent(step, user),
            )
            for serial, step in enumerate(steps, start=1)
        ),
        batch_size=500,
    )


def _sent(step: Step, user: User) -> dict[str, object]:
    if step is Step.DRAFT:
        return {}
    sent = {
        "submitted_at": SENT_AT,
        "submitted_by": user,
        "answer_by_on": date(2026, 11, 17),
    }
    if step is Step.DECIDED:
        return {**sent, "outcome": Outcome.DECLINED, "decided_at": SENT_AT}
    return sent
