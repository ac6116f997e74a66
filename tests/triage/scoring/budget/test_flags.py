"""Each flag raised, and each reason not to raise it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.triage.scoring.budget.test_gaps import (
    CAPITAL,
    ONE_TIME,
    RUNNING,
    YEARS,
    cost,
    money,
    work,
)
from triage.scoring.budget import (
    Certainty,
    Estimate,
    Flag,
    MatchOf,
    Money,
    Payer,
    Priced,
    Scope,
    forecast,
)

RUNS = cost(RUNNING, dict.fromkeys(YEARS.years, 100_000_00))
GRANT = replace(
    money(50_000_00, {RUNNING}, end=2028, key="grant", source="State grant"),
    source_type="grant",
)
SUCCESSOR = {"successor_source": "General Fund", "successor_owner": "Police chief"}


def raised(lines, funding=(), scope=Scope.ALL):
    return forecast(Money(lines, funding, {}, YEARS), scope).range


def facts(flag, *args, **kwargs):
    return [f for f in raised(*args, **kwargs).flag_facts if f.flag is flag]


@pytest.mark.parametrize(
    ("grant", "is_raised"),
    [
        (GRANT, True),
        (replace(GRANT, **SUCCESSOR), False),
        (replace(GRANT, successor_source="General Fund"), True),
        (replace(GRANT, successor_source="  ", successor_owner="Chief"), True),
        # 25,000 a year is a quarter of the recurring cost, a cent less is not
        (replace(GRANT, cents=49_999_98), False),
        (replace(GRANT, source_type="general_fund"), False),
        (replace(GRANT, certainty=Certainty.PLANNED), False),
        # ends into a year beyond the window
        (replace(GRANT, cents=500_000_00, end_on=date(2031, 6, 30)), False),
    ],
)
def test_cliff(grant, is_raised):
    assert (Flag.CLIFF in raised([RUNS], [grant]).flags) is is_raised


def test_cliff_says_how_much_falls_on_nobody_when_and_whose_money_ends():
    twin = replace(GRANT, key="twin", source="Federal grant", **SUCCESSOR)
    idle = replace(GRANT, key="idle", source="Idle grant", allows=frozenset({CAPITAL}))

    (fact,) = facts(Flag.CLIFF, [RUNS], [GRANT, twin, idle])

    assert (fact.cents, fact.year, fact.share) == (50_000_00, 2029, Fraction(1, 2))
    assert (fact.sources, fact.names) == (("grant",), ("State grant",))


def test_cliff_of_a_smaller_grant_counts_when_the_larger_has_a_successor():
    larger = replace(
        GRANT, key="larger", cents=180_000_00, end_on=date(2029, 6, 30), **SUCCESSOR
    )

    (fact,) = facts(Flag.CLIFF, [RUNS], [replace(GRANT, cents=60_000_00), larger])

    assert (fact.sources, fact.year) == (("grant",), 2029)


MATCHED = replace(GRANT, match_share=Fraction(1, 5))


def local(cents, **fields):
    return money(cents, {RUNNING}, matches="grant", key="local", **fields)


@pytest.mark.parametrize(
    ("grant", "sources", "missing"),
    [
        (MATCHED, [], 12_500_00),
        (replace(MATCHED, match_of=MatchOf.AWARD), [], 10_000_00),
        (MATCHED, [local(12_500_00)], None),
        (MATCHED, [local(12_499_99)], 1),
        (MATCHED, [local(12_500_00, certainty=Certainty.REQUESTED)], 6_250_00),
        (MATCHED, [replace(local(12_500_00), matches="another")], 12_500_00),
        (GRANT, [], None),
    ],
)
def test_match(grant, sources, missing):
    found = [fact.cents for fact in facts(Flag.MATCH, [RUNS], [grant, *sources])]

    assert found == ([] if missing is None else [missing])


def test_match_of_a_grant_that_cannot_pay_it_is_not_its_matter():
    assert facts(Flag.MATCH, [RUNS], [MATCHED], Scope.IT) == []
    assert facts(
        Flag.MATCH, [RUNS], [replace(MATCHED, has_transfer_memo=True)], Scope.IT
    )


@pytest.mark.parametrize(
    ("source", "cents"),
    [
        (money(30_00, {RUNNING}, lump_sum=True, key="x"), 30_00),
        (replace(money(50_00, {RUNNING}, key="x"), source_type="bond"), 50_00),
        (replace(money(50_00, {CAPITAL}, key="x"), source_type="bond"), None),
        (money(30_00, {RUNNING}, key="x"), None),
        (replace(GRANT, key="x"), None),
        (money(30_00, {RUNNING}, Payer.IT, lump_sum=True, key="x"), None),
    ],
)
def test_one_time_pays_recurring(source, cents):
    found = facts(Flag.ONE_TIME_PAYS_RECURRING, [RUNS], [source])

    assert [fact.cents for fact in found] == ([] if cents is None else [cents])


def bought(cost_class=CAPITAL, life_years=3, start=date(2026, 10, 1), **fields):
    one, price = (Estimate.exactly(Decimal(n)) for n in (1, 1000))
    priced = Priced(one, price, start, life_years=life_years, **fields)
    return replace(cost(cost_class, {}), priced=priced, key="thing")


@pytest.mark.parametrize(
    ("line", "year"),
    [
        (bought(), 2030),
        # the window ends with 2031, two years after it count too
        (bought(life_years=6), 2033),
        (bought(life_years=7), None),
        (bought(life_years=None), None),
        (bought(ONE_TIME), None),
        (bought(RUNNING), None),
        (bought(repeat_years=3), None),
        (bought(repeat_years=4), 2030),
        (bought(fiscal_years=(2027, 2029), life_years=4), 2033),
        (bought(fiscal_years=(2027, 2029), life_years=2), 2031),
        # bought before the window, worn out inside it
        (bought(start=date(2024, 10, 1), life_years=4), 2029),
        (bought(start=date(2020, 10, 1), life_years=4), None),
        (cost(CAPITAL, {2027: 1}), None),
    ],
)
def test_no_replacement(line, year):
    found = [fact.year for fact in facts(Flag.NO_REPLACEMENT, [line])]

    assert found == ([] if year is None else [year])


def test_no_replacement_is_settled_by_money_put_aside():
    reserve = replace(cost(RUNNING, {2030: 1000_00}), is_reserve=True)

    assert facts(Flag.NO_REPLACEMENT, [bought(), reserve]) == []


IT_COST = cost(ONE_TIME, {2027: 100_00}, Payer.IT)
ASKED = money(100_00, {RUNNING}, certainty=Certainty.APPLIED, key="asked")


@pytest.mark.parametrize(
    ("lines", "funding", "is_raised"),
    [
        ([RUNS, IT_COST], [ASKED], True),
        ([RUNS, IT_COST], [], False),
        ([RUNS, IT_COST], [replace(ASKED, certainty=Certainty.PLANNED)], False),
        ([RUNS], [ASKED], False),
        ([RUNS, work("apps", {2027: 100})], [ASKED], False),
        ([RUNS, IT_COST], [ASKED, money(1, {ONE_TIME}, Payer.IT)], False),
        (
            [RUNS, IT_COST],
            [ASKED, money(1, {ONE_TIME}, Payer.IT, certainty=Certainty.REQUESTED)],
            True,
        ),
        # a signed memo lets certain money of the department pay for IT
        ([RUNS, IT_COST], [ASKED, money(1, {RUNNING}, has_transfer_memo=True)], False),
        ([RUNS, IT_COST], [replace(ASKED, has_transfer_memo=True)], True),
    ],
)
@pytest.mark.parametrize("scope", Scope)
def test_it_not_in_ask(lines, funding, is_raised, scope):
    found = facts(Flag.IT_NOT_IN_ASK, lines, funding, scope)

    assert [fact.cents for fact in found] == ([100_00] if is_raised else [])


@pytest.mark.parametrize(
    ("source", "cents"),
    [
        (replace(money(50_00, {RUNNING}, key="ads"), source_type="partner"), 50_00),
        (replace(money(50_00, {CAPITAL}, key="ads"), source_type="partner"), None),
        (money(50_00, {RUNNING}, key="tax"), None),
    ],
)
def test_revenue_backed(source, cents):
    found = facts(Flag.REVENUE_BACKED, [RUNS], [source])

    assert [fact.cents for fact in found] == ([] if cents is None else [cents])


def test_flags_are_told_once_each_and_in_their_order():
    funding = [
        replace(MATCHED, lump_sum=True),
        replace(MATCHED, key="second"),
        replace(money(5, {RUNNING}, key="ads"), source_type="partner"),
    ]

    assert raised([RUNS, bought(), IT_COST], funding).flags == tuple(Flag)
