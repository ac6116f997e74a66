from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import AuditEntry
from intake.ideas import idea_of
from intake.lifecycle import Step
from intake.models import FundingLine, ProjectRequest
from intake.services import (
    Idea,
    IdeaConflict,
    NamedPartner,
    RequestClosed,
    ToldHappening,
    TouchedSystem,
    create_request,
    save_idea,
    withdraw_request,
)
from tests.factories.intake import SystemFactory


def full_idea(idea: Idea, system, category) -> Idea:
    return replace(
        idea,
        category=category,
        quick_ticks=("devices", "network"),
        happenings=(
            ToldHappening("idea", date(2026, 9, 1), "month"),
            ToldHappening("promised"),
        ),
        told_whom="W. Sato",
        told_on=date(2026, 11, 20),
        commit_on=date(2027, 3, 31),
        fixed_on=date(2027, 6, 30),
        fixed_because="The grant ends",
        rough_size="12 underpasses",
        systems=(TouchedSystem(system, "partly", "no alarms"),),
        partners=(
            NamedPartner("owner", "A. Nguyen", "nguyen@city.example"),
            NamedPartner("funder", "State grant"),
        ),
    )


def test_create_request_by_requester_makes_a_numbered_draft(requester, idea, now):
    made = create_request(
        department=requester.department, idea=idea, by=Actor.of(requester), now=now
    )

    assert (made.number, made.step, made.version) == ("HB-2026-001", Step.DRAFT, 1)
    assert made.step_changes.get().to_step == Step.DRAFT
    assert AuditEntry.objects.get(subject_id=made.pk).action == "intake.request_created"


def test_create_request_with_everything_reads_back_the_same(
    requester, idea, now, categories
):
    told = full_idea(idea, SystemFactory(), categories[6])

    made = create_request(
        department=requester.department, idea=told, by=Actor.of(requester), now=now
    )

    assert idea_of(ProjectRequest.objects.get(pk=made.pk)) == told


def test_create_request_for_another_department_is_refused(requester, police, idea, now):
    with pytest.raises(PermissionDenied):
        create_request(department=police, idea=idea, by=Actor.of(requester), now=now)

    assert not ProjectRequest.objects.exists()


def test_create_request_by_triager_for_another_department_works(
    triager, police, idea, now
):
    made = create_request(department=police, idea=idea, by=Actor.of(triager), now=now)

    assert made.department == police


def test_create_request_with_a_given_number_raises_the_counter(requester, idea, now):
    by = Actor.of(requester)
    create_request(
        department=requester.department,
        idea=idea,
        by=by,
        now=now,
        number="HB-2026-030",
    )

    following = create_request(
        department=requester.department, idea=idea, by=by, now=now
    )

    assert following.number == "HB-2026-031"


@pytest.mark.parametrize("number", ["HB-2026-001", "nonsense"])
def test_create_request_with_an_unusable_number_is_refused(
    requester, idea, now, number
):
    by = Actor.of(requester)
    create_request(department=requester.department, idea=idea, by=by, now=now)

    with pytest.raises(Refused) as refused:
        create_request(
            department=requester.department, idea=idea, by=by, now=now, number=number
        )

    assert list(refused.value.messages) == ["number"]


@pytest.mark.parametrize("fits", [("no", "no"), ("perhaps",)])
def test_create_request_judging_a_system_badly_names_the_field(
    requester, idea, now, fits
):
    system = SystemFactory()
    judged = replace(idea, systems=tuple(TouchedSystem(system, fit) for fit in fits))

    with pytest.raises(Refused) as refused:
        create_request(
            department=requester.department,
            idea=judged,
            by=Actor.of(requester),
            now=now,
        )

    assert list(refused.value.messages) == ["systems"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"problem": ""}, "problem"),
        ({"title": "x" * 121}, "title"),
        ({"quick_ticks": ("telepathy",)}, "quick_ticks"),
        ({"money_type": "lottery"}, "money_type"),
        ({"money_cents": -1}, "money_cents"),
        ({"money_cents": 10**14 + 1}, "money_cents"),
        ({"money_until_on": date(1, 6, 30)}, "money_until_on"),
        ({"fixed_on": date(9999, 12, 31)}, "fixed_on"),
        ({"happenings": (ToldHappening("need", date(1, 1, 1)),)}, "when_need"),
        ({"partners": (NamedPartner("mayor", "X"),)}, "partners"),
        ({"partners": (NamedPartner("owner", "X"),) * 2}, "partners"),
        ({"told_on": date(2026, 11, 24)}, "told_on"),
        ({"happenings": (ToldHappening("party"),)}, "happenings"),
        ({"happenings": (ToldHappening("need"), ToldHappening("need"))}, "happenings"),
        ({"happenings": (ToldHappening("need", date(2026, 12, 1)),)}, "when_need"),
        (
            {
                "happenings": (ToldHappening("idea", date(2026, 3, 31)),),
                "commit_on": date(2026, 3, 31),
            },
            "commit_on",
        ),
    ],
)
def test_create_request_with_something_impossible_names_the_field(
    requester, idea, now, change, field
):
    with pytest.raises(Refused) as refused:
        create_request(
            department=requester.department,
            idea=replace(idea, **change),
            by=Actor.of(requester),
            now=now,
        )

    assert list(refused.value.messages) == [field]
    assert not ProjectRequest.objects.exists()


def test_create_request_with_scoring_broken_keeps_the_idea_and_marks_it(
    requester, idea, now, settings
):
    settings.REQUEST_CHANGED = "tests.intake.assessing.fail"

    made = create_request(
        department=requester.department, idea=idea, by=Actor.of(requester), now=now
    )

    assert made.assessment_due_at == now


def test_save_idea_of_a_draft_records_one_entry(draft, idea, requester, now, assessed):
    changed = replace(idea, title="Sensors", rough_size="12 underpasses")

    changes = save_idea(
        project_request=draft, idea=changed, by=Actor.of(requester), now=now
    )

    assert [change.field for change in changes] == ["title", "rough_size"]
    assert idea_of(ProjectRequest.objects.get(pk=draft.pk)) == changed
    assert assessed == ["intake.request_created", "intake.idea_saved"]
    assert draft.idea_version == 2


def test_save_idea_after_submission_records_before_and_after(
    submitted, idea, requester, now
):
    changed = replace(idea, title="Sensors", commit_on=date(2027, 3, 31))

    save_idea(project_request=submitted, idea=changed, by=Actor.of(requester), now=now)

    entries = AuditEntry.objects.filter(action="intake.idea_changed").order_by("pk")
    assert [(e.facts["before"], e.facts["after"]) for e in entries] == [
        ("Flood sensors in underpasses", "Sensors"),
        ("nothing", "31 Mar 2027"),
    ]


def test_save_idea_unchanged_writes_nothing(draft, idea, requester, now, assessed):
    changes = save_idea(
        project_request=draft, idea=idea, by=Actor.of(requester), now=now
    )

    assert changes == ()
    assert assessed == ["intake.request_created"]


def test_save_idea_after_a_colleague_shows_both_and_keeps_theirs(
    draft, idea, requester, colleague, now
):
    seen = draft.idea_version
    save_idea(
        project_request=draft,
        idea=replace(idea, title="Theirs"),
        by=Actor.of(colleague),
        now=now,
    )

    with pytest.raises(IdeaConflict) as conflict:
        save_idea(
            project_request=draft,
            idea=replace(idea, title="Mine"),
            seen_idea_version=seen,
            by=Actor.of(requester),
            now=now,
        )

    difference = conflict.value.differences[0]
    assert (difference.before, difference.after) == ("Theirs", "Mine")
    assert ProjectRequest.objects.get(pk=draft.pk).title == "Theirs"


def test_save_idea_by_another_department_is_refused(draft, idea, outsider, now):
    with pytest.raises(PermissionDenied):
        save_idea(
            project_request=draft,
            idea=replace(idea, title="Mine"),
            by=Actor.of(outsider),
            now=now,
        )


def test_save_idea_of_a_withdrawn_request_is_a_conflict(draft, idea, requester, now):
    by = Actor.of(requester)
    withdraw_request(project_request=draft, reason="No", seen_version=1, by=by, now=now)

    with pytest.raises(RequestClosed):
        save_idea(
            project_request=draft, idea=replace(idea, title="New"), by=by, now=now
        )


def test_money_told_in_full_becomes_one_planned_line(draft, idea, requester, now):
    told = replace(
        idea,
        money_type="general_fund",
        money_cents=250_000_00,
        money_until_on=date(2028, 6, 30),
    )

    save_idea(project_request=draft, idea=told, by=Actor.of(requester), now=now)

    line = FundingLine.objects.get()
    assert (line.source, line.certainty, line.cents) == (
        "General Fund",
        "planned",
        250_000_00,
    )
    assert (line.start_on, line.end_on) == (date(2026, 11, 23), date(2028, 6, 30))


def test_money_with_its_amount_unknown_makes_no_line(draft, idea, requester, now):
    told = replace(idea, money_source="State grant", money_type="grant")

    save_idea(project_request=draft, idea=told, by=Actor.of(requester), now=now)

    assert not FundingLine.objects.exists()


def test_money_of_an_accepted_grant_counts_as_awarded(draft, idea, requester, now):
    told = replace(
        idea,
        happenings=(ToldHappening("grant_accepted"),),
        money_type="grant",
        money_cents=100_00,
        money_until_on=date(2028, 6, 30),
    )

    save_idea(project_request=draft, idea=told, by=Actor.of(requester), now=now)

    assert FundingLine.objects.get().certainty == "awarded"


def test_money_no_longer_told_takes_its_line_away(draft, idea, requester, now):
    by = Actor.of(requester)
    told = replace(
        idea,
        money_type="grant",
        money_cents=100_00,
        money_until_on=date(2028, 6, 30),
    )
    save_idea(project_request=draft, idea=told, by=by, now=now)

    save_idea(project_request=draft, idea=idea, by=by, now=now)

    assert not FundingLine.objects.exists()
