"""One assessment in words: lines, rules, reasons, verdict."""

from datetime import date
from decimal import Decimal

import pytest

from intake.lifecycle import Step
from intake.models import ProjectRequest
from tests.triage.conftest import assess, correct_first_contact
from tests.triage.services.acts import decide, set_tier_of
from triage.models import Assessment
from triage.selectors.answered import answer_sections, settled_questions
from triage.selectors.decided import live_decision
from triage.selectors.explained import Explained
from triage.selectors.reasons import reasons, rule_lines
from triage.selectors.score_lines import score_panel
from triage.selectors.verdict import verdict

TODAY = date(2026, 11, 23)


def explain(project_request: ProjectRequest) -> Explained:
    assessment = Assessment.objects.current_for(project_request)
    assert assessment is not None
    return Explained.of(assessment, project_request.number)


def _ends(adds: str) -> tuple[Decimal, Decimal]:
    low, _dash, high = adds.partition("–")
    return Decimal(low), Decimal(high or low)


def test_printed_lines_add_up_to_the_printed_total(plate_readers):
    panel = score_panel(explain(plate_readers), frozenset())

    lows, highs = zip(*(_ends(line.adds) for line in panel.lines), strict=True)
    assert panel.total == "51.5–69.3"
    assert (sum(lows), sum(highs)) == _ends(panel.total)


def test_lines_link_their_open_questions_and_count_the_rest(unknown):
    panel = score_panel(explain(unknown), frozenset({"INT1"}))

    integration = panel.lines[0]
    assert [bool(item.url) for item in integration.open] == [True, True, False]
    assert integration.open[-1].text == "2 more"


def test_lines_of_a_settled_request_have_nothing_open(light):
    answers = list(light.answers.all())

    panel = score_panel(explain(light), settled_questions(answers))

    assert all(line.open == () for line in panel.lines)


def test_rules_say_why_they_fired_and_what_they_force(plate_readers):
    lines = rule_lines(explain(plate_readers))

    assert [line.fired for line in lines] == [True, True, True, False, False]
    assert "Answered: Criminal justice information" in lines[0].why
    assert lines[0].why.endswith("Holds the tier at High or above.")
    assert "Agency coordinator sign-off" in lines[0].forces
    assert lines[-1].why.startswith("Not known yet: “")


def test_reasons_for_the_department_name_both_sides(plate_readers):
    said = reasons(explain(plate_readers))

    assert said.pushes_up[0].title == "Criminal justice information"
    assert "Brings reviews: CJIS" in said.pushes_up[0].why
    assert len(said.could_push) == 2
    assert said.more_possible == 0
    assert said.keeps_down


def test_reasons_count_the_rules_not_shown(unknown):
    said = reasons(explain(unknown))

    assert len(said.could_push) == 3
    assert said.more_possible > 0


def test_reasons_praise_an_early_idea(light):
    correct_first_contact(light, needed_on=date(2028, 1, 1))
    assess(light)

    said = reasons(explain(light))

    assert said.keeps_down[0].title == "You came early"


def test_answers_stand_in_sections_with_who_said_so(plate_readers):
    answers = list(plate_readers.answers.select_related("answered_by"))

    sections = answer_sections(answers, explain(plate_readers))

    first = sections[0]
    assert (first.settled, first.total) == (4, 5)
    assert first.answers[0].label == "2 or 3"
    assert first.answers[0].by == "A. Nguyen"
    assert first.answers[2].label == "not asked"


class TestVerdict:
    def says(self, project_request, asks=0):
        project_request.refresh_from_db()
        return verdict(
            project_request,
            explain(project_request),
            live_decision(project_request),
            asks,
            TODAY,
        )

    def test_expected_load_with_what_would_narrow_it(self, plate_readers):
        assert (
            self.says(plate_readers)
            == "IT expects a high load: two answers would narrow it."
        )

    def test_settled_load_says_that_nothing_is_open(self, light):
        assert self.says(light) == "IT expects a light load, and nothing is open."

    def test_tier_set_by_hand_is_said_beside_the_computed_one(self, light, by_manager):
        set_tier_of(light, by_manager, "high")

        assert self.says(light) == (
            "IT expects a high load: a manager set the tier; the answers alone say Low."
        )

    def test_questions_come_first_while_it_waits(self, light):
        ProjectRequest.objects.filter(pk=light.pk).update(step=Step.NEEDS_INFORMATION)

        assert self.says(light, asks=1) == "IT is waiting for one answer."

    def test_withdrawn_one_says_so(self, light):
        ProjectRequest.objects.filter(pk=light.pk).update(step=Step.WITHDRAWN)

        assert self.says(light).startswith("This was withdrawn.")

    @pytest.mark.parametrize(
        ("outcome", "terms", "news"),
        [
            ("accepted", {}, "IT accepted this. It goes on as a project."),
            ("declined", {}, "IT declined this. The reason is below."),
            ("not_it", {}, "This is not IT’s to decide. The reason is below."),
            (
                "deferred",
                {"defer_until_on": date(2027, 3, 1)},
                "IT deferred this until 1 Mar 2027.",
            ),
            (
                "deferred",
                {"defer_event": "the grant is won"},
                "IT deferred this until the grant is won.",
            ),
        ],
    )
    def test_decision_is_the_news(self, light, by_manager, outcome, terms, news):
        decide(light, by_manager, outcome, **terms)

        assert self.says(light) == news

    def test_merged_one_names_the_other(self, light, by_manager, unknown_other):
        decide(light, by_manager, "merged", merged_into=unknown_other)

        assert self.says(light) == f"This goes on as part of {unknown_other.number}."

    def test_nothing_assessed_yet_says_so(self, draft):
        assert verdict(draft, None, None, 0, TODAY) == "The score is being computed."
