"""The day by which IT answers, and its pause while the department is asked."""

from datetime import date
from typing import Any

from accounts import city
from intake.models import ProjectRequest


def promised_on(submitted_on: date) -> date:
    """The day of the first answer: a setting, counted in the city's business days."""
    return city.business_days_after(
        submitted_on, city.current().answer_by_business_days
    )


def resumed(project_request: ProjectRequest, on: date) -> dict[str, Any]:
    """Columns to set when a request stops waiting for information on that day.

    The business days it waited are added to the promise. Pass them to `move_request`
    with every move out of *needs information*.
    """
    if project_request.paused_on is None or project_request.answer_by_on is None:
        return {"paused_on": None}
    waited_days = city.business_days_from(project_request.paused_on, on)
    return {
        "paused_on": None,
        "answer_by_on": city.business_days_after(
            project_request.answer_by_on, waited_days
        ),
    }
