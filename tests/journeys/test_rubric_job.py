"""A manager changes the rubric in the open, and one request says why it moved."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import Person, one_click
from tests.journeys.stack import Stack

pytestmark = pytest.mark.browser

MOVED = "HB-2026-008"


def draft_heavier_data(manager: Person) -> str:
    """A draft that takes weight from integration and gives it to data; its path."""
    manager.go("/rubrics/")
    manager.page.get_by_label("What the change is for").fill("Weigh data more")
    manager.click("Start a draft")
    manager.sees("Nothing differs from rubric 2026.1 yet.")
    path = manager.page.url.removeprefix(manager.stack.url)
    manager.go(f"{path}weights/")
    manager.page.get_by_label("Integration and platforms").fill("4")
    manager.page.get_by_label("Data, privacy and AI").fill("20")
    manager.click("Save in the draft")
    manager.sees("adds up to 98; 2 more to give")
    manager.page.get_by_label("Data, privacy and AI").fill("22")
    manager.click("Save in the draft")
    manager.page.wait_for_load_state()
    return path


def test_manager_changes_the_rubric_and_a_request_says_why_it_moved(
    browser: Browser, fresh_stack: Stack, tmp_path
):
    manager = one_click(browser, fresh_stack, "Y. Marsh")
    path = draft_heavier_data(manager)

    manager.go(f"{path}what-if/")
    manager.sees("1 of 14 open requests would change its tier")
    manager.sees("all the same to the last digit")
    manager.page.screenshot(path=tmp_path / "what-if.png", full_page=True)

    manager.go(f"{path}publish/")
    manager.click("Publish and score 14 requests again")
    manager.sees("Say why")
    manager.page.get_by_label("Why it is published").fill("Retention costs us most.")
    manager.click("Publish and score 14 requests again")
    expect(manager.page.locator("main")).to_contain_text("All 14 done", timeout=60_000)
    manager.page.screenshot(path=tmp_path / "published.png", full_page=True)

    manager.go(f"/requests/{MOVED}/scores/")
    manager.sees("2026.2")
    manager.page.screenshot(path=tmp_path / "scores.png", full_page=True)
    manager.page.locator("main table a, main ol a").first.click()
    manager.sees("47.4")
    manager.sees("44.7")
    manager.sees("rubric 2026.2")
    manager.page.screenshot(path=tmp_path / "score.png", full_page=True)
    manager.page.get_by_role("link", name="What differs between").click()
    manager.sees("Data, privacy and AI")

    manager.go(f"/requests/{MOVED}/why/")
    manager.sees("rubric")
    manager.page.screenshot(path=tmp_path / "why.png", full_page=True)
