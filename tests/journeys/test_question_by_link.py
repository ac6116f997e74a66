"""Somebody without an account answers one question on a phone, through the mailed link."""

import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from tests.journeys.looking import NARROW
from tests.journeys.people import Person, one_click
from tests.journeys.stack import Stack
from tests.servers import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_too]

REQUEST = "/queue/HB-2026-007/"
STRANGER = "flores@vendor.example"
LINK = re.compile(r"http\S+/answer/\S+/")


def mails_to(stack: Stack, address: str, saying: str) -> list[str]:
    texts = (" ".join(text.split()) for text in stack.mailbox.texts_to(address))
    return [text for text in texts if saying in text]


def scan(url: str, method: str) -> int:
    """As a mail filter opens every link before its reader does."""
    with urlopen(Request(url, method=method), timeout=20) as answer:  # noqa: S310
        return int(answer.status)


def test_stranger_answers_once_by_the_mailed_link(browser: Browser, fresh_stack: Stack):
    stack = fresh_stack

    # --- the next question goes to somebody the city does not know
    triager = one_click(browser, stack, "W. Sato")
    triager.go(REQUEST)
    question = triager.page.locator(".gw-ask .gw-q").inner_text()
    triager.page.get_by_text("Another day, a note, or somebody else").click()
    triager.page.get_by_label("Name of somebody else").fill("P. Flores")
    triager.page.get_by_label("Their e-mail address").fill(STRANGER)
    triager.page.get_by_label("Why you ask, in your words").fill("You drew the plans.")
    triager.click("Send to the person chosen or named")
    triager.sees("no answer yet")

    # --- a mail filter opens the link, and nothing happens
    wait_until(lambda: mails_to(stack, STRANGER, question), what="the question by mail")
    [mail] = mails_to(stack, STRANGER, question)
    [link] = {found for found in LINK.findall(mail) if "/answer/" in found}
    assert [scan(link, method) for method in ("HEAD", "GET", "GET")] == [200] * 3

    # --- two tabs on a phone; the first one counts
    phone = browser.new_context(viewport=NARROW)
    first, second = (Person("P. Flores", phone.new_page(), stack) for _tab in range(2))
    for tab in (first, second):
        tab.page.goto(link)
        tab.sees(question)
        tab.sees("You drew the plans.")
    first.page.get_by_role("radio").first.check()
    first.click("Send the answer to W. Sato")
    first.sees("Thank you. W. Sato has your answer")
    second.page.get_by_role("radio").nth(1).check()
    second.click("Send the answer to W. Sato")
    second.sees("What you sent just now was not saved.")

    # --- the triager is told, and the request shows what came of it
    told = f"P. Flores answered your question about {REQUEST.split('/')[2]}"
    wait_until(
        lambda: mails_to(stack, "sato@harlowbend.example", told), what="the answer told"
    )
    triager.go(REQUEST)
    triager.sees("P. Flores, asked")
    assert triager.page.get_by_text("no answer yet").count() == 0
    assert (
        triager.page.locator("#history").get_by_text("P. Flores answered").count() == 1
    )
