from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accounts.actors import Actor
from accounts.audit import history, sentence
from accounts.errors import Refused
from intake.models import FundingLine, GrantProgram
from intake.services import (
    FundingDetails,
    add_funding_line,
    change_funding_line,
    create_request,
)

GRANT = FundingDetails(
    source="State grant",
    source_type="grant",
    certainty="awarded",
    cents=300_000_00,
    start_on=date(2026, 10, 1),
    end_on=date(2028, 9, 30),
    payer="department",
)
MATCH = replace(GRANT, source="General Fund", source_type="general_fund")


@pytest.fixture
def by(requester) -> Actor:
    return Actor.of(requester)


@pytest.fixture
def add(draft, by, now):
    def add_line(details: FundingDetails, project_request=draft) -> FundingLine:
        return add_funding_line(
            project_request=project_request, details=details, by=by, now=now
        )

    return add_line


@pytest.fixture
def change(by, now):
    def change_line(line: FundingLine, **said) -> FundingLine:
        return change_funding_line(
            line=line,
            details=replace(FundingDetails.of(line), **said),
            seen_version=line.version,
            by=by,
            now=now,
        )

    return change_line


def test_everything_said_of_money_reads_back_the_same(add, drivers):
    details = replace(
        GRANT,
        program=GrantProgram.objects.get(code="MVCPA"),
        match_share=Decimal("0.2000"),
        match_of="award",
        transfer_memo="Memo 12",
        successor_source="General Fund",
        successor_owner="R. Delgado",
        switch_off_plan="Poles come down",
        budget_call_year=2028,
    )

    add(details)

    assert FundingDetails.of(FundingLine.objects.get()) == details


def test_a_match_names_a_grant_of_its_request(add):
    grant = add(GRANT)

    match = add(replace(MATCH, matches=grant))

    assert list(grant.matched_by.all()) == [match]


def test_a_grant_of_another_request_cannot_be_matched(add, requester, idea, by, now):
    other = create_request(department=requester.department, idea=idea, by=by, now=now)
    grant = add(GRANT, other)

    with pytest.raises(Refused) as refused:
        add(replace(MATCH, matches=grant))

    assert list(refused.value.messages) == ["matches"]


def test_only_a_grant_can_be_matched(add):
    fund = add(MATCH)

    with pytest.raises(Refused) as refused:
        add(replace(MATCH, matches=fund))

    assert list(refused.value.messages) == ["matches"]


def test_money_is_not_its_own_match(add, change):
    grant = add(GRANT)

    with pytest.raises(Refused):
        change(grant, matches=grant)


def test_grants_do_not_match_each_other_in_turn(add, change):
    first = add(GRANT)
    second = add(replace(GRANT, matches=first))
    third = add(replace(GRANT, matches=second))

    with pytest.raises(Refused) as refused:
        change(first, matches=third)

    assert list(refused.value.messages) == ["matches"]


def test_what_is_matched_stays_a_grant(add, change):
    grant = add(GRANT)
    add(replace(MATCH, matches=grant))

    with pytest.raises(Refused) as refused:
        change(grant, source_type="general_fund")

    assert list(refused.value.messages) == ["source_type"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"match_share": Decimal(0)}, "match_share"),
        ({"match_share": Decimal(1)}, "match_share"),
        ({"source_type": "general_fund", "match_share": Decimal("0.2")}, "match_share"),
        ({"budget_call_year": 1999}, "budget_call_year"),
    ],
)
def test_what_money_cannot_say_is_refused_by_field(add, said, field):
    with pytest.raises(Refused) as refused:
        add(replace(GRANT, **said))

    assert list(refused.value.messages) == [field]


def test_only_a_grant_has_a_program(add, drivers):
    with pytest.raises(Refused) as refused:
        add(replace(MATCH, program=GrantProgram.objects.get(code="SS4A")))

    assert list(refused.value.messages) == ["program"]


def test_history_names_what_changed_where_the_words_are_the_same(add, change, draft):
    grant = add(GRANT)

    change(grant, successor_source="General Fund", match_share=Decimal("0.2"))

    assert sentence(history(draft)[0]) == (
        "A. Nguyen changed the money “State grant” ($300,000, awarded): "
        "local match asked for, who pays afterwards"
    )
