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
from intake.selectors.first_contact import Telling, tellings
from intake.selectors.money import MoneyPage, money_page, money_years
from intake.selectors.people import departments_to_ask_for, people_to_ask
from intake.selectors.stored import (
    OldAnswer,
    mark_gone,
    no_longer_asked,
    stored_answers,
)
from intake.selectors.systems import SystemPage, system_page, systems_list

__all__ = [
    "AskEnd",
    "AskedPage",
    "AssessmentProgress",
    "MoneyPage",
    "OldAnswer",
    "OpenAsk",
    "Proposal",
    "SystemPage",
    "Telling",
    "asked_page",
    "assessment_progress",
    "departments_to_ask_for",
    "mark_gone",
    "money_page",
    "money_years",
    "no_longer_asked",
    "open_ask",
    "people_to_ask",
    "proposals",
    "stored_answers",
    "system_page",
    "systems_list",
    "tellings",
    "texts_of",
]
