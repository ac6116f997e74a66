"""How one request's money was reckoned, to the cent, so that anybody can redo it."""

from triage.selectors.reckoned.page import MoneyFiguresPage, money_figures
from triage.selectors.reckoned.rows import Reckoned, ReckonedRow, Triple, reckoned

__all__ = [
    "MoneyFiguresPage",
    "Reckoned",
    "ReckonedRow",
    "Triple",
    "money_figures",
    "reckoned",
]
