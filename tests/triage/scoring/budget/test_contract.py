import copy
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.triage.scoring.budget.worked import CATALOGUE, read_example
from triage.scoring.budget import (
    CostType,
    Estimate,
    MatchOf,
    Payer,
    Scope,
    Timing,
    forecast,
)
from triage.scoring.budget.contract import read_money
from triage.scoring.budget.keys import ContractError
from triage.scoring.budget.told import told

LINE = {"driver": "KIOSK", "quantity": 3, "payer": "department"}
SOURCE = {
    "type": "GRANT",
    "amount": 1000.5,
    "start": "2026-10-01",
    "end": "2028-09-30",
    "status": "awarded",
    "for": "department",
    "allows": ["one_time:capital"],
}
REQUEST = {"stage": "idea", "start": "2026-10-01", "lines": [LINE], "funding": [SOURCE]}


def read(**changes):
    return read_money(REQUEST | changes, CATALOGUE)[0]


def line(**changes):
    return read(lines=[LINE | changes]).lines[0]


def source(**changes):
    return read(funding=[SOURCE | {"amount": 1000} | changes]).funding[0]


@pytest.fixture
def written():
    return copy.deepcopy(read_example("plate_readers"))


def test_line_takes_from_its_driver_what_it_does_not_say():
    kiosk = line()

    assert (kiosk.timing, kiosk.cost_type) == (Timing.ONE_TIME, CostType.CAPITAL)
    assert kiosk.priced.price == Estimate(*map(Decimal, (12000, 25000, 45000)))
    assert (kiosk.priced.life_years, kiosk.priced.is_quoted) == (5, False)
    assert line(driver="PENTEST").priced.repeat_years == 2
    assert line(driver="PENTEST", repeat_years=None).priced.repeat_years is None
    assert line(driver="SIGNAL_FTE").priced.per == 100


def test_one_price_is_a_quote_and_a_range_is_not():
    assert line(price=20000).priced.is_quoted
    assert not line(price=[1, 2, 3]).priced.is_quoted
    assert line(price=None).priced.price.likely == 25000


def test_line_without_driver_says_everything_itself():
    own = {
        "description": "Roof work",
        "timing": "one_time",
        "cost_type": "capital",
        "quantity": 1,
        "price": 5,
        "payer": "IT",
    }

    money = read(lines=[own])

    assert (money.lines[0].description, money.lines[0].payer) == ("Roof work", Payer.IT)
    assert told(forecast(money))["next_number"]["driver"] == "Roof work"


def test_years_are_written_either_way():
    wanted = (2027, 2029)

    assert line(fiscal_years=["FY2029", "FY2027"]).priced.fiscal_years == wanted
    assert line(fiscal_years=[2027, 2029]).priced.fiscal_years == wanted


@pytest.mark.parametrize(
    ("start", "month", "first"), [("2026-06-30", 7, 2026), ("2026-10-01", 10, 2027)]
)
def test_window_begins_with_the_fiscal_year_of_the_start(start, month, first):
    assert read(start=start, fiscal_year_start_month=month).fiscal_years.first == first


@pytest.mark.parametrize(
    ("successor", "source_owner"),
    [
        (None, ("", "")),
        ("General Fund", ("General Fund", "")),
        ("General Fund, Police chief", ("General Fund", "Police chief")),
        ({"source": "General Fund", "owner": "Chief"}, ("General Fund", "Chief")),
    ],
)
def test_successor_names_a_source_and_an_owner(successor, source_owner):
    found = source(successor=successor)

    assert (found.successor_source, found.successor_owner) == source_owner


def test_source_with_match_memo_and_odds():
    assert source(match=0.25).match_share is not None
    grant = source(
        key="g", match={"share": Decimal("0.2"), "of": "award"}, win_rate=1, type="bond"
    )

    assert (grant.match_share, grant.match_of) == (Fraction(1, 5), MatchOf.AWARD)
    assert (grant.win_share, grant.source_type) == (1, "bond")
    assert source(transfer_memo="Memo of 3 May").has_transfer_memo
    assert not source(transfer_memo=False).has_transfer_memo


def test_lump_sum_needs_no_end_and_a_month_stands_for_its_first_day():
    grant = source(lump_sum=True, start="2026-10", end=None)

    assert grant.start_on == grant.end_on == date(2026, 10, 1)


def test_free_hours_of_years_not_named_are_the_default_else_none():
    hours = read(
        free_hours={"apps": {"FY2027": 300, "default": 120}, "web": {"2028": 5}}
    ).free_hours

    assert [hours["apps"][year] for year in (2027, 2028)] == [300, 120]
    assert [hours["web"][year] for year in (2027, 2028)] == [0, 5]


def test_result_has_a_list_for_each_figure_and_nothing_costed_says_so():
    result = told(forecast(read(lines=[])))

    assert result["years"] == [f"FY{year}" for year in range(2027, 2032)]
    assert (result["tier"], result["next_number"]) == ("not_costed", None)
    assert result["range"] == result["range_80"] == [0, 0]
    assert all(
        len(result["scenarios"]["low"][name]) == 5
        for name in ("cost", "one_time", "recurring", "funded", "gap", "hours")
    )


def test_scope_is_read_and_the_whole_without_one():
    assert read_money(REQUEST, CATALOGUE)[1] is Scope.ALL
    assert read_money(REQUEST | {"scope": "IT"}, CATALOGUE)[1] is Scope.IT


WRONG: list[tuple[tuple[str | int, ...], object, str]] = [
    ((), [], "the input: give an object"),
    (("stage",), "dream", "stage: give one of idea, need"),
    (("stage",), None, "stage: give one of"),
    (("start",), "2026-02-30", "start: give a date such as 2026-10-01"),
    (("start",), "2026-W10-1", "start: give a date"),
    (("scope",), "police", "scope: give one of all, IT"),
    (("id",), [], "id: give text or a whole number"),
    (("color",), "red", "color: unknown key, leave it out; there is"),
    (("lines",), {}, "lines: give a list"),
    (("lines", 0), 5, "lines[0]: give an object"),
    (("lines", 1, "driver"), "NONE", "lines[1].driver: no driver NONE"),
    (("lines", 1, "driver"), "", "lines[1].price: a line without driver needs one"),
    (("lines", 1, "driver"), "RATE_IT", "lines[1].timing: give one of one_time"),
    (("lines", 1, "quantity"), None, "lines[1].quantity: give a number"),
    (("lines", 1, "quantity"), True, "lines[1].quantity: give a number"),
    (("lines", 1, "quantity"), -1, "lines[1].quantity: give a number from 0 to"),
    (("lines", 1, "quantity"), [1, 2], "lines[1].quantity: give a number, or low,"),
    (("lines", 1, "quantity"), [3, 2, 1], "lines[1].quantity: give low, likely"),
    (("lines", 1, "quantity"), Decimal("1e-99999"), "lines[1].quantity: give at most"),
    (("lines", 1, "quantity"), float("inf"), "lines[1].quantity: give a number from"),
    (("lines", 1, "price"), "5", "lines[1].price: give a number"),
    (("lines", 1, "payer"), "Police", "lines[1].payer: give one of department, IT"),
    (("lines", 1, "team"), 7, "lines[1].team: give text"),
    (("lines", 1, "fiscal_years"), ["27"], "lines[1].fiscal_years: give fiscal years"),
    (("lines", 1, "fiscal_years"), 2027, "lines[1].fiscal_years: give a list"),
    (("lines", 1, "repeat_years"), 0, "lines[1].repeat_years: give whole years"),
    (("lines", 1, "reserve"), "yes", "lines[1].reserve: give true or false"),
    (("lines", 1, "end"), "2020-01-01", "lines[1].end: give a date that is not"),
    (("funding", 0, "type"), "TAX", "funding[0].type: give one of GF, ENT, BOND"),
    (("funding", 0, "amount"), None, "funding[0].amount: give a number"),
    (("funding", 0, "end"), None, "funding[0].end: give a date such as"),
    (("funding", 0, "end"), "2020-01-01", "funding[0].end: give a date that is not"),
    (("funding", 0, "status"), "sure", "funding[0].status: give one of committed"),
    (("funding", 0, "for"), "all", "funding[0].for: give one of department, IT"),
    (("funding", 0, "allows"), ["x"], "funding[0].allows: give a list of one_time:"),
    (("funding", 0, "allows"), [[]], "funding[0].allows: give a list of"),
    (("funding", 0, "match"), 1, "funding[0].match: give a share below 1"),
    (("funding", 0, "match"), {"of": "award"}, "funding[0].match.share: give a number"),
    (("funding", 0, "win_rate"), 2, "funding[0].win_rate: give a share from 0 to 1"),
    (("funding", 1, "matches"), "x", "funding[1].matches: give the key of a funding"),
    (("funding", 1, "key"), "grant", "funding[0].key: grant is there twice"),
    (("free_hours",), [], "free_hours: give an object of teams"),
    (("free_hours", "psit"), 5, "free_hours.psit: give hours by fiscal year"),
    (("free_hours", "psit"), {"May": 5}, "free_hours.psit.May: give fiscal years"),
    (("free_hours", "psit"), {"2027": "5"}, "free_hours.psit.2027: give a number"),
    (("fiscal_year_start_month",), 13, "fiscal_year_start_month: give a month"),
]


@pytest.mark.parametrize(("path", "value", "message"), WRONG)
def test_bad_input_names_the_key_and_says_what_to_do(written, path, value, message):
    if not path:
        written = value
    else:
        place = written
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    with pytest.raises(ContractError) as refused:
        read_money(written, CATALOGUE)

    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)
