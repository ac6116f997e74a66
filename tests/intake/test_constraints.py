"""What must never be false is refused by the database, whoever writes."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from intake.models import (
    Answer,
    Ask,
    Category,
    CostAmount,
    CostDriver,
    CostLine,
    DefaultQuantity,
    DriverPrice,
    FirstContact,
    FundingLine,
    GrantProgram,
    Happening,
    Partner,
    ProjectRequest,
    Questionnaire,
    RefusedSuggestion,
    SystemTouch,
)
from tests.factories.accounts import ITTeamFactory
from tests.factories.intake import ProjectRequestFactory, SystemFactory


def insert(model, **values) -> None:
    """A row as SQL writes it, with the columns the values leave out at their defaults."""
    row = {}
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            given = values.get(field.attname, field.get_default())
            row[field.column] = field.get_db_prep_save(given, connection)
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})',  # noqa: S608
            list(row.values()),
        )


@pytest.fixture
def owner(requester) -> dict:
    return {"project_request_id": ProjectRequestFactory(created_by=requester).pk}


def _request(requester, now, **values) -> dict:
    return {
        "number": "HB-2026-900",
        "number_year": 2026,
        "number_serial": 900,
        "title": "Idea",
        "problem": "A problem",
        "department_id": requester.department_id,
        "step": "draft",
        "created_at": now,
        "created_by_id": requester.pk,
        "updated_at": now,
    } | values


REQUESTS: dict[str, dict[str, Any]] = {
    "one_number_a_year": {"number_serial": 1},
    "money_not_negative": {"money_cents": -1},
    "known_step": {"step": "lost"},
    "submitted_at_with_by": {"submitted_by_id": None, "submitted_at": "now"},
    "submitted_before_triage": {"step": "in_triage"},
    "decided_with_outcome": {"outcome": "accepted"},
    "tier_set_with_by": {"tier_set": "high"},
    "decided_after_submitted": {
        "step": "decided",
        "outcome": "declined",
        "submitted_at": "now",
        "submitted_by_id": "requester",
        "answer_by_on": "today",
        "decided_at": "earlier",
    },
}


@pytest.mark.parametrize("rule", REQUESTS)
def test_a_request_that_cannot_be_is_refused(rule, requester, now):
    moments = {
        "now": now,
        "today": now.date(),
        "earlier": now.replace(year=2025),
        "requester": requester.pk,
    }
    wrong = {k: moments.get(v, v) for k, v in REQUESTS[rule].items()}
    ProjectRequestFactory(created_by=requester, number_serial=1, number="HB-2026-001")
    insert(ProjectRequest, **_request(requester, now))

    _refuses(
        ProjectRequest,
        _request(requester, now, number="HB-2026-901", number_serial=901) | wrong,
        rule,
    )


def _refuses(model, values: dict, rule: str) -> None:
    """The database refuses the row, and names the rule where it names unique ones."""
    name = f"{model._meta.label_lower.replace('.', '_')}_{rule}"
    assert name in {constraint.name for constraint in model._meta.constraints}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        insert(model, **values)
    is_check = any(
        isinstance(constraint, CheckConstraint)
        for constraint in model._meta.constraints
        if constraint.name == name
    )
    if is_check or connection.vendor == "postgresql":
        assert name in str(refused.value)


ANSWER = {"question": "NET1", "kind": "known", "option": "to10"}
FUNDING = {
    "source": "Grant",
    "source_type": "grant",
    "certainty": "planned",
    "cents": 1,
    "start_on": "2026-07-01",
    "end_on": "2027-06-30",
    "payer": "department",
    "allows": [],
}
COST = {
    "description": "Cameras",
    "payer": "department",
    "timing": "one_time",
    "cost_type": "capital",
}
PRICE = {"low": 1, "likely": 2, "high": 3, "base_year": 2026, "confidence": "memory"}
THREE_BOXES = {"quantity_low": 1, "quantity_likely": 1, "quantity_high": 1}
THREE_DOLLARS = {"price_low": 1, "price_likely": 2, "price_high": 3}

# Model and rule → rows in order; the last one is refused.
ROWS: dict[Any, list[dict[str, Any]]] = {
    (Answer, "one_per_question"): [ANSWER, ANSWER],
    (Answer, "option_when_known"): [{**ANSWER, "option": ""}],
    (Answer, "reason_when_na"): [
        {**ANSWER, "kind": "not_applicable", "option": "", "reason": ""}
    ],
    (Ask, "one_open_per_question"): [{"question": "NET1"}, {"question": "NET1"}],
    (Ask, "answered_at_with_by"): [{"question": "NET1", "answered_at": "now"}],
    (Ask, "returned_with_note"): [{"question": "NET1", "returned_at": "now"}],
    (FirstContact, "one_original"): [{"invited_on": "2026-11-02"}] * 2,
    (FundingLine, "not_negative"): [{**FUNDING, "cents": -1}],
    (FundingLine, "ends_after_start"): [{**FUNDING, "end_on": "2026-06-30"}],
    (FundingLine, "one_from_idea"): [
        {**FUNDING, "is_from_idea": True},
        {**FUNDING, "is_from_idea": True},
    ],
    (FundingLine, "match_is_a_share"): [{**FUNDING, "match_share": 1}],
    (CostDriver, "per_something"): [{"per": 0}],
    (DriverPrice, "one_version"): [PRICE, PRICE],
    (DriverPrice, "in_order"): [{**PRICE, "likely": 4}],
    (DriverPrice, "set_with_reason"): [{**PRICE, "set_by_id": "triager"}],
    (DefaultQuantity, "in_order"): [{"low": 5, "likely": 4, "high": 6}],
    (GrantProgram, "shares"): [{"match_share": 1, "win_share": 0}],
    (RefusedSuggestion, "once"): [{}, {}],
    (CostLine, "quantity_in_order"): [{**COST, **THREE_BOXES, "quantity_low": None}],
    (CostLine, "price_in_order"): [{**COST, **THREE_DOLLARS, "price_low": 3}],
    (CostLine, "has_a_price"): [
        {**COST, **THREE_BOXES, "basis": "priced", "driver_id": None}
    ],
    (CostLine, "quote_is_one_price"): [
        {**COST, **THREE_DOLLARS, "quoted_on": "2026-11-02"}
    ],
    (CostLine, "ends_after_start"): [
        {**COST, "from_on": "2026-11-02", "until_on": "2026-11-01"}
    ],
    (CostLine, "team_for_staff_time"): [{**COST, "cost_type": "staff_hours"}],
    (Happening, "once_a_request"): [{"kind": "idea"}, {"kind": "idea"}],
    (Partner, "one_per_part"): [
        {"part": "owner", "name": "A"},
        {"part": "owner", "name": "B"},
    ],
    (SystemTouch, "once_a_request"): [{}, {}],
}


@pytest.mark.parametrize(("model", "rule"), ROWS, ids=str)
def test_a_row_that_cannot_be_is_refused(model, rule, owner, requester, triager, now):
    rest = owner | {
        "answered_at": now,
        "answered_by_id": requester.contact.pk,
        "recorded_at": now,
        "system_id": SystemFactory().pk,
        "category_id": Category.objects.create(code="lamps", name="Lamps").pk,
        "driver_id": CostDriver.objects.create(code="LAMP", name="Lamp").pk,
        "set_at": now,
        "refused_at": now,
        "refused_by_id": triager.pk,
    }
    if model is Ask:
        rest = owner | {
            "to_id": requester.contact.pk,
            "asked_at": now,
            "asked_by_id": triager.pk,
            "due_on": now.date(),
        }
    values = {"now": now, "triager": triager.pk}
    *before, wrong = ROWS[model, rule]
    for row in before:
        insert(model, **rest | row)

    _refuses(model, rest | {k: values.get(str(v), v) for k, v in wrong.items()}, rule)


AMOUNTS = {
    "one_a_year": {"fiscal_year": 2027, "cents": 1},
    "cents_or_hours": {"fiscal_year": 2028, "cents": 1, "hours": 1},
}


@pytest.mark.parametrize("rule", AMOUNTS)
def test_an_amount_that_cannot_be_is_refused(rule, owner):
    line = CostLine.objects.create(
        **owner, **{**COST, "cost_type": "staff_hours"}, team=ITTeamFactory()
    )
    insert(CostAmount, line_id=line.pk, fiscal_year=2027, hours=1)

    _refuses(CostAmount, {"line_id": line.pk, **AMOUNTS[rule]}, rule)


def test_two_live_questionnaires_are_refused(db, now):
    live = {"data": {}, "published_at": now, "is_live": True}
    insert(Questionnaire, version="1", **live)

    _refuses(Questionnaire, {"version": "2", **live}, "one_live")


def test_every_constraint_has_its_row():
    tried = {
        *((ProjectRequest, rule) for rule in REQUESTS),
        *ROWS,
        *((CostAmount, rule) for rule in AMOUNTS),
        (Questionnaire, "one_live"),
    }

    there = {
        (model, constraint.name.removeprefix(f"intake_{model._meta.model_name}_"))
        for model in apps.get_app_config("intake").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    }
    assert tried == there
