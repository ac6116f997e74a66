"""Reads of intake that gather several models for one screen."""

from intake.past_questionnaires import texts_of
from intake.selectors.asked import AskedPage, AskEnd, asked_page
from intake.selectors.assessment import (
    AssessmentProgress,
    OpenAsk,
    Proposal,
    assessment_progress,
    open_ask,
    proposals,
)
from intake.selectors.cost_rows import CostRow, cost_row, cost_rows
from intake.selectors.driver_choices import DriverChoices, driver_choices
from intake.selectors.driver_list import driver_list, driver_rows
from intake.selectors.driver_page import driver_page, resting_requests
from intake.selectors.driver_versions import newest_version, repricing_of
from intake.selectors.drivers import lines_with_prices
from intake.selectors.first_contact import Telling, tellings
from intake.selectors.funding import (
    FundingTable,
    ProgramFacts,
    budget_years,
    funding_table,
    grants_to_match,
    program_facts,
)
from intake.selectors.money import MoneyPage, money_page, money_years
from intake.selectors.people import departments_to_ask_for, people_to_ask
from intake.selectors.stored import (
    OldAnswer,
    mark_gone,
    no_longer_asked,
    stored_answers,
)
from intake.selectors.suggestions import (
    Suggestions,
    suggested_drivers,
    suggestions,
)
from intake.selectors.systems import SystemPage, system_page, systems_list

__all__ = [
    "AskEnd",
    "AskedPage",
    "AssessmentProgress",
    "CostRow",
    "DriverChoices",
    "FundingTable",
    "MoneyPage",
    "OldAnswer",
    "OpenAsk",
    "ProgramFacts",
    "Proposal",
    "Suggestions",
    "SystemPage",
    "Telling",
    "asked_page",
    "assessment_progress",
    "budget_years",
    "cost_row",
    "cost_rows",
    "departments_to_ask_for",
    "driver_choices",
    "driver_list",
    "driver_page",
    "driver_rows",
    "funding_table",
    "grants_to_match",
    "lines_with_prices",
    "mark_gone",
    "money_page",
    "money_years",
    "newest_version",
    "no_longer_asked",
    "open_ask",
    "people_to_ask",
    "program_facts",
    "proposals",
    "repricing_of",
    "resting_requests",
    "stored_answers",
    "suggested_drivers",
    "suggestions",
    "system_page",
    "systems_list",
    "tellings",
    "texts_of",
]
