"""One assessment with the words of its questionnaire: what pages say about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.urls import reverse
from django.utils.translation import gettext as _

from intake import questionnaire
from intake.models import AnswerKind
from intake.questionnaire import Question
from triage.figures import (
    GapFigure,
    ImpactFigure,
    LatenessFigure,
    gap_figure,
    lateness_figure,
    round_half_up,
    score_figure,
)
from triage.figures.who import who_answers
from triage.judgement import Inputs, Judgement
from triage.models import Assessment, TierOverride
from triage.scoring.answers import Answer
from triage.scoring.budget import BudgetGap, BudgetRange
from triage.scoring.explain import Explanation, explain
from triage.scoring.next_question import Ask
from triage.scoring.rules import Rubric, Stage


@dataclass(frozen=True)
class NextQuestion:
    """An open question worth answering, as `components/next_question.html` prints it."""

    id: str
    text: str
    why: str
    who: str
    answered_by: str
    options: tuple[str, ...]
    url: str
    settles_says: str = ""


@dataclass(frozen=True)
class Explained:
    """An assessment, read with the rubric it was made by. Reads no database.

    `questions` are those of the questionnaire it was asked with, by id.
    """

    number: str
    rules: Rubric
    judgement: Judgement
    judged: Inputs
    facts: Explanation
    questions: Mapping[str, Question]
    answers: Mapping[str, Answer]

    @classmethod
    def of(cls, assessment: Assessment, number: str) -> Self:
        """:param assessment: with its rubric and questionnaire, as `current_for` gives."""
        rules = assessment.rubric.rules()
        judgement = assessment.judgement
        asked = questionnaire.parse(assessment.rubric.questionnaire.data)
        answers = assessment.judged.answers
        return cls(
            number=number,
            rules=rules,
            judgement=judgement,
            judged=assessment.judged,
            facts=explain(answers, rules, judgement.score),
            questions={question.id: question for question in asked.questions},
            answers=answers,
        )

    def question(self, question_id: str) -> Question:
        return self.questions[question_id]

    def answer_label(self, question_id: str, option: str) -> str:
        return self.question(question_id).says(AnswerKind.KNOWN, option)

    def says(self, question_id: str, answer: Answer) -> str:
        """An answer of any kind in words."""
        return self.question(question_id).says(
            answer.kind, answer.option or "", answer.reason or ""
        )

    def answer_url(self, question_id: str) -> str:
        return reverse("intake:answer", args=[self.number, question_id])

    def next_questions(self) -> tuple[NextQuestion, ...]:
        """The open questions worth asking, best first, at most three."""
        asked = [(ask, self.question(ask.question)) for ask in self.judgement.ask_next]
        return tuple(
            NextQuestion(
                id=question.id,
                text=question.text,
                why=question.why,
                who=who_answers(question.answered_by),
                answered_by=question.answered_by,
                options=tuple(option.label for option in question.options),
                url=self.answer_url(question.id),
                settles_says=self._settles_says(ask),
            )
            for ask, question in asked
        )

    def _settles_says(self, ask: Ask) -> str:
        """Empty where the tier is settled already, or was judged before this was counted."""
        score = self.judgement.score
        if not ask.choices or score.tier_low is score.tier_high:
            return ""
        if not ask.settles:
            return _("No single answer settles the tier.")
        return _("Settles the tier in %(settles)d of %(choices)d answers.") % {
            "settles": ask.settles,
            "choices": ask.choices,
        }

    def impact(self, override: TierOverride | None = None) -> ImpactFigure:
        """:param override: the tier set by hand, with who set it, shown before the computed."""
        return score_figure(
            self.judgement.score,
            self.rules,
            rules=len(self.facts.reason.raised_by),
            tier_set=override.tier if override else "",
            set_by=override.set_by.name if override else "",
        )

    def settled_says(self) -> str:
        """How much is settled: “81% of the question is settled”."""
        share = round_half_up(self.judgement.score.completeness * 100)
        says = _("%(share)d%% of the question is settled") % {"share": share}
        if self.judgement.score.is_provisional:
            return _("%(says)s, so this is provisional") % {"says": says}
        return says

    def lateness(self) -> LatenessFigure:
        late = self.judgement.lateness
        return lateness_figure(late.low, late.high, late.band_low, late.band_high)

    def stage_name(self, stage: Stage | None = None) -> str:
        """How far the project had come when IT was first asked, or another stage."""
        wanted = stage or self.judgement.first_stage
        return next(item.name for item in self.rules.stages if item.stage is wanted)

    def gap(self) -> GapFigure:
        return _gap(self.judgement.budget, self.judgement.budget_range)

    def it_gap(self) -> GapFigure:
        """The same for IT's own lines only."""
        return _gap(self.judgement.it_budget, self.judgement.it_budget_range)


def _gap(budget: BudgetGap, span: BudgetRange | None) -> GapFigure:
    return gap_figure(
        budget.tier,
        budget.gap_share,
        share_low=span.low.gap_share if span else None,
        share_high=span.high.gap_share if span else None,
        tier_low=span.tier_low if span else "",
        tier_high=span.tier_high if span else "",
        missing_cents=budget.gap,
        cost_cents=budget.cost,
    )
