from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from intake.ideas import idea_of
from intake.lifecycle import Step
from intake.models import Category, ProjectRequest
from intake.services import (
    FundingDetails,
    ToldHappening,
    TouchedSystem,
    add_funding_line,
    save_idea,
    withdraw_request,
)
from tests.factories.intake import SystemFactory

NEW = reverse("intake:new_idea")


@pytest.fixture(autouse=True)
def _reference(questionnaire, categories):
    """What the form is made of."""


@pytest.fixture
def required(parks) -> dict[str, str]:
    return {
        "problem": "Crews learn of a flooded underpass from residents.",
        "title": "Flood sensors",
        "department": str(parks.pk),
        "category": "sensors",
    }


def edit_url(project_request: ProjectRequest) -> str:
    return reverse("intake:edit_idea", args=[project_request.number])


def as_seen(project_request: ProjectRequest) -> dict[str, str]:
    return {
        "idea_version": str(project_request.idea_version),
        "seen_version": str(project_request.version),
    }


def test_new_idea_begins_with_the_persons_own_department(client, requester, parks):
    client.force_login(requester)

    page = client.get(NEW)

    assert page.status_code == 200
    assert page.context["form"]["department"].value() == parks.pk
    assert "what you type is a public record" in page.content.decode()


def test_new_idea_asks_for_four_things_only(client, requester):
    client.force_login(requester)

    form = client.get(NEW).context["form"]

    assert [name for name, field in form.fields.items() if field.required] == [
        "problem",
        "title",
        "department",
        "category",
    ]


def test_new_idea_saved_is_a_draft(client, requester, required):
    client.force_login(requester)

    response = client.post(NEW, {**required, "action": "save"})

    saved = ProjectRequest.objects.get()
    assert response["Location"] == reverse("triage:request", args=[saved.number])
    assert saved.step == Step.DRAFT
    assert saved.category == Category.objects.get(code="sensors")


def test_new_idea_sent_is_with_it(client, requester, required):
    client.force_login(requester)

    client.post(NEW, {**required, "category": "not_sure", "action": "send"})

    sent = ProjectRequest.objects.get()
    assert (sent.step, sent.category) == (Step.SUBMITTED, None)


def test_new_idea_with_everything_is_kept(client, requester, required):
    SystemFactory(code="RAIN", name="Rain gauges")
    client.force_login(requester)

    client.post(
        NEW,
        {
            **required,
            "happened_idea": "on",
            "when_idea": "Sep 2026",
            "when_need": "Oct 2026",
            "quick_ticks": ["devices", "network"],
            "commit_on": "31 Mar 2027",
            "money_source": "State grant",
            "money_type": "grant",
            "money_cents": "250k",
            "money_until_on": "30 Jun 2028",
            "funder_name": "State grant office",
            "funder_email": "office@state.example",
            "fit_RAIN": "partly",
            "because_RAIN": "no alarms",
        },
    )

    told = idea_of(ProjectRequest.objects.get())
    assert [(h.kind, h.on, h.precision) for h in told.happenings] == [
        ("idea", date(2026, 9, 1), "month")
    ]
    assert (told.commit_on, told.money_cents) == (date(2027, 3, 31), 250_000_00)
    assert told.partners[0].email == "office@state.example"
    assert str(told.systems[0]) == "Rain gauges: would do partly, no alarms"


def test_new_idea_left_empty_keeps_what_was_typed(client, requester, required):
    client.force_login(requester)

    response = client.post(NEW, {**required, "title": "", "rough_size": "12 poles"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error:" in page
    assert "Give it a working name." in page
    assert 'value="12 poles"' in page
    assert not ProjectRequest.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        (
            {"happened_need": "on", "when_need": "31 Sep 2026"},
            "when_need",
            "September has 30 days.",
        ),
        ({"commit_on": "soon"}, "commit_on", "Write a day, a month or a quarter"),
        ({"money_cents": "a lot"}, "money_cents", "Write a number"),
        ({"owner_email": "a@b.example"}, "owner_name", "Give a name to the address."),
        (
            {"owner_name": "A", "owner_email": f"x@{'long.' * 50}city.example"},
            "owner_email",
            "at most 254 characters",
        ),
        (
            {
                "happened_idea": "on",
                "when_idea": "Sep 2026",
                "commit_on": "1 Sep 2026",
            },
            "commit_on",
            "cannot become binding",
        ),
    ],
)
def test_new_idea_with_something_wrong_says_so_at_the_field(
    client, requester, required, typed, field, says
):
    client.force_login(requester)

    response = client.post(NEW, required | typed)

    assert response.status_code == 422
    assert says in response.context["form"].errors[field][0]


def test_new_idea_offers_what_the_city_has_that_sounds_alike(
    client, requester, required
):
    SystemFactory(name="Flood gauges")
    SystemFactory(name="Payroll")
    client.force_login(requester)

    page = client.post(NEW, {**required, "title": ""})

    assert [t.system.name for t in page.context["touches"]] == ["Flood gauges"]


def test_new_idea_for_another_department_is_not_offered(
    client, requester, required, police
):
    client.force_login(requester)

    response = client.post(NEW, {**required, "department": str(police.pk)})

    assert response.status_code == 422
    assert not ProjectRequest.objects.exists()


def test_new_idea_without_a_confirmed_department_says_what_to_do(client, requester):
    requester.department_confirmed_at = None
    requester.save()
    client.force_login(requester)

    page = client.get(NEW).content.decode()

    assert "No department is confirmed for you yet" in page
    assert reverse("accounts:profile") in page


def test_new_idea_by_a_records_officer_is_not_allowed(client, records):
    client.force_login(records)

    assert client.get(NEW).status_code == 403


def test_edit_idea_shows_what_is_stored(client, draft, requester, idea, now):
    system = SystemFactory(code="RAIN")
    told = replace(idea, systems=(TouchedSystem(system, "no", "too old"),))
    save_idea(project_request=draft, idea=told, by=Actor.of(requester), now=now)
    client.force_login(requester)

    page = client.get(edit_url(draft)).content.decode()

    assert "Flood sensors in underpasses" in page
    assert 'value="too old"' in page


def test_edit_idea_keeps_what_it_does_not_ask(client, draft, requester, required, now):
    grant = FundingDetails(
        source="State grant",
        source_type="grant",
        certainty="awarded",
        cents=1_00,
        start_on=date(2026, 10, 1),
        end_on=date(2028, 9, 30),
        payer="department",
    )
    ProjectRequest.objects.filter(pk=draft.pk).update(money_source="A hope")
    by = Actor.of(requester)
    add_funding_line(project_request=draft, details=grant, by=by, now=now)
    client.force_login(requester)

    client.post(edit_url(draft), required | as_seen(draft))

    draft.refresh_from_db()
    assert (draft.title, draft.money_source) == ("Flood sensors", "A hope")


def test_edit_idea_of_a_draft_can_send_it(client, draft, requester, required):
    client.force_login(requester)

    client.post(edit_url(draft), {**required, **as_seen(draft), "action": "send"})

    draft.refresh_from_db()
    assert (draft.step, draft.title) == (Step.SUBMITTED, "Flood sensors")


def test_edit_idea_after_a_colleague_shows_both_and_overwrites_only_then(
    client, draft, requester, colleague, idea, required, now
):
    seen = as_seen(draft)
    save_idea(
        project_request=draft,
        idea=replace(idea, title="Theirs"),
        by=Actor.of(colleague),
        now=now,
    )
    client.force_login(requester)

    conflict = client.post(edit_url(draft), required | seen)

    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Stored now: Theirs" in page
    assert "Yours: Flood sensors" in page
    renewed = conflict.context["form"]
    again = {name: renewed[name].value() for name in ("idea_version", "seen_version")}
    client.post(edit_url(draft), required | again)
    draft.refresh_from_db()
    assert draft.title == "Flood sensors"


def test_edit_idea_of_another_department_is_not_found(client, draft, outsider):
    client.force_login(outsider)

    assert client.get(edit_url(draft)).status_code == 404


def test_edit_idea_by_a_reader_is_not_allowed(client, draft, leader, required):
    client.force_login(leader)

    response = client.post(edit_url(draft), required | as_seen(draft))

    assert response.status_code == 403


def test_edit_idea_of_a_withdrawn_request_is_a_conflict(
    client, draft, requester, required, now
):
    withdraw_request(
        project_request=draft,
        reason="No",
        seen_version=1,
        by=Actor.of(requester),
        now=now,
    )
    client.force_login(requester)

    response = client.post(edit_url(draft), required | as_seen(draft))

    assert response.status_code == 409
    assert "can no longer be changed" in response.content.decode()


@pytest.fixture
def granted(draft, idea, requester, now) -> ProjectRequest:
    told = replace(
        idea, happenings=(ToldHappening("grant_accepted", date(2026, 9, 1), "month"),)
    )
    save_idea(project_request=draft, idea=told, by=Actor.of(requester), now=now)
    return draft


def test_edit_idea_proposes_when_money_became_binding(client, granted, requester):
    client.force_login(requester)

    page = client.get(edit_url(granted)).content.decode()

    assert "What you ticked suggests 1 Sep 2026." in page
    granted.refresh_from_db()
    assert granted.commit_on is None


def test_edit_idea_takes_the_proposed_date_with_one_click(
    client, granted, requester, required
):
    client.force_login(requester)
    ticked = {"happened_grant_accepted": "on", "when_grant_accepted": "Sep 2026"}

    client.post(
        edit_url(granted),
        {**required, **ticked, **as_seen(granted), "action": "take_commit_on"},
    )

    granted.refresh_from_db()
    assert granted.commit_on == date(2026, 9, 1)
