from dataclasses import replace
from datetime import date

import pytest

from accounts.actors import Actor
from intake.first_contacts import told_by
from intake.ideas import idea_of
from intake.models import ProjectRequest
from intake.services import ToldHappening, correct_first_contact, save_idea
from tests.conftest import NOW
from triage.inputs.first_contact import first_contact
from triage.models import Assessment

pytestmark = pytest.mark.django_db

CONTRACT = ToldHappening("contract", date(2026, 9, 1))
WHEN_TOLD = ("first_stage", "lateness_low", "lateness_high", "lateness_band_high")


def index_of(project_request: ProjectRequest) -> tuple[object, ...]:
    rows = ProjectRequest.objects.filter(pk=project_request.pk)
    return rows.values_list(*WHEN_TOLD).get()


def test_idea_changed_after_sending_never_moves_the_index(light, requester):
    before = index_of(light)

    save_idea(
        project_request=light,
        idea=replace(
            idea_of(light),
            happenings=(CONTRACT,),
            commit_on=date(2026, 9, 15),
            fixed_on=date(2026, 12, 1),
            told_on=date(2026, 1, 5),
        ),
        by=Actor.of(requester),
        now=NOW,
    )

    assert Assessment.objects.filter(project_request=light).count() == 2
    assert index_of(light) == before


def test_correction_moves_the_index_and_says_why(light, triager):
    before = index_of(light)
    stored = light.first_contacts.get()

    correct_first_contact(
        project_request=light,
        told=replace(told_by(stored), happenings=(CONTRACT,)),
        reason="The contract is dated.",
        seen_id=stored.pk,
        by=Actor.of(triager),
        now=NOW,
    )

    assert before[0] == "idea"
    assert index_of(light)[0] == "contract"
    cause = Assessment.objects.filter(project_request=light).latest("pk").cause
    assert cause.action == "intake.first_contact_corrected"


def test_first_contact_of_a_draft_is_what_it_would_be_now(draft):
    assert first_contact(draft, today=NOW.date()).invited_on == NOW.date()
    assert not draft.first_contacts.exists()
