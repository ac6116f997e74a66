"""Every write of intake, one function per act. See the module of each subject."""

from intake.ideas import Idea, NamedPartner, ToldHappening, TouchedSystem
from intake.services.answers import (
    AnswerConflict,
    Clash,
    GivenAnswer,
    answer_questions,
)
from intake.services.ask_days import follow_up_asks
from intake.services.asked import (
    AskOver,
    answer_by_link,
    may_still_answer,
    return_ask,
)
from intake.services.asks import Addressee, ask_question, withdraw_open_asks
from intake.services.business_case import (
    BusinessCaseConflict,
    may_write_business_case,
    save_business_case,
)
from intake.services.catalogue import SystemDetails, record_system
from intake.services.changes import assessed_together, request_changed
from intake.services.cost_differences import cost_differences
from intake.services.driver_details import DriverDetails, PriceDetails
from intake.services.driver_prices import (
    AlreadyThere,
    PriceChanged,
    add_driver,
    restore_driver,
    retire_driver,
    set_driver_price,
)
from intake.services.drivers import load_cost_drivers
from intake.services.editing import RequestClosed, hold_open
from intake.services.first_contact import (
    FirstContactCorrected,
    NoFirstContactYet,
    correct_first_contact,
    unwritten_first_contact,
    write_down_first_contact,
)
from intake.services.found_work import (
    NothingToFinish,
    ask_to_finish,
    check_waits_for_finishing,
    log_found_work,
)
from intake.services.funding import (
    add_funding_line,
    change_funding_line,
    remove_funding_line,
)
from intake.services.funding_details import FundingDetails
from intake.services.ideas import IdeaConflict, create_request, save_idea
from intake.services.letters import range_in_words
from intake.services.money import add_cost_line, change_cost_line, remove_cost_line
from intake.services.money_details import CostDetails, ThreePoint
from intake.services.money_lines import LineChanged
from intake.services.moves import StaleRequest, WrongStep, move_request
from intake.services.numbers import given_number, next_number
from intake.services.promise import promised_on, resumed
from intake.services.reference import (
    QuestionnaireFrozen,
    check_questionnaire,
    load_categories,
    load_questionnaire,
)
from intake.services.submitting import (
    send_idea,
    send_new_idea,
    submit_request,
    take_into_triage,
    withdraw_request,
)
from intake.services.suggestions import (
    accept_suggestion,
    refuse_suggestion,
    restore_suggestion,
)
from intake.services.visibility import may_still_see_request

__all__ = [
    "Addressee",
    "AlreadyThere",
    "AnswerConflict",
    "AskOver",
    "BusinessCaseConflict",
    "Clash",
    "CostDetails",
    "DriverDetails",
    "FirstContactCorrected",
    "FundingDetails",
    "GivenAnswer",
    "Idea",
    "IdeaConflict",
    "LineChanged",
    "NamedPartner",
    "NoFirstContactYet",
    "NothingToFinish",
    "PriceChanged",
    "PriceDetails",
    "QuestionnaireFrozen",
    "RequestClosed",
    "StaleRequest",
    "SystemDetails",
    "ThreePoint",
    "ToldHappening",
    "TouchedSystem",
    "WrongStep",
    "accept_suggestion",
    "add_cost_line",
    "add_driver",
    "add_funding_line",
    "answer_by_link",
    "answer_questions",
    "ask_question",
    "ask_to_finish",
    "assessed_together",
    "change_cost_line",
    "change_funding_line",
    "check_questionnaire",
    "check_waits_for_finishing",
    "correct_first_contact",
    "cost_differences",
    "create_request",
    "follow_up_asks",
    "given_number",
    "hold_open",
    "load_categories",
    "load_cost_drivers",
    "load_questionnaire",
    "log_found_work",
    "may_still_answer",
    "may_still_see_request",
    "may_write_business_case",
    "move_request",
    "next_number",
    "promised_on",
    "range_in_words",
    "record_system",
    "refuse_suggestion",
    "remove_cost_line",
    "remove_funding_line",
    "request_changed",
    "restore_driver",
    "restore_suggestion",
    "resumed",
    "retire_driver",
    "return_ask",
    "save_business_case",
    "save_idea",
    "send_idea",
    "send_new_idea",
    "set_driver_price",
    "submit_request",
    "take_into_triage",
    "unwritten_first_contact",
    "withdraw_open_asks",
    "withdraw_request",
    "write_down_first_contact",
]
