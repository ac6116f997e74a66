import pytest
from django.db import transaction

from accounts.models import AuditEntry, Contact, RoleGrant
from intake.models import Answer, CostLine, FundingLine, ProjectRequest, StepChange
from notifications.models import OutboxMessage
from projects.models import PhaseChange, Project, ProjectNote
from triage.demo.seeding import seed_city
from triage.models import Assessment, Decision, RubricDraft

# What a person can see; keys and message ids are the database's own business.
SEEN = [
    (AuditEntry, ("at", "action", "by_contact__name", "subject_label")),
    (Contact, ("name", "email", "department__code")),
    (RoleGrant, ("user__email", "role", "granted_at")),
    (Answer, ("project_request__number", "question", "kind", "option", "answered_at")),
    (CostLine, ("description", "driver__code", "quantity_likely", "from_on")),
    (FundingLine, ("project_request__number", "source", "cents", "allows")),
    (StepChange, ("project_request__number", "to_step", "at")),
    (ProjectRequest, ("number", "title", "step", "impact_high", "gap_cents")),
    (Assessment, ("project_request__number", "low", "planning", "high", "made_at")),
    (Decision, ("project_request__number", "outcome", "reason", "decided_at")),
    (RubricDraft, ("title", "rubric", "based_on__version", "updated_at")),
    (Project, ("ref", "name", "phase", "wake_on", "it_cost_to_date_cents")),
    (PhaseChange, ("project__ref", "to_phase", "on", "reason", "at")),
    (ProjectNote, ("project__ref", "on", "text", "at")),
    (OutboxMessage, ("event", "recipient__email", "state", "context__title")),
]


def build_and_tell(files):
    """Build the city, tell what there is to see, and undo it."""
    with transaction.atomic():
        seed_city(files)
        told = {
            model.__name__: list(
                model._default_manager.order_by("pk").values_list(*columns)
            )
            for model, columns in SEEN
        }
        transaction.set_rollback(True)
    return told


@pytest.mark.django_db
def test_seed_city_twice_gives_the_same_city(files):
    first = build_and_tell(files)

    second = build_and_tell(files)

    assert second == first
    assert all(first.values())
