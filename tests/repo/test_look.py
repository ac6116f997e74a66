"""The look holds together: templates keep the content policy, styles keep their names."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template, render_to_string
from django.test.html import Element, parse_html
from django.utils import translation

from accounts.calendar import FiscalQuarter
from intake.selectors.driver_figures import Confidence, PriceFigure
from triage.figures import (
    LineAnswer,
    LineValue,
    MoneyYear,
    OpenQuestion,
    PullValue,
    RuleLine,
    TrendPoint,
    cost_range_figure,
    figure_tile,
    gap_figure,
    impact_figure,
    involvement_trend,
    lateness_figure,
    money_years_figure,
    payers_figure,
    promise_figure,
    score_lines_figure,
    tornado_figure,
)
from triage.figures.ending_quarters import EndingQuarter, ending_quarters_figure
from triage.figures.unfunded_years import UnfundedYear, unfunded_years_figure
from triage.scoring.budget import Span
from triage.selectors.reference_class import HeldUp, ReferenceFigure

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

    assert len(find(page, "h1")) == 1
    assert "href" in find(page, "a", **{"class": "btn btn-primary"})[0]


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

    [form] = find(page, "form", action="/out/")
    assert form["method"] == "post"
    [current] = find(page, "a", **{"aria-current": "page"})
    assert current["href"] == "/queue/"


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


TODAY = date(2026, 11, 23)
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
TREND = involvement_trend(
    [TrendPoint("Q1", "FY2027", "Jul–Sep 2026", 7, 5, (56, 74))], lines=[(85, "Early")]
)
SCORE = score_lines_figure(
    [LineValue("Integration", 6, 8, 10, 12, 16, 19, (OpenQuestion("how", "/q/"),))],
    low=6,
    high=8,
    tier="high",
)
ANSWERED = LineAnswer("Who runs it?", "IT", "known", "2 of 4 points", "W. Sato", TODAY)
PULLS = tornado_figure(
    [PullValue("Who runs it?", 59, 63, "The vendor", "Nobody", ("Payment cards",))],
    planning=61,
    tier="high",
    edges=[(62, "Critical")],
)
ENDING = ending_quarters_figure([EndingQuarter(FiscalQuarter(2028, 1, 7), 900, 400)])
HELD_UP = ReferenceFigure(
    "One in five doubled.",
    "long projects only",
    (HeldUp("Canada", "9 projects.", "Late.", "long projects only", "a list"),),
    "None closed here.",
)
COMPONENTS: dict[str, dict[str, object]] = {
    "range_bar": {"figure": LIFTED, "ticks": True},
    "gap_bar": {"figure": gap_figure("not_costed")},
    "gap_cell": {"figure": gap_figure("b1", 0)},
    "tier_mark": {"mark": IMPACT.mark, "words": True},
    "impact": {"figure": IMPACT},
    "impact_cell": {"figure": IMPACT},
    "lateness": {"figure": lateness_figure(6, 46, "Early", "Late"), "index": True},
    "promise": {"figure": promise_figure(TODAY, TODAY)},
    "tag": {"text": "Nobody yet", "kind": "unknown"},
    "figure_tile": {"tile": figure_tile("Decisions due", 4, 2, url="/queue/")},
    "panel_head": {"title": "Money", "id": "money", "note": "likely case"},
    "empty": {"title": "No messages yet", "url": "/write/", "action": "Write"},
    "toast": {"text": "Saved.", "undo_url": "/undo/"},
    "banner": {"strong": "Reopened.", "text": "Money changed."},
    "progress": {"id": "import", "label": "Import", "value": 4, "max": 1200},
    "timeline": {"entries": [{"text": "Asked", "on": TODAY}, {"text": "Next"}]},
    "rules": {"rules": [RuleLine("Payment cards", True, "Answered yes", "PCI")]},
    "score_lines": {"score": SCORE},
    "line_answers": {"line": {"label": "Operations", "answers": [ANSWERED]}},
    "tornado_chart": {"figure": PULLS},
    "tornado_table": {"rows": PULLS.rows},
    "next_question": {"question": {"text": "Who owns it?", "options": ["Nobody"]}},
    "money_chart": {"figure": MONEY},
    "unfunded_chart": {
        "figure": unfunded_years_figure([UnfundedYear("FY2028", 500, 100, 0, 900)])
    },
    "payers_table": {"figure": payers_figure(["FY2028"], {"Grant": [400]}, [500])},
    "cost_range": {"figure": cost_range_figure(800, Span(500, 1200), Span(700, 1000))},
    "ending_chart": {"figure": ENDING},
    "money_flags": {"flags": [{"says": "A grant ends.", "todo": "Name who pays."}]},
    "price_bar": {"figure": PriceFigure("$2–$4", "per lamp", False, "50", "50", "75")},
    "confidence": {"sure": Confidence.of("mixed")},
    "involvement_trend": {"figure": TREND},
    "money_table": {"figure": MONEY, "hours": True},
    "pagination": {"page": {"older_url": "?after=9", "says": "All shown"}},
    "facts": {"facts": [{"label": "Owner", "value": ""}]},
    "reference_class": {"figure": HELD_UP},
    "queue_keys": {},
}


def test_every_component_is_rendered_here():
    components = (TEMPLATES / "components").glob("[!_]*.html")

    assert {path.stem for path in components} == {
        *COMPONENTS,
        "field",
        "error_summary",
    }


@pytest.mark.parametrize(("name", "context"), COMPONENTS.items(), ids=COMPONENTS)
def test_component_is_whole_html_and_says_its_context(name, context):
    template = get_template(f"components/{name}.html")

    assert parse(template.render(context)).children
    source = (TEMPLATES / f"components/{name}.html").read_text()
    assert source.startswith(("{# Context:", "{# No context"))


def test_bars_keep_their_points_in_a_language_with_decimal_commas():
    with translation.override("de"):
        bar = render_to_string("components/range_bar.html", {"figure": LIFTED})

    assert 'width="29.0%"' in bar


class IdeaForm(forms.Form):
    name = forms.CharField(label="Working name", help_text="A few plain words.")
    receiver = forms.ChoiceField(
        label="Who gets the data?",
        help_text="Re-use is often overlooked.",
        widget=forms.RadioSelect,
        choices=[("nobody", "Nobody"), ("unknown", "Don't know yet")],
    )


def rendered_form():
    form = IdeaForm({})
    body = render_to_string("components/error_summary.html", {"form": form})
    for field in form:
        body += render_to_string("bootstrap5/field.html", {"field": field})
    return parse(body)


def test_error_summary_links_lead_to_controls():
    page = rendered_form()

    targets = [link["href"] for link in find(page, "a")]
    assert targets == ["#id_name", "#id_receiver_0"]
    for target in targets:
        assert find(page, "input", id=target[1:])


def test_field_describes_its_control_by_hint_and_error():
    page = rendered_form()

    [control] = find(page, "input", id="id_name")
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"] == "id_name_helptext id_name_error"
    [group] = find(page, "fieldset")
    for name in [control["aria-describedby"], group["aria-describedby"]]:
        assert all(find(page, "div", id=each) for each in name.split())


def test_dont_know_yet_is_dashed():
    page = rendered_form()

    assert len(find(page, "div", **{"class": "gw-dunno"})) == 1
    assert len(find(page, "div", **{"class": "form-check"})) == 1


def parse(page: str) -> Element:
    """The page as a tree; a tag left open or closed twice fails the test."""
    return parse_html(page)


def find(root: Element, name: str, **wanted: str) -> list[dict[str, str]]:
    """Attributes of the elements of that name that have the wanted ones, in order."""
    found = []
    for child in root.children:
        if isinstance(child, Element):
            attributes = {key: value or "" for key, value in child.attributes}
            if child.name == name and wanted.items() <= attributes.items():
                found.append(attributes)
            found += find(child, name, **wanted)
    return found
