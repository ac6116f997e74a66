"""Money over all open and accepted requests: what is missing when, and where."""

from triage.selectors.portfolio_money.listed import (
    MoneyFilter,
    MoneyList,
    MoneyListRow,
    money_export,
    money_list,
)
from triage.selectors.portfolio_money.page import MoneyPage, money_page

__all__ = [
    "MoneyFilter",
    "MoneyList",
    "MoneyListRow",
    "MoneyPage",
    "money_export",
    "money_list",
    "money_page",
]
