"""Presenters: exact values in, frozen dataclasses of words and geometry out.

Templates in ``templates/components/`` print these and decide nothing themselves.
Nothing here reads the database or the clock.
"""

from triage.figures.changes import (
    Moved,
    Trio,
    printed_lines,
    printed_steps,
    printed_total,
)
from triage.figures.cost_range import CostRange, cost_range_figure
from triage.figures.gap import GAP_NAMES, GapFigure, gap_figure
from triage.figures.impact import (
    TIER_NAMES,
    ImpactFigure,
    TierMark,
    impact_figure,
    score_figure,
    set_by_hand,
    tier_mark,
)
from triage.figures.involvement import TrendFigure, TrendPoint, involvement_trend
from triage.figures.lateness import BAND_NAMES, LatenessFigure, lateness_figure
from triage.figures.lines import (
    LineAnswer,
    LineValue,
    OpenQuestion,
    RuleLine,
    ScoreLines,
    score_lines_figure,
)
from triage.figures.money_flags import FLAG_NAMES, FlagLine, flag_lines, flag_names
from triage.figures.money_words import (
    NextNumberWords,
    estimate_says,
    next_number_words,
)
from triage.figures.money_years import (
    CliffFact,
    MoneyFigure,
    MoneyYear,
    money_years_figure,
)
from triage.figures.numbers import day, money, money_short, round_half_up, tenths
from triage.figures.payers import PayersFigure, payers_figure
from triage.figures.promise import PromiseFigure, promise_figure
from triage.figures.tiles import COUNT, MONEY, SHARE, FigureTile, figure_tile
from triage.figures.tornado import PullValue, TornadoFigure, tornado_figure

__all__ = [
    "BAND_NAMES",
    "COUNT",
    "FLAG_NAMES",
    "GAP_NAMES",
    "MONEY",
    "SHARE",
    "TIER_NAMES",
    "CliffFact",
    "CostRange",
    "FigureTile",
    "FlagLine",
    "GapFigure",
    "ImpactFigure",
    "LatenessFigure",
    "LineAnswer",
    "LineValue",
    "MoneyFigure",
    "MoneyYear",
    "Moved",
    "NextNumberWords",
    "OpenQuestion",
    "PayersFigure",
    "PromiseFigure",
    "PullValue",
    "RuleLine",
    "ScoreLines",
    "TierMark",
    "TornadoFigure",
    "TrendFigure",
    "TrendPoint",
    "Trio",
    "cost_range_figure",
    "day",
    "estimate_says",
    "figure_tile",
    "flag_lines",
    "flag_names",
    "gap_figure",
    "impact_figure",
    "involvement_trend",
    "lateness_figure",
    "money",
    "money_short",
    "money_years_figure",
    "next_number_words",
    "payers_figure",
    "printed_lines",
    "printed_steps",
    "printed_total",
    "promise_figure",
    "round_half_up",
    "score_figure",
    "score_lines_figure",
    "set_by_hand",
    "tenths",
    "tier_mark",
    "tornado_figure",
]
