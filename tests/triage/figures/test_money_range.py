"""Money with how far it may be off: bars, spans, sentences."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from triage.figures import (
    CliffFact,
    MoneyYear,
    cost_range_figure,
    estimate_says,
    flag_lines,
    flag_names,
    gap_figure,
    money_years_figure,
    next_number_words,
    payers_figure,
)
from triage.figures.money_bars import BASE, TOP_UNDER_CLIFF
from triage.figures.unfunded_years import UnfundedYear, unfunded_years_figure
from triage.scoring.budget import (
    CostLine,
    CostType,
    Estimate,
    Flag,
    NextNumber,
    Payer,
    Priced,
    RaisedFlag,
    Span,
    Timing,
)
from triage.scoring.rules import Stage

YEARS = [
    MoneyYear(
        "FY2029",
        200_000_00,
        150_000_00,
        50_000_00,
        0,
        40,
        150_000_00,
        300_000_00,
        0,
        90,
    ),
    MoneyYear(
        "FY2030", 200_000_00, 0, 200_000_00, 0, 10, 200_000_00, 200_000_00, 10, 10
    ),
]
CLIFF = CliffFact("FY2030", 150_000_00)


def test_chart_names_the_cliff_and_its_amount():
    shown = money_years_figure(YEARS, CLIFF)

    says = "From FY2030 the grant pays nothing: $150k a year missing"
    assert shown.title == says
    assert f"{says}." in shown.spoken
    assert shown.turn is not None
    assert (shown.turn.says, shown.turn.amount) == (
        "Cliff: FY2030",
        "$150k a year missing",
    )
    assert [row.is_turn for row in shown.rows] == [False, True]


def test_cliff_outside_the_years_is_not_drawn():
    shown = money_years_figure(YEARS, CliffFact("FY2040", 100))

    assert shown.turn is not None
    assert shown.turn.amount == ""


def test_whisker_spans_low_to_high_and_stays_in_the_plot():
    unsure, sure = money_years_figure(YEARS, CLIFF).bars

    assert unsure.whisker is not None
    assert (unsure.whisker.top, unsure.whisker.bottom) == (TOP_UNDER_CLIFF, 161)
    assert unsure.whisker.bottom < BASE
    assert sure.whisker is None


def test_table_says_the_span_of_cost_and_hours_only_where_there_is_one():
    unsure, sure = money_years_figure(YEARS).rows

    assert (unsure.cost_span, unsure.hours_span) == ("150,000–300,000", "0–90")
    assert (sure.cost_span, sure.hours_span) == ("", "")


def test_total_has_no_span_where_a_year_has_none():
    bare = MoneyYear("FY2031", 100, 100, 0)

    assert money_years_figure(YEARS).total.cost_span == "350,000–500,000"
    assert money_years_figure([*YEARS, bare]).total.cost_span == ""


def test_gap_share_is_always_inside_its_range():
    shown = gap_figure(
        "b2", Fraction(3, 10), share_low=Fraction(4, 10), share_high=Fraction(35, 100)
    )

    assert (shown.low_percent, shown.high_percent) == ("30.0", "40.0")


@pytest.mark.parametrize(
    ("hard", "usual"), [(None, None), (Span(5, 5), Span(5, 5)), (Span(1, 9), None)]
)
def test_cost_without_a_range_is_one_figure(hard, usual):
    shown = cost_range_figure(500_00, hard, usual)

    assert (shown.likely, shown.has_range) == ("$500", False)


def test_cost_range_draws_likely_inside_usual_inside_hard():
    shown = cost_range_figure(
        1_138_000_00,
        Span(764_000_00, 1_536_000_00),
        Span(1_011_000_00, 1_274_000_00),
    )

    assert shown.hard_says == "$764k–$1.536M"
    assert shown.usual_says == "$1.011M–$1.274M"
    assert "four times in five $1.011M to $1.274M" in shown.aria
    ends = [
        Decimal(shown.low_percent),
        Decimal(shown.usual_low_percent),
        Decimal(shown.likely_percent),
        Decimal(shown.usual_low_percent) + Decimal(shown.usual_width_percent),
        Decimal(shown.high_percent),
    ]
    assert ends == sorted(ends)


def test_payers_end_with_what_nobody_pays():
    shown = payers_figure(["FY2029", "FY2030"], {"Grant": [100, 0]}, [0, 300])

    assert [(row.name, row.cells, row.total) for row in shown.rows] == [
        ("Grant", ("1", "0"), "1"),
        ("Nobody yet", ("0", "3"), "3"),
    ]
    assert [row.is_missing for row in shown.rows] == [False, True]


FACTS = [
    (
        RaisedFlag(Flag.CLIFF, 150_000_00, 2030, Fraction(74, 100), ("funding:3",)),
        "Grant stops paying: $150k a year from FY2030, 74% of running cost.",
        "Name who pays then, or how it is switched off.",
    ),
    (
        RaisedFlag(Flag.MATCH, 60_000_00, names=("State grant",)),
        "State grant asks for local money beside it; $60,000 has no source.",
        "Add the source that pays the match, and say which grant it matches.",
    ),
    (
        RaisedFlag(Flag.ONE_TIME_PAYS_RECURRING, 500_00, names=("Bond",)),
        "Bond comes once, and $500 of it goes to what costs each year.",
        "Find money that comes every year too, or keep this for the purchase.",
    ),
    (
        RaisedFlag(Flag.IT_NOT_IN_ASK, 137_371_00, names=("State grant",)),
        (
            "The department asked for money; nothing certain pays IT’s part, $137k over "
            "five years."
        ),
        "Ask for IT’s part too, or say who pays it.",
    ),
    (
        RaisedFlag(Flag.REVENUE_BACKED, 2_600_000_00, names=("Kiosk ads",)),
        (
            "$2.6M is to come from Kiosk ads, which a vendor, advertising or savings would "
            "pay. Such money often falls short."
        ),
        "Say who pays if only half of it comes.",
    ),
]


@pytest.mark.parametrize(("fact", "says", "todo"), FACTS)
def test_flag_is_a_sentence_with_what_to_do(fact, says, todo):
    (line,) = flag_lines([fact])

    assert (line.code, line.says, line.todo) == (str(fact.flag), says, todo)


def test_what_wears_out_is_one_sentence_in_its_place():
    worn = [
        RaisedFlag(
            Flag.NO_REPLACEMENT, year=year, lines=(f"cost:{year}",), names=(name,)
        )
        for year, name in ((2033, "Poles"), (2031, "Cameras"), (2032, "Radios"))
    ]

    lines = flag_lines([*worn, RaisedFlag(Flag.REVENUE_BACKED, 1, names=("Ads",))])

    assert [line.code for line in lines] == ["NO-REPLACEMENT", "REVENUE-BACKED"]
    assert lines[0].says == (
        "Nothing is put aside to replace what wears out, first in FY2031: "
        "Poles, Cameras and 1 more."
    )
    assert lines[0].key == "cost:2031"


def test_every_flag_has_a_name_and_no_code_is_shown():
    names = flag_names(map(str, Flag))

    assert len(names) == len(Flag)
    assert not any(name == name.upper() for name in names)
    assert flag_names(["NO-SUCH-FLAG"]) == ()


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        (
            Stage.BUDGET_DRAFT,
            "30% added to one-time cost nobody quoted, which could end",
        ),
        (Stage.CONTRACT, "could end 15% higher"),
        (Stage.INSTALLED, "nothing is added to what was entered"),
    ],
)
def test_estimate_says_what_its_stage_adds(stage, says):
    assert says in estimate_says(stage, "Some stage")


def line(quantity: Estimate, price: Estimate) -> CostLine:
    return CostLine(
        "Camera subscription",
        Payer.DEPARTMENT,
        Timing.RECURRING,
        CostType.OPERATING,
        priced=Priced(quantity, price, date(2026, 10, 1)),
        key="cost:5",
    )


POINT, OPEN = (
    Estimate.exactly(Decimal(60)),
    Estimate(Decimal(1), Decimal(2), Decimal(3)),
)


@pytest.mark.parametrize(
    ("quantity", "price", "what"),
    [
        (POINT, OPEN, "the price"),
        (OPEN, POINT, "the quantity"),
        (OPEN, OPEN, "the quantity and the price"),
    ],
)
def test_next_number_says_what_to_get(quantity, price, what):
    number = NextNumber("cost:5", "LPR_SUB", "Camera subscription", Fraction(65, 100))

    words = next_number_words(number, [line(quantity, price)])

    assert words is not None
    assert words.line == "cost:5"
    assert words.says == (
        f"Get {what} of “Camera subscription”: it is 65% of the open range."
    )


def test_nothing_is_asked_for_where_only_prices_rise():
    known = NextNumber("cost:5", "", "Fees", Fraction(1), is_known=True)

    assert next_number_words(known, []) is None
    assert next_number_words(None, []) is None


def test_unfunded_years_part_what_begins_from_what_goes_on():
    shown = unfunded_years_figure(
        [
            UnfundedYear("FY2027", 100_00, 0, 0, 200_00, 1),
            UnfundedYear("FY2028", 50_00, 100_00, 150_00, 150_00, 2),
        ]
    )

    assert shown is not None
    assert shown.title == "$150 of running cost has nobody to pay it in FY2028"
    assert [(row.begins, row.carried, row.together) for row in shown.rows] == [
        ("100", "0", "100"),
        ("50", "100", "150"),
    ]
    first, second = shown.bars
    assert first.carried_height == 0
    assert second.begins_y + second.begins_height == second.carried_y
    assert second.carried_y + second.carried_height == BASE
    assert first.whisker is not None
    assert second.whisker is None


def test_unfunded_years_that_are_paid_for_draw_nothing():
    assert unfunded_years_figure([UnfundedYear("FY2027", 0, 0, 0, 0)]) is None


def test_unfunded_at_worst_only_says_so():
    shown = unfunded_years_figure([UnfundedYear("FY2027", 0, 0, 0, 900)])

    assert shown is not None
    assert shown.title == "Likely paid for in every year, but not for certain"


def test_cost_range_shows_no_cost_where_none_can_lie():
    shown = cost_range_figure(1_000_00, Span(100_00, 9_000_00), Span(-500_00, 9_500_00))

    assert shown.usual_says == "$100–$9k"
    assert "−" not in shown.aria
