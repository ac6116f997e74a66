"""Every page is fit for everybody: axe, the content policy and the narrowest screens.

A new address needs an entry in `pages.py` before this file passes again.
"""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser

from accounts.roles import Role
from tests.factories.accounts import UserFactory
from tests.journeys.looking import (
    Lookout,
    faults,
    policy_violations,
    serious_faults,
    watched,
)
from tests.journeys.pages import (
    FOREIGN,
    NO_PAGES,
    PAGES,
    STRANGER,
    Page,
    sending,
    sign_in,
)
from tests.journeys.stack import Stack
from tests.repo.urls import Address, addresses

# The admin is Django's, the API answers JSON.
NOT_OURS = ("admin:", "intake_api:", "triage_api:")
OURS = [
    address
    for address in addresses()
    if not address.name.startswith(NOT_OURS) and "/" not in address.name
]
# An image without words, pale text, an inline style and something too wide.
_SPOIL = """() => {
  const spoilt = document.createElement("div");
  spoilt.innerHTML = "<img src='/static/x.svg'><p>Pale</p><i style='color: red'>Red</i>";
  document.querySelector("main").append(spoilt);
  spoilt.querySelector("p").style.color = "#ddd";
  spoilt.style.width = "3000px";
}"""

COVERED = {page.name for page in PAGES} | set(NO_PAGES)


class Doors:
    """One browser window per person, signed in when it is first wanted."""

    def __init__(self, browser: Browser, stack: Stack, facts: dict) -> None:
        self.browser, self.stack, self.facts = browser, stack, facts
        self._open: dict[str, Lookout] = {}

    def of(self, who: str) -> Lookout:
        if who not in self._open:
            self._open[who] = watched(self.browser)
            if who:
                self._sign_in(self._open[who], who)
        return self._open[who]

    def _sign_in(self, lookout: Lookout, who: str) -> None:
        lookout.tab.goto(f"{self.stack.url}/accounts/login/")
        sign_in(lookout.tab, who)
        if "/2fa/" in lookout.tab.url:
            lookout.tab.get_by_label("Code").fill(self.facts["recovery_codes"].pop())
            sending()(lookout.tab)

    def close(self) -> None:
        for lookout in self._open.values():
            lookout.context.close()


@pytest.fixture(scope="module")
def doors(one_browser: Browser, city_stack: Stack) -> Iterator[Doors]:
    play = "from tests.journeys.scene import play; play()"
    printed = city_stack.manage("shell", "--verbosity=0", f"--command={play}")
    doors = Doors(one_browser, city_stack, json.loads(printed.splitlines()[-1]))
    yield doors
    doors.close()


@pytest.mark.browser
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_is_fit_for_everybody(doors: Doors, page: Page):
    lookout = doors.of(page.who)

    answer = lookout.tab.goto(doors.stack.url + page.path(doors.facts))
    answer = (page.then and page.then(lookout.tab)) or answer

    assert answer is not None
    assert answer.status == page.status
    if not page.name.startswith("/"):
        assert resolve(urlsplit(lookout.tab.url).path).view_name == page.name
    assert faults(lookout) == []


@pytest.mark.browser
@pytest.mark.parametrize("page", FOREIGN, ids=str)
def test_page_of_others_does_no_harm(doors: Doors, page: Page):
    lookout = doors.of(page.who)

    lookout.tab.goto(doors.stack.url + page.path(doors.facts))
    lookout.tab.wait_for_load_state("networkidle")

    assert resolve(urlsplit(lookout.tab.url).path).view_name == page.name
    assert serious_faults(lookout) == []
    assert policy_violations(lookout) == []


@pytest.mark.browser
def test_faults_do_not_pass_unseen(doors: Doors):
    lookout = doors.of(STRANGER)
    lookout.tab.goto(doors.stack.url + "/accounts/login/")

    lookout.tab.evaluate(_SPOIL)

    found = " ".join(faults(lookout))
    for fault in ("image-alt", "color-contrast", "wider than", "style-src"):
        assert fault in found


@pytest.mark.parametrize(
    "address",
    [address for address in OURS if address.name not in COVERED],
    ids=lambda address: address.name,
)
def test_address_without_an_entry_is_no_page(client, city, address: Address):
    client.force_login(UserFactory(roles=list(Role)))

    response = client.get(address.path)

    assert response.status_code == 405, f"{address.name} has no entry in pages.py"


def test_entries_name_addresses_there_are():
    named = {name for name in COVERED if not name.startswith("/")}

    assert named - {address.name for address in addresses()} == set()
