from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.journeys.stack import Stack, installation
from tests.servers import chromium

# Chromium as root in a closed network: no sandbox, no calls home.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def one_browser() -> Iterator[Browser]:
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browser(one_browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """The browser; the pages a test leaves open are kept as pictures and closed."""
    yield one_browser
    for context in one_browser.contexts:
        for page in context.pages:
            page.screenshot(path=tmp_path / f"page-{id(page)}.png", full_page=True)
        context.close()


@pytest.fixture(scope="session")
def city_stack(tmp_path_factory) -> Iterator[Stack]:
    """The example city, for pages that are only looked at."""
    with installation(tmp_path_factory.mktemp("city")) as stack:
        yield stack


@pytest.fixture
def fresh_stack(tmp_path) -> Iterator[Stack]:
    """The example city of one journey, which writes to it."""
    with installation(tmp_path) as stack:
        yield stack


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()
