"""Addresses of intake. Pages that show a judgement are triage's."""

from django.urls import URLPattern, URLResolver, path

from intake.views import (
    answer,
    asked,
    assessment,
    business_case,
    cost_by_year,
    cost_lines,
    drivers,
    first_contact,
    found_work,
    funding,
    ideas,
    money,
    moves,
    suggestions,
    systems,
)

app_name = "intake"

_REQUEST = "requests/<str:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("requests/new/", ideas.new_idea, name="new_idea"),
    path("requests/found/", found_work.log_found_work, name="log_found_work"),
    path(f"{_REQUEST}idea/", ideas.edit_idea, name="edit_idea"),
    path(f"{_REQUEST}assessment/", assessment.assessment, name="assessment"),
    path(
        f"{_REQUEST}assessment/proposals/",
        assessment.take_proposals,
        name="take_proposals",
    ),
    path(
        f"{_REQUEST}assessment/<str:section>/",
        assessment.section,
        name="section",
    ),
    path(f"{_REQUEST}answers/<str:question>/", answer.answer, name="answer"),
    path("answer/<str:token>/", asked.asked, name="asked"),
    path(f"{_REQUEST}money/", money.money, name="money"),
    path(
        f"{_REQUEST}money/costs/new/",
        cost_lines.cost_line_new,
        name="cost_line_new",
    ),
    path(
        f"{_REQUEST}money/costs/by-year/",
        cost_by_year.cost_by_year_new,
        name="cost_by_year_new",
    ),
    path(f"{_REQUEST}money/costs/<int:pk>/", cost_lines.cost_line, name="cost_line"),
    path(f"{_REQUEST}money/costs/<int:pk>/row/", cost_lines.cost_row, name="cost_row"),
    path(
        f"{_REQUEST}money/costs/<int:pk>/remove/",
        cost_lines.cost_line_remove,
        name="cost_line_remove",
    ),
    path(
        f"{_REQUEST}money/funding/new/",
        funding.funding_line_new,
        name="funding_line_new",
    ),
    path(
        f"{_REQUEST}money/funding/program/",
        funding.grant_program,
        name="grant_program",
    ),
    path(
        f"{_REQUEST}money/funding/<int:pk>/",
        funding.funding_line,
        name="funding_line",
    ),
    path(
        f"{_REQUEST}money/funding/<int:pk>/remove/",
        funding.funding_line_remove,
        name="funding_line_remove",
    ),
    path(
        f"{_REQUEST}money/suggestions/<slug:code>/accept/",
        suggestions.accept_suggestion,
        name="accept_suggestion",
    ),
    path(
        f"{_REQUEST}money/suggestions/<slug:code>/refuse/",
        suggestions.refuse_suggestion,
        name="refuse_suggestion",
    ),
    path(
        f"{_REQUEST}money/suggestions/<slug:code>/restore/",
        suggestions.restore_suggestion,
        name="restore_suggestion",
    ),
    path(f"{_REQUEST}case/", business_case.business_case, name="business_case"),
    path(f"{_REQUEST}submit/", moves.submit, name="submit"),
    path(f"{_REQUEST}withdraw/", moves.withdraw, name="withdraw"),
    path(f"{_REQUEST}ask/", moves.ask, name="ask"),
    path(
        f"{_REQUEST}first-contact/",
        first_contact.correct_first_contact,
        name="correct_first_contact",
    ),
    path(f"{_REQUEST}invite/", found_work.ask_to_finish, name="ask_to_finish"),
    path("drivers/", drivers.drivers, name="drivers"),
    path("drivers/export.csv", drivers.drivers_csv, name="drivers_csv"),
    # Codes are in capital letters, so that none is called this.
    path("drivers/new/", drivers.driver_new, name="driver_new"),
    path("drivers/<str:code>/", drivers.driver, name="driver"),
    path("drivers/<str:code>/price/", drivers.driver_price, name="driver_price"),
    path("drivers/<str:code>/retire/", drivers.driver_retire, name="driver_retire"),
    path("drivers/<str:code>/restore/", drivers.driver_restore, name="driver_restore"),
    path("systems/", systems.systems, name="systems"),
    path("systems/export.csv", systems.systems_csv, name="systems_csv"),
    path("systems/suggest/", systems.suggest_systems, name="suggest_systems"),
    path("systems/<str:code>/", systems.system, name="system"),
]
