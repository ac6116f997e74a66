"""The main job, as people do it: ask, be judged, be asked, decide, be told.

Real gunicorn, Celery worker and beat, real SMTP to a sink, real Chromium.
"""

import json
import re
from collections import Counter

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import Person, by_password, one_click
from tests.journeys.stack import Stack
from tests.servers import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.sqlite_too]

MAX_KEYS = 60
NUMBER = re.compile(r"/requests/(HB-\d+-\d+)/")
SECTIONS = 11


def ask_by_keyboard(planner: Person, title: str, problem: str) -> str:
    """Send an idea with nothing but the keyboard; the request's number."""
    planner.go("/requests/new/")
    planner.keys = 0
    planner.tab_to("Skip to main content")
    planner.press("Enter")
    planner.tab_to("What is the problem, and for whom?")
    planner.type(problem)
    planner.tab_to("Working name")
    planner.type(title)
    planner.tab_to("What kind of thing is it?")
    planner.press("S", times=1)
    planner.tab_to("Send to IT")
    planner.press("Enter")
    planner.page.wait_for_url(NUMBER)
    match = NUMBER.search(planner.page.url)
    assert match
    return match[1]


def answer_every_question(
    planner: Person, number: str, *, leave_open: tuple[str, ...] = ()
) -> None:
    """Go through the sections as a reader does, taking each question's first option."""
    planner.go(f"/requests/{number}/assessment/")
    planner.page.locator("main h2 a").first.click()
    for _section in range(SECTIONS):
        for group in planner.page.locator("main form fieldset").all():
            radios = group.get_by_role("radio")
            if radios.count() < 2:
                continue
            asked = radios.first.get_attribute("name") or ""
            if asked.rsplit("-", 1)[-1] in leave_open or asked in leave_open:
                group.get_by_role("radio", name="Don't know yet").check()
            else:
                radios.first.check()
        planner.page.locator("button[value=go_on]").click()
        planner.page.wait_for_load_state()


def projects_of(stack: Stack, number: str) -> int:
    told = stack.manage(
        "shell",
        "-v0",
        "-c",
        "from projects.models import Project;"
        f"print(Project.objects.filter(project_request__number='{number}').count())",
    )
    return int(told.split()[-1])


def outbox(stack: Stack) -> list[tuple[str, str, str]]:
    """Event, recipient and state of every message not caused by seeding."""
    told = stack.manage(
        "shell",
        "-v0",
        "-c",
        "import json; from notifications.models import OutboxMessage as M;"
        "rows = M.objects.exclude(last_error='seeding');"
        "print(json.dumps(list(rows.values_list('event', 'recipient__name', 'state'))))",
    )
    return [tuple(row) for row in json.loads(told.strip().splitlines()[-1])]


def accept(manager: Person, number: str, reason: str, unknown: str = "") -> None:
    manager.go(f"/queue/{number}/")
    manager.page.get_by_role("radio", name="Accept", exact=True).check()
    manager.page.get_by_label("Reason, sent to the department").fill(reason)
    if unknown:
        manager.page.get_by_label("I accept what is not known yet, because").fill(
            unknown
        )
    manager.page.get_by_role("button", name=re.compile("^Record")).click()
    manager.page.wait_for_load_state()


def test_department_asks_it_decides_and_people_are_told(
    browser: Browser, fresh_stack: Stack
):
    stack = fresh_stack
    planner = by_password(browser, stack, "A. Nguyen", "nguyen@harlowbend.example")

    # --- the idea, by keyboard
    first = ask_by_keyboard(
        planner, "Shade sensors at playgrounds", "Children burn on hot slides in July."
    )
    print(f"key presses besides text: {planner.keys}")
    assert planner.keys <= MAX_KEYS
    planner.sees("planning")
    planner.sees("First answer promised by")

    # --- one question, asked and answered
    triager = one_click(browser, stack, "W. Sato")
    triager.go(f"/queue/{first}/")
    triager.page.get_by_label("Assigned to").select_option(label="W. Sato")
    triager.click("Assign")
    triager.go(f"/queue/{first}/")
    question = triager.page.locator(".gw-q").inner_text()
    triager.click("Send to A. Nguyen")
    triager.page.wait_for_load_state()

    wait_until(
        lambda: any(
            question in " ".join(text.split())
            for text in stack.mailbox.texts_to("nguyen@harlowbend.example")
        ),
        what="the question by mail",
    )
    planner.go(f"/requests/{first}/")
    planner.page.get_by_role("link", name=re.compile(r"^Answer")).first.click()
    planner.page.get_by_role("radio").first.check()
    planner.click("Send the answer to W. Sato")
    answer_every_question(planner, first)

    # --- settled below Critical: accepted at once
    manager = one_click(browser, stack, "Y. Marsh")
    accept(manager, first, "Small, early and funded by Parks.")
    manager.sees("Accepted")
    assert projects_of(stack, first) == 1

    # --- one escalator left open: the unknown is accepted in writing, a leader confirms
    second = ask_by_keyboard(
        planner, "Counting visitors on trails", "Nobody knows which trails wear out."
    )
    answer_every_question(planner, second, leave_open=("SIZ1",))
    accept(manager, second, "Worth knowing.")
    expect(manager.page.locator(".gw-summary")).to_be_visible()
    assert projects_of(stack, second) == 0
    accept(manager, second, "Worth knowing.", unknown="Parks caps it at $100,000.")
    manager.sees("a leader")
    assert projects_of(stack, second) == 0

    leader = one_click(browser, stack, "R. Delgado")
    leader.go(f"/queue/{second}/")
    leader.page.get_by_role("button", name=re.compile("^Confirm")).click()
    leader.page.wait_for_load_state()
    assert projects_of(stack, second) == 1
    planner.go(f"/requests/{second}/")
    planner.sees("IT accepted this")

    # --- the digest shows it all
    stack.manage("send_digest", "--as-of", "2026-11-23")
    leader.go("/digests/")
    leader.page.locator("main table a, main li a").first.click()
    leader.sees("Shade sensors at playgrounds")
    leader.sees("Counting visitors on trails")

    # --- every mail, and no other, sent by the worker
    wait_until(
        lambda: {state for _, _, state in outbox(stack)} == {"sent"},
        # A lost nudge loses no mail: the beat's next tick sends it.
        seconds=90,
        what="the worker to send everything",
    )
    sent = Counter((event, to) for event, to, _ in outbox(stack))
    for (event, to), count in sorted(sent.items()):
        print(f"{count} {event} to {to}")
    # This week's own digest is one more, if the beat has already ticked.
    digests = sent.pop(("digest", "R. Delgado"))
    assert digests in {1, 2}
    assert sent == {
        ("request_submitted", "A. Nguyen"): 2,
        ("question_asked", "A. Nguyen"): 1,
        ("question_answered", "W. Sato"): 1,
        ("confirmation_waits", "R. Delgado"): 1,
        ("request_decided", "A. Nguyen"): 2,
    }
    assert len(stack.mailbox.mails) == sum(sent.values()) + digests
