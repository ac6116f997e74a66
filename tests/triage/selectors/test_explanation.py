"""One assessment explained: who said what, what moved it, why its tier."""

from datetime import date, timedelta

import pytest

from accounts import audit
from accounts.actors import Actor
from intake.models import AnswerKind, Questionnaire
from intake.services import GivenAnswer, answer_questions
from tests.conftest import NOW
from tests.triage.conftest import (
    answer,
    answer_everything,
    assess,
    load_narrower_rubric,
    submit,
)
from tests.triage.services.acts import set_tier_of
from triage.models import Assessment, Rubric
from triage.selectors.explained import Explained
from triage.selectors.open_pulls import open_pulls
from triage.selectors.said import Said, who_said
from triage.selectors.score_page import score_page
from triage.selectors.tier_verdict import in_plain_words, tier_verdict
from triage.selectors.what_changed import WhatChanged, what_changed

LATER = NOW + timedelta(days=3)


def newest(project_request) -> Assessment:
    found = Assessment.objects.current_for(project_request)
    assert found is not None
    return found


def explained(assessment: Assessment) -> Explained:
    return Explained.of(assessment, "HB-2026-900")


def say(project_request, user, *, now=NOW, **options: str) -> None:
    """Answer as a person does, by the service; “unknown” is “don't know yet”."""
    kinds = {
        question: GivenAnswer(AnswerKind.UNKNOWN)
        if option == "unknown"
        else GivenAnswer(AnswerKind.KNOWN, option)
        for question, option in options.items()
    }
    answer_questions(
        project_request=project_request,
        given=kinds,
        seen={row.question: row.version for row in project_request.answers.all()},
        by=Actor.of(user),
        now=now,
    )


def said_of(assessment: Assessment) -> dict[str, Said]:
    return dict(who_said(assessment, explained(assessment).questions))


def last_change(project_request) -> WhatChanged:
    after, before = project_request.assessments.order_by("-pk")[:2]
    return what_changed(explained(before), explained(after), said_of(after))


class TestWhoSaid:
    def test_answer_of_then_stays_with_who_gave_it_then(
        self, unknown, requester, triager
    ):
        say(unknown, requester, DAT4="to30d")
        then = newest(unknown)
        say(unknown, triager, now=LATER, DAT4="over1y")

        assert said_of(then) == {"DAT4": Said("A. Nguyen", date(2026, 11, 23))}
        assert said_of(newest(unknown)) == {"DAT4": Said("W. Sato", date(2026, 11, 26))}

    def test_answers_of_a_draft_are_known_by_question(self, draft, requester):
        say(draft, requester, INT1="none", DAT1="none")

        assert set(said_of(newest(draft))) == {"INT1", "DAT1"}

    def test_answer_without_a_record_is_told_by_its_row(self, unknown):
        answer(unknown, NET1="to10")
        assess(unknown)

        assert said_of(newest(unknown))["NET1"].by == "A. Nguyen"

    def test_answer_given_later_is_nobodys_yet(self, unknown, requester):
        then = newest(unknown)
        say(unknown, requester, now=LATER, DAT4="to30d")

        assert said_of(then) == {}

    def test_choice_that_is_gone_keeps_its_words(self, unknown, requester):
        say(unknown, requester, INT1="four_six")
        load_narrower_rubric({"INT1": "four_six"})
        assess(unknown, now=LATER)

        said = said_of(newest(unknown))["INT1"]

        assert (said.by, said.once_said) == ("A. Nguyen", "4 to 6")


class TestWhatChanged:
    def test_one_answer_is_the_reason_in_one_sentence(self, plate_readers, requester):
        say(plate_readers, requester, DAT5="vendor_use")

        changed = last_change(plate_readers)

        assert changed.headline == (
            "60.4 → 62.0 because “Who outside the city gets the data?” became “The "
            "vendor or advertisers may use it for themselves”."
        )
        (change,) = changed.changes
        assert (change.by, change.on) == ("A. Nguyen", date(2026, 11, 23))
        assert change.rules[0].startswith("The rule “Vendor may own")
        assert changed.total.planning == "+1.6"

    def test_several_answers_name_the_strongest(self, plate_readers, requester):
        say(plate_readers, requester, INT1="seven_plus", OPS4="to10")

        changed = last_change(plate_readers)

        assert "because 2 answers changed, most of all “How many existing" in (
            changed.headline
        )
        assert changed.lines[0].label == "Integration and platforms"

    def test_dont_know_yet_leaves_the_score_as_it_was(self, plate_readers, requester):
        say(plate_readers, requester, DAT5="unknown")

        changed = last_change(plate_readers)

        assert changed.headline.startswith("60.4, as before, though “Who outside")
        assert changed.changes[0].was == "not asked"
        assert changed.changes[0].effect == "It does not move the score."
        assert changed.lines == ()

    def test_nothing_about_the_score_changed(self, light):
        assess(light)

        changed = last_change(light)

        assert "neither the answers nor the rubric changed" in changed.headline
        assert changed.changes == ()

    def test_tier_that_moved_is_said(self, light, requester):
        say(light, requester, SIZ1="over10m")

        assert last_change(light).tier_says == "The tier was Low and is Critical."

    def test_new_rubric_comes_first_and_says_which_choice_is_gone(
        self, plate_readers, requester
    ):
        answer(plate_readers, INT1="four_six")
        assess(plate_readers)
        load_narrower_rubric({"INT1": "four_six"})
        answer(plate_readers, OPS4="to10")
        assess(plate_readers)

        changed = last_change(plate_readers)

        assert "because the rubric changed from 2026.1 to 2026.2 and “" in (
            changed.headline
        )
        assert changed.changes[0].was == "2026.1"
        assert changed.changes[0].rules[0].startswith("“How many existing city systems")

    def test_earlier_answer_keeps_the_words_of_its_own_questionnaire(
        self, plate_readers
    ):
        answer(plate_readers, INT1="four_six")
        assess(plate_readers)
        load_narrower_rubric({"INT1": "four_six"})
        answer(plate_readers, INT1="seven_plus")
        assess(plate_readers)

        (_rubric, change) = last_change(plate_readers).changes

        assert (change.was, change.now) == ("4 to 6", "7 or more")


class TestVerdict:
    def test_rule_that_raises_the_tier_comes_first(self, light, requester):
        say(light, requester, SEC1="safety")

        says = tier_verdict(explained(newest(light)))

        assert says == (
            "High, because a rule raises it from Low: Failure could hurt someone. "
            "Nothing is open."
        )

    def test_points_alone_say_the_figure_and_what_is_open(self, plate_readers):
        assert tier_verdict(explained(newest(plate_readers))) == (
            "High by its points: 60 of 100. What is still open could make it Critical."
        )

    def test_empty_form_could_be_anything(self, unknown):
        says = tier_verdict(explained(newest(unknown)))

        assert says.endswith("could make it anything from Low to Critical.")

    def test_plain_words_hold_no_figure(self, light, requester):
        say(light, requester, SEC1="safety", DAT2="hipaa")

        says = in_plain_words(explained(newest(light)))

        assert says.startswith("What was answered makes it Low, and 2 rules raise it")
        assert not any(sign.isdigit() for sign in says.replace("2 rules", ""))


class TestOpenPulls:
    def test_open_question_tells_the_rules_it_decides(self, plate_readers):
        pulls = open_pulls(explained(newest(plate_readers)))

        assert pulls is not None
        decides = {row.label: row.decides for row in pulls.rows}
        assert "Vendor may own" in decides["Who outside the city gets the data?"]

    def test_settled_request_has_nothing_to_draw(self, light):
        assert open_pulls(explained(newest(light))) is None


class TestScorePage:
    def test_answers_stand_under_their_line_with_points_and_person(
        self, light, requester
    ):
        say(light, requester, now=LATER, DAT4="over1y")

        page = score_page(assessment=newest(light), reader=requester)

        data = next(line for line in page.lines.lines if line.label.startswith("Data"))
        kept = next(one for one in data.answers if "be kept" in one.question)
        assert (kept.points, kept.by) == ("3 of 3 points", "A. Nguyen")
        assert page.pulls is None

    def test_lines_add_up_as_on_every_page(self, plate_readers, requester):
        page = score_page(assessment=newest(plate_readers), reader=requester)

        assert page.lines.total == "51.5–69.3"
        assert len(page.counting) == 4
        assert "Depth adds 30 times the mean of the 3 largest" in page.counting[1]

    def test_first_judgement_has_nothing_before_it(self, light, requester):
        first = light.assessments.order_by("pk").first()

        page = score_page(assessment=first, reader=requester)

        assert (page.changed, page.earlier_url, page.later_url) == (None, "", "")

    def test_old_judgement_is_told_by_the_rubric_it_was_made_by(
        self, draft, requester, rubric
    ):
        answer_everything(draft, rubric)
        submit(draft, requester)
        then = newest(draft)
        said_then = score_page(assessment=then, reader=requester)
        load_narrower_rubric({"INT1": "four_six"})
        assess(draft)

        again = score_page(
            assessment=Assessment.objects.get(pk=then.pk), reader=requester
        )

        assert Rubric.objects.get(is_live=True).version == "2026.2"
        assert Questionnaire.objects.get(is_live=True).version == "2026.2"
        assert (again.lines, again.verdict) == (said_then.lines, said_then.verdict)
        assert again.facts[2].value == "2026.1"

    def test_new_rubric_is_compared_with_the_one_before_for_readers_of_rubrics(
        self, draft, requester, triager, rubric
    ):
        submit(draft, requester)
        load_narrower_rubric({"INT1": "four_six"})
        assess(draft)

        page = score_page(assessment=newest(draft), reader=triager)

        assert page.compare_url.endswith("?before=2026.1&after=2026.2")
        for_them = score_page(assessment=newest(draft), reader=requester)
        assert for_them.compare_url == ""

    def test_tier_set_by_hand_stands_beside_the_computed_one(
        self, light, requester, by_manager
    ):
        set_tier_of(light, by_manager, "moderate")
        assess(light, now=LATER)
        first, last = light.assessments.order_by("pk")

        for assessment in (first, last):
            page = score_page(assessment=assessment, reader=requester)

            assert "Moderate, set by Y. Marsh; computed Low" in page.impact.says
            assert page.verdict.startswith("Low by its points")


@pytest.mark.parametrize(
    ("who", "says"),
    [("requester", "IT looked at it again"), ("triager", "Y. Marsh")],
)
def test_what_it_and_leaders_said_is_no_reason_for_the_department(
    request, unknown, by_manager, who, says
):
    cause = audit.record(
        "triage.decision_sent_back",
        subject=unknown,
        by=by_manager,
        now=NOW,
        decided_by="Y. Marsh",
        reason="Ask the vendor first.",
    )
    Assessment.objects.bulk_create([copy_of(newest(unknown), cause)])

    page = score_page(assessment=newest(unknown), reader=request.getfixturevalue(who))

    assert says in page.facts[1].value


def copy_of(assessment: Assessment, cause) -> Assessment:
    assessment.pk, assessment._state.adding, assessment.cause = None, True, cause
    return assessment
