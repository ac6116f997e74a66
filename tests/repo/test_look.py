"""The look holds together: templates keep the content policy, styles keep their names."""

import re
from pathlib import Path
from types import SimpleNamespace

import html5lib
import pytest
from django import forms
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString

from triage.figures import (
    LineValue,
    MoneyYear,
    OpenQuestion,
    RuleLine,
    figure_tile,
    gap_figure,
    impact_figure,
    lateness_figure,
    money_years_figure,
    promise_figure,
    score_lines_figure,
)

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
# Mail clients know no stylesheet: their parts alone carry styles of their own.
PAGES = sorted(
    path
    for path in TEMPLATES.rglob("*.html")
    if "emails" not in path.relative_to(TEMPLATES).parts
)
STYLES = "\n".join(path.read_text() for path in (ROOT / "static/css").glob("*.css"))
TEMPLATE_TAGS = re.compile(r"{[%#{].*?[%#}]}|{% comment %}.*?{% endcomment %}", re.S)
ERROR_PAGES = ["400", "401", "403", "403_csrf", "404", "409", "429", "500"]


def relative(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_template_has_no_inline_style_script_or_handler(path):
    source = path.read_text()

    assert not re.search(r"<style|\sstyle\s*=", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", source)
    assert not re.search(r"\shx-on|javascript:", source)


@pytest.mark.parametrize("path", PAGES, ids=relative)
def test_template_names_only_classes_that_are_styled(path):
    source = TEMPLATE_TAGS.sub(" ", path.read_text())
    named = {
        name
        for classes in re.findall(r'class="([^"]*)"', source)
        for name in re.findall(r"(?<![\w-])gw-[\w-]*\w", classes)
    }

    assert {name for name in named if f".{name}" not in STYLES} == set()


def test_every_custom_property_is_defined_and_used():
    defined = set(re.findall(r"(--(?:gw-[\w-]+|tt?))\s*:", STYLES))
    used = set(re.findall(r"var\((--(?:gw-[\w-]+|tt?))\)", STYLES))

    assert used - defined == set()
    assert defined - used == set()


def test_base_page_loads_every_stylesheet():
    page = render_to_string("base.html", {})

    for path in (ROOT / "static/css").glob("*.css"):
        assert f"css/{path.name}" in page


def test_static_files_survive_hashing(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        },
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert list(tmp_path.glob("css/tokens.*.css"))


@pytest.mark.parametrize("code", ERROR_PAGES)
def test_error_page_renders_without_context_or_database(code):
    page = parse(render_to_string(f"{code}.html"))

    assert len(page.findall(".//h1")) == 1
    assert page.find(".//main//a[@href]") is not None


def test_conflict_page_keeps_what_was_typed():
    page = render_to_string(
        "409.html", {"typed": {"Reason": "The grant <ends> in 2028."}}
    )

    assert "The grant &lt;ends&gt; in 2028." in page


def frame(**changes: object) -> SimpleNamespace:
    values: dict[str, object] = {
        "city_name": "City of Harlow Bend",
        "nav": [SimpleNamespace(url="/queue/", label="Queue", current=True)],
        "search_url": "/queue/",
        "person_name": "Y. Marsh",
        "person_links": [SimpleNamespace(url="/me/", label="Profile")],
        "sign_out_url": "/out/",
        "sign_in_url": "/in/",
        "is_demo": False,
        "notice": "",
        "unread": 0,
    }
    return SimpleNamespace(**{**values, **changes})


def test_signing_out_is_a_form_that_posts():
    page = parse(render_to_string("base.html", {"frame": frame()}))

    form = page.find(".//header//form[@action='/out/']")
    assert form.get("method") == "post"
    assert page.find(".//nav//a[@aria-current='page']").text == "Queue"


def test_visitor_is_offered_to_sign_in_and_not_out():
    page = render_to_string("base.html", {"frame": frame(person_name="", nav=[])})

    assert 'href="/in/"' in page
    assert "/out/" not in page


def test_wrong_form_is_said_in_the_title():
    assert "<title>Error: " in render_to_string("base.html", {"form_has_errors": True})
    assert "Error: " not in render_to_string("base.html", {}).split("</title>")[0]


def test_notice_stands_in_the_banner():
    page = render_to_string("base.html", {"frame": frame(notice="Drawn for a day.")})

    assert "Drawn for a day." in page


IMPACT = impact_figure(
    51, 61, 70, tier="high", tier_low="high", tier_high="critical", base_tier="high"
)
LIFTED = impact_figure(
    29, 30, 31, tier="high", tier_low="high", tier_high="high", base_tier="moderate"
)
MONEY = money_years_figure(
    [
        MoneyYear("FY2028", 9_000_000, 4_000_000, 5_000_000),
        MoneyYear("FY2029", 9_000_000, 0, 9_000_000),
    ]
)
SCORE = score_lines_figure(
    [LineValue("Integration", 6, 8, 10, 12, 16, 19, (OpenQuestion("how", "/q/"),))],
    low=6,
    high=8,
    tier="high",
)
COMPONENTS: dict[str, dict[str, object]] = {
    "range_bar": {"figure": LIFTED, "ticks": True},
    "gap_bar": {"figure": gap_figure("not_costed")},
    "gap_cell": {"figure": gap_figure("b1", 0)},
    "tier_mark": {"mark": IMPACT.mark, "words": True},
    "impact": {"figure": IMPACT},
    "impact_cell": {"figure": IMPACT},
    "lateness": {"figure": lateness_figure(6, 46, "Early", "Late"), "index": True},
    "promise": {"figure": promise_figure(None, settings_day := None)} if False else {},
}
