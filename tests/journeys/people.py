"""What people do in the browser, in their words: the verbs of the journeys."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from tests.journeys.stack import DEMO_PASSWORD, Stack


@dataclass
class Person:
    """Somebody at a browser of their own."""

    name: str
    page: Page
    stack: Stack
    keys: int = 0

    def go(self, path: str) -> None:
        self.page.goto(self.stack.url + path)

    def press(self, key: str, times: int = 1) -> None:
        """Press a key that is no text, and count it."""
        for _ in range(times):
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def click(self, button: str) -> None:
        self.page.get_by_role("button", name=button).first.click()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def tab_to(self, label: str) -> None:
        """Press Tab until the control with this accessible name has the focus."""
        for _ in range(80):
            if self._focused() == label:
                return
            self.press("Tab")
        raise AssertionError(f"no control named {label!r} within 80 tabs")

    def _focused(self) -> str:
        return str(
            self.page.evaluate(
                """() => {
                  const at = document.activeElement;
                  const label = at.labels && at.labels[0];
                  return (label || at).textContent.trim();
                }"""
            )
        )


def _at_a_browser(browser: Browser, stack: Stack, name: str) -> Person:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    return Person(name, page, stack)


def one_click(browser: Browser, stack: Stack, name: str) -> Person:
    """Sign in as one of the cast, from the demo page."""
    person = _at_a_browser(browser, stack, name)
    person.go("/demo/")
    person.click(name)
    person.page.wait_for_url(lambda url: "/demo/" not in url)
    return person


def by_password(browser: Browser, stack: Stack, name: str, email: str) -> Person:
    person = _at_a_browser(browser, stack, name)
    person.go("/")
    person.page.get_by_label("E-mail").fill(email)
    person.page.get_by_label("Password").fill(DEMO_PASSWORD)
    person.click("Sign in")
    person.page.wait_for_url(lambda url: "/login/" not in url)
    return person
