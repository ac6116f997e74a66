from dataclasses import replace
from datetime import date

import pytest

from accounts.actors import Actor
from accounts.models import User
from intake.first_contacts import told_by
from intake.models import ProjectRequest
from intake.services import correct_first_contact
from tests.conftest import NOW
from tests.triage.services.acts import decide
from triage.models import Assessment
from triage.selectors.explained import Explained
from triage.selectors.told import Told, told

pytestmark = pytest.mark.django_db


def told_to(project_request: ProjectRequest, reader: User) -> Told:
    assessment = Assessment.objects.current_for(project_request)
    assert assessment is not None
    explained = Explained.of(assessment, project_request.number)
    shown = told(project_request, explained, reader)
    assert shown is not None
    return shown


def test_told_says_the_index_with_its_range(unknown, requester):
    shown = told_to(unknown, requester)

    assert shown.lateness.involvement_says == "early involvement 80–100 of 100"
    assert (shown.stage, shown.found_on) == ("Idea", None)
    assert (shown.now.by, shown.before) == ("A. Nguyen", ())


def test_told_shows_what_was_said_first_beside_a_correction(unknown, triager):
    stored = unknown.first_contacts.get()
    correct_first_contact(
        project_request=unknown,
        told=replace(told_by(stored), invited_on=date(2026, 11, 2)),
        reason="Her mail is of that day.",
        seen_id=stored.pk,
        by=Actor.of(triager),
        now=NOW,
    )

    shown = told_to(unknown, triager)

    assert (shown.now.by, shown.now.reason) == ("W. Sato", "Her mail is of that day.")
    assert [telling.by for telling in shown.before] == ["A. Nguyen"]


def test_told_lets_only_those_who_triage_correct_it(unknown, requester, triager):
    assert told_to(unknown, requester).correct_url == ""
    assert told_to(unknown, triager).correct_url.endswith("/first-contact/")


def test_told_of_what_is_decided_stays(light, triager, by_manager):
    decide(light, by_manager, "declined")
    light.refresh_from_db()

    assert told_to(light, triager).correct_url == ""


def test_told_of_work_found_leads_each_to_what_they_can_do(find, requester, triager):
    found = find()

    to_it, to_them = told_to(found, triager), told_to(found, requester)

    assert to_it.found_on == NOW.date()
    assert to_it.invite_url.endswith("/invite/")
    assert to_them.invite_url == ""
    assert to_them.finish_url.endswith("/idea/")


def test_told_of_a_draft_is_not_on_record_yet(draft, requester):
    assert told(draft, None, requester) is None
