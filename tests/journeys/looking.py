"""What is wrong with a page as it stands in the browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# By night only colours differ from what the day's run saw.
_COLOURS = ["color-contrast", "link-in-text-block"]

_LISTEN = """
  window.cspViolations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    const element = event.target;
    const name = element.localName
      ? element.localName + [...element.classList].map((one) => "." + one).join("")
      : "document";
    window.cspViolations.push(`${event.effectiveDirective} ${name} ${event.blockedURI}`);
  });
"""
_OPEN_WHAT_IS_FOLDED = """
  for (const folded of document.querySelectorAll("main details")) folded.open = true;
"""
_WIDER_THAN_THE_WINDOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= innerWidth) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5)
    .map((one) => `${one.localName}.${one.className}`);
}"""
# Where a column is squeezed, words stand one letter to a line.
_SQUEEZED = """() =>
  [...document.querySelectorAll("main :is(th, td, p, li, dt, dd, a, label)")]
    .filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return one.innerText.length > 12 && width > 1 && width < 40 && height > 100;
    })
    .slice(0, 5)
    .map((one) => one.innerText.slice(0, 40))
"""


@dataclass(frozen=True)
class Lookout:
    """A browser of one person, watched for what the content policy and scripts say."""

    context: BrowserContext
    tab: Page
    complaints: list[str] = field(default_factory=list)


def watched(browser: Browser) -> Lookout:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    context.add_init_script(_LISTEN)
    lookout = Lookout(context, context.new_page())
    lookout.tab.on("pageerror", lambda error: lookout.complaints.append(str(error)))
    return lookout


def faults(lookout: Lookout) -> list[str]:
    """Everything wrong with the page, wide and narrow, by day and by night.

    One load serves all four; the page is left wide and by day.
    """
    tab = lookout.tab
    tab.evaluate(_OPEN_WHAT_IS_FOLDED)
    tab.evaluate(AXE_SCRIPT)
    found = [
        f"{said}: {fault}"
        for said, look in {"wide": WIDE, "narrow": NARROW}.items()
        for fault in _at_width(tab, look)
    ]
    tab.set_viewport_size(WIDE)
    tab.emulate_media(color_scheme="light")
    return [*found, *policy_violations(lookout)]


def serious_faults(lookout: Lookout) -> list[str]:
    """What axe calls serious or critical, by day and by night: for pages not ours."""
    lookout.tab.evaluate(AXE_SCRIPT)
    found = []
    for scheme in ("dark", "light"):
        lookout.tab.emulate_media(color_scheme=scheme)
        # Their colours fade over, whatever motion the reader asked for.
        lookout.tab.wait_for_timeout(300)
        for violation in _axe(lookout.tab, {"type": "tag", "values": _RULES[:-1]}):
            if violation["impact"] in ("serious", "critical"):
                found += [f"{scheme}: {said}" for said in _in_words(violation)]
    return found


def policy_violations(lookout: Lookout) -> list[str]:
    """What the content policy kept out, and errors in scripts."""
    blocked = lookout.tab.evaluate("window.cspViolations")
    said = [*lookout.complaints]
    lookout.complaints.clear()
    return [*(f"policy: {one}" for one in blocked), *(f"script: {one}" for one in said)]


def _at_width(tab: Page, size: ViewportSize) -> Iterator[str]:
    tab.set_viewport_size(size)
    if too_wide := tab.evaluate(_WIDER_THAN_THE_WINDOW):
        yield f"wider than the window: {too_wide}"
    if squeezed := tab.evaluate(_SQUEEZED):
        yield f"squeezed: {squeezed}"
    tab.emulate_media(color_scheme="light")
    for violation in _axe(tab, {"type": "tag", "values": _RULES}):
        yield from (f"by day, {said}" for said in _in_words(violation))
    tab.emulate_media(color_scheme="dark")
    for violation in _axe(tab, {"type": "rule", "values": _COLOURS}):
        yield from (f"by night, {said}" for said in _in_words(violation))


def _axe(tab: Page, only: dict[str, Any]) -> list[dict[str, Any]]:
    result = tab.evaluate(
        "(options) => axe.run(document, options)",
        {"runOnly": only, "resultTypes": ["violations"], "preload": False},
    )
    return list(result["violations"])


def _in_words(violation: dict[str, Any]) -> Iterator[str]:
    for node in violation["nodes"]:
        why = node["failureSummary"].replace("\n", " ")
        yield f"{violation['id']} at {node['target']}: {why}"
