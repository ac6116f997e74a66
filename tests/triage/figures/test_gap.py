from fractions import Fraction

from triage.figures import gap_figure


def test_gap_with_a_range_says_word_percent_and_money():
    shown = gap_figure(
        "b3",
        Fraction(758, 1138),
        share_low=Fraction(57, 100),
        share_high=Fraction(77, 100),
        missing_cents=75_800_000,
        cost_cents=113_800_000,
    )

    assert shown.says == "67%, Severe"
    assert shown.money_says == "$758,000 of $1,138,000, 57–77%"
    assert shown.aria == "Gap 67 percent, 57 to 77: Severe"
    assert shown.share_percent == "66.6"


def test_gap_without_a_range_says_one_figure():
    shown = gap_figure(
        "b1", Fraction(12, 100), missing_cents=1_200_000, cost_cents=10_000_000
    )

    assert shown.money_says == "$12,000 of $100,000"
    assert shown.aria == "Gap 12 percent: Small"
    assert not shown.has_range


def test_gap_whose_tier_may_move_says_where_to():
    worse = gap_figure("b2", Fraction(1, 5), tier_low="b2", tier_high="b4")
    both = gap_figure("b2", Fraction(1, 5), tier_low="b0", tier_high="b3")

    assert worse.could == "could be Unfunded"
    assert both.could == "Funded to Severe"


def test_gap_not_costed_is_never_zero():
    shown = gap_figure("not_costed")

    assert shown.says == "Not costed yet"
    assert shown.share == ""
    assert not shown.costed


def test_gap_whose_tier_is_not_its_share_says_why():
    small = gap_figure("b1", Fraction(1), missing_cents=2_400_000, cost_cents=2_400_000)
    beyond = gap_figure(
        "b3", Fraction(17, 100), missing_cents=7_000_000, cost_cents=41_000_000
    )
    plain = gap_figure(
        "b3", Fraction(67, 100), missing_cents=75_800_000, cost_cents=113_800_000
    )

    assert small.why == "under $25,000 in all"
    assert beyond.why == "running cost or staff"
    assert plain.why == ""
