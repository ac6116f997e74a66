from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.audit import history
from accounts.errors import Refused
from intake.models import Category, CostDriver, CostLine, RefusedSuggestion
from intake.services import (
    RequestClosed,
    ThreePoint,
    accept_suggestion,
    refuse_suggestion,
    restore_suggestion,
    withdraw_request,
)
from tests.factories.accounts import ITTeamFactory


@pytest.fixture
def plate_readers(draft, drivers):
    """The draft, as a request for plate readers."""
    draft.category = Category.objects.get(code="plate_readers")
    draft.save()
    return draft


@pytest.fixture
def by(requester) -> Actor:
    return Actor.of(requester)


def driver(code: str) -> CostDriver:
    return CostDriver.objects.get(code=code)


def actions(subject) -> list[str]:
    return [entry.action for entry in history(subject)]


def test_a_suggestion_taken_is_a_line_of_the_usual_quantity(plate_readers, by, now):
    accept_suggestion(
        project_request=plate_readers, driver=driver("LPR_SUB"), by=by, now=now
    )

    line = CostLine.objects.get()
    assert (line.payer, line.timing, line.cost_type) == (
        "department",
        "recurring",
        "operating",
    )
    assert (line.quantity_likely, line.price_likely) == (None, None)
    assert actions(plate_readers)[0] == "intake.money_added"


def test_staff_time_taken_is_its_teams_and_its_payer_is_it(plate_readers, by, now):
    team = ITTeamFactory()

    line = accept_suggestion(
        project_request=plate_readers,
        driver=driver("SEC_REVIEW"),
        team=team,
        quantity=ThreePoint.exactly(Decimal(1)),
        by=by,
        now=now,
    )

    assert (line.payer, line.team) == ("it", team)


@pytest.mark.parametrize(
    ("quantity", "has_team", "field"),
    [(ThreePoint.exactly(Decimal(1)), False, "team"), (None, True, "quantity")],
)
def test_a_suggestion_that_says_too_little_is_refused(
    plate_readers, by, now, quantity, has_team, field
):
    with pytest.raises(Refused) as refused:
        accept_suggestion(
            project_request=plate_readers,
            driver=driver("SEC_REVIEW"),
            quantity=quantity,
            team=ITTeamFactory() if has_team else None,
            by=by,
            now=now,
        )

    assert field in refused.value.messages
    assert not CostLine.objects.exists()


def test_a_suggestion_taken_twice_is_one_line(plate_readers, by, now):
    lines = {
        accept_suggestion(
            project_request=plate_readers, driver=driver("LPR_SUB"), by=by, now=now
        )
        for _click in range(2)
    }

    assert len(lines) == CostLine.objects.count() == 1


def test_a_suggestion_left_out_twice_keeps_the_first_reason(plate_readers, by, now):
    for because in ("The vendor installs them.", "Again."):
        refuse_suggestion(
            project_request=plate_readers,
            driver=driver("LPR_INSTALL"),
            because=because,
            by=by,
            now=now,
        )

    assert RefusedSuggestion.objects.get().because == "The vendor installs them."
    assert actions(plate_readers).count("intake.suggestion_refused_because") == 1


def test_leaving_out_is_not_judged_anew(plate_readers, by, now, assessed):
    before = list(assessed)

    refuse_suggestion(
        project_request=plate_readers, driver=driver("LPR_INSTALL"), by=by, now=now
    )

    assert assessed == before
    assert actions(plate_readers)[0] == "intake.suggestion_refused"


def test_a_suggestion_is_brought_back_once(plate_readers, by, now):
    refuse_suggestion(
        project_request=plate_readers, driver=driver("LPR_INSTALL"), by=by, now=now
    )

    for _click in range(2):
        restore_suggestion(
            project_request=plate_readers, driver=driver("LPR_INSTALL"), by=by, now=now
        )

    assert not RefusedSuggestion.objects.exists()
    assert actions(plate_readers).count("intake.suggestion_restored") == 1


def test_taking_what_was_left_out_forgets_the_refusal(plate_readers, by, now):
    what = {"project_request": plate_readers, "driver": driver("LPR_SUB")}
    refuse_suggestion(**what, by=by, now=now)

    accept_suggestion(**what, by=by, now=now)

    assert not RefusedSuggestion.objects.exists()


ACTS = [accept_suggestion, refuse_suggestion, restore_suggestion]


@pytest.mark.parametrize("act", ACTS)
def test_suggestions_of_another_department_are_not_allowed(
    plate_readers, outsider, now, act
):
    with pytest.raises(PermissionDenied):
        act(
            project_request=plate_readers,
            driver=driver("LPR_SUB"),
            by=Actor.of(outsider),
            now=now,
        )


@pytest.mark.parametrize("act", ACTS)
def test_suggestions_of_a_withdrawn_request_are_a_conflict(plate_readers, by, now, act):
    withdraw_request(
        project_request=plate_readers,
        seen_version=plate_readers.version,
        reason="Not now",
        by=by,
        now=now,
    )

    with pytest.raises(RequestClosed):
        act(project_request=plate_readers, driver=driver("LPR_SUB"), by=by, now=now)
