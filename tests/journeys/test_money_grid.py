"""Cost lines are entered fast: by keyboard, on a phone, and by two people at once."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import NARROW, faults, policy_violations, watched
from tests.journeys.people import Person, one_click
from tests.journeys.stack import Stack

pytestmark = pytest.mark.browser

# Submitted, with nothing entered about money.
NUMBER = "HB-2026-003"
LINES = 40
TYPED = 6
ENTER_LINES = f"""
from decimal import Decimal
from django.utils import timezone
from accounts.actors import Actor
from accounts.models import User
from intake.models import ProjectRequest
from intake.services import CostDetails, ThreePoint, add_cost_line
for at in range({{lines}}):
    add_cost_line(
        project_request=ProjectRequest.objects.get(number="{NUMBER}"),
        details=CostDetails(
            description=f"Sensor {{{{at}}}}",
            payer="department",
            timing="one_time",
            cost_type="capital",
            basis="priced",
            quantity=ThreePoint(Decimal(15), Decimal(60), Decimal(200)),
            price=ThreePoint(Decimal(40), Decimal(65), Decimal(90)),
        ),
        by=Actor.of(User.objects.get(name="Y. Marsh")),
        now=timezone.now(),
    )
"""


def has_lines(stack: Stack, lines: int) -> None:
    stack.manage("shell", "-v0", "-c", ENTER_LINES.format(lines=lines))


def opens_the_money(browser: Browser, stack: Stack, name: str) -> Person:
    person = one_click(browser, stack, name)
    person.go(f"/requests/{NUMBER}/money/")
    expect(person.page.locator("#money-standing.gw-running")).to_be_visible()
    return person


def rows(page: Page):
    return page.locator("#cost-lines > .gw-line, #staff-lines > .gw-line")


def enter(person: Person, *, what: str, how_many: str, price: str) -> None:
    """One line of one's own, from the first cell of the empty row to Enter."""
    person.press("Tab")
    person.type(what)
    person.press("Tab")
    person.type(how_many)
    person.press("Tab")
    person.type(price)
    person.press("Tab")
    person.type("o")
    person.press("Tab")
    person.type("b")
    person.press("Enter")


def begin(person: Person) -> None:
    person.page.locator("#line-new-driver").focus()


def test_forty_lines_by_keyboard(browser: Browser, fresh_stack: Stack):
    has_lines(fresh_stack, LINES - TYPED)
    planner = opens_the_money(browser, fresh_stack, "Y. Marsh")
    page = planner.page
    page.evaluate("window.neverLeft = true")
    begin(planner)

    for at in range(LINES - TYPED, LINES):
        enter(planner, what=f"Pump {at}", how_many="2-4", price="1k")
        expect(rows(page)).to_have_count(at + 1)
        expect(page.locator("#line-new-driver")).to_be_focused()

    expect(page.locator("#money-standing")).to_contain_text("Five-year cost$")
    figure = page.locator("#cost-lines .gw-line").last.locator("[id^=line-figure] b")
    expect(figure).to_contain_text("$")
    expect(page.locator("#total-cost")).to_contain_text("$")

    # --- a mistake stays in its cell
    enter(planner, what="Gate", how_many="about 50", price="1k")
    expect(page.locator("#cost-row-new .gw-error")).to_contain_text(
        "How far off may 50 be?"
    )
    expect(page.locator("#line-new-description")).to_have_value("Gate")
    page.keyboard.press("Escape")
    expect(page.locator("#line-new-description")).to_have_value("")

    # --- change one line in place, leave another as it was
    change = rows(page).nth(20).get_by_role("link", name="Change Sensor 20")
    change.focus()
    planner.press("Enter")
    expect(page.locator(".gw-line-open input[name=quantity]").first).to_be_focused()
    page.keyboard.press("Control+a")
    planner.type("9")
    planner.press("Enter")
    expect(rows(page).nth(20)).to_contain_text("9")
    expect(
        rows(page).nth(20).get_by_role("link", name="Change Sensor 20")
    ).to_be_focused()
    planner.press("Enter")
    expect(page.locator(".gw-line-open input[name=quantity]").first).to_be_focused()
    page.keyboard.press("Control+a")
    planner.type("77")
    planner.press("Escape")
    expect(rows(page)).to_have_count(LINES)
    expect(rows(page).nth(20)).not_to_contain_text("77")

    # --- remove one and think again
    rows(page).nth(3).get_by_role("link", name="Remove Sensor 3").focus()
    planner.press("Enter")
    undo = page.get_by_role("button", name="Undo removing Sensor 3")
    expect(undo).to_be_focused()
    expect(rows(page)).to_have_count(LINES - 1)
    planner.press("Enter")
    expect(rows(page)).to_have_count(LINES)
    assert page.evaluate("window.neverLeft")


def test_forty_lines_are_fit_for_everybody(browser: Browser, fresh_stack: Stack):
    has_lines(fresh_stack, LINES)
    lookout = watched(browser)
    tab = lookout.tab
    tab.goto(f"{fresh_stack.url}/demo/")
    tab.get_by_role("button", name="Y. Marsh").first.click()
    tab.wait_for_url(lambda url: "/demo/" not in url)
    tab.goto(f"{fresh_stack.url}/requests/{NUMBER}/money/")
    expect(rows(tab)).to_have_count(LINES)
    rows(tab).nth(5).get_by_role("link", name="Change").click()
    expect(tab.locator("form[aria-label='Change Sensor 5']")).to_be_visible()

    assert faults(lookout) == []

    tab.set_viewport_size(NARROW)
    form = tab.locator("form[aria-label='Change Sensor 5']")
    form.get_by_label("How many").fill("7")
    form.get_by_role("button", name="Save").click()
    expect(rows(tab).nth(5)).to_contain_text("7")
    assert policy_violations(lookout) == []


def test_a_driver_fills_in_what_is_usual(browser: Browser, fresh_stack: Stack):
    planner = opens_the_money(browser, fresh_stack, "Y. Marsh")
    page, new = planner.page, planner.page.locator("#cost-row-new")

    new.get_by_label("Usual cost").select_option(label="Penetration test")
    expect(new.get_by_label("In your words")).to_have_value("Penetration test")
    expect(new.get_by_label("When", exact=True)).to_have_value("one_time")
    expect(new.get_by_label("Bought again after years")).to_have_value("2")
    expect(new.locator("[data-gw-says=price]")).to_contain_text("$15,000–$60,000")
    new.get_by_label("How many").fill("1")
    new.get_by_label("How many").press("Enter")

    row = rows(page).first
    expect(row).to_contain_text("again every 2 years")
    expect(row).to_contain_text("practitioners' estimate")


def test_two_people_change_the_same_line_and_lose_nothing(
    browser: Browser, fresh_stack: Stack
):
    first = opens_the_money(browser, fresh_stack, "Y. Marsh")
    begin(first)
    enter(first, what="Cameras", how_many="60", price="3k")
    expect(rows(first.page)).to_have_count(1)
    second = opens_the_money(browser, fresh_stack, "W. Sato")
    for person in (first, second):
        rows(person.page).first.get_by_role("link", name="Change").click()
        expect(person.page.locator("form[aria-label='Change Cameras']")).to_be_visible()

    # --- the second to save sees both, and chooses
    for person, count in ((first, "70"), (second, "80")):
        cell = person.page.locator("form[aria-label='Change Cameras'] [name=quantity]")
        cell.fill(count)
        cell.press("Enter")
    expect(rows(first.page).first).to_contain_text("70")
    told = second.page.locator(".gw-line-conflict")
    expect(told).to_contain_text("Stored now: 70")
    expect(told).to_contain_text("Yours: 80")
    second.click("Save mine all the same")
    expect(rows(second.page).first).to_contain_text("80")

    # --- removed meanwhile: what was typed starts a new line
    rows(second.page).first.get_by_role("link", name="Change").click()
    cell = second.page.locator("form[aria-label='Change Cameras'] [name=quantity]")
    expect(cell).to_be_focused()
    first.page.reload()
    rows(first.page).first.get_by_role("link", name=re.compile("^Remove")).click()
    expect(first.page.get_by_role("button", name=re.compile("^Undo"))).to_be_visible()
    cell.fill("90")
    cell.press("Enter")
    expect(second.page.locator(".gw-line-conflict")).to_contain_text(
        "removed this line"
    )
    second.page.get_by_role("button", name="Add the line").first.click()
    expect(rows(second.page).first).to_contain_text("90")
    first.page.reload()
    expect(rows(first.page).first).to_contain_text("90")
