"""The page “How the money was reckoned”."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import ITTeam
from intake.models import ProjectRequest
from triage.figures.money_words import estimate_says
from triage.models import Assessment
from triage.selectors.explained import Explained
from triage.selectors.money_told import MoneyTold, money_told
from triage.selectors.reckoned.rows import reckoned
from triage.selectors.reckoned.sources import where_lines_come_from
from triage.selectors.reckoned.words import Grid, Words


@dataclass(frozen=True)
class MoneyFiguresPage:
    """`told` is None while nothing is costed."""

    number: str
    title: str
    made_at: datetime | None
    years: tuple[str, ...]
    told: MoneyTold | None
    estimate_says: str
    costs: Grid
    hours: Grid
    funding: Grid
    paid: Grid
    missing: Grid


def money_figures(
    project_request: ProjectRequest, *, can_answer: bool
) -> MoneyFiguresPage:
    """Every figure of the newest assessment (six queries).

    :param can_answer: whether lines link to where they are changed.
    """
    assessment = Assessment.objects.current_for(project_request)
    if assessment is None or not assessment.judgement.is_costed:
        return _nothing(project_request, assessment)
    explained = Explained.of(assessment, project_request.number)
    taken_apart = reckoned(explained.judgement, explained.judged)
    words = Words(
        number=project_request.number if can_answer else "",
        where=where_lines_come_from(project_request),
        teams=dict(ITTeam.objects.values_list("code", "name")),
    )
    return MoneyFiguresPage(
        number=project_request.number,
        title=project_request.title,
        made_at=assessment.made_at,
        years=tuple(f"FY{year}" for year in taken_apart.years),
        told=money_told(explained, can_answer=can_answer),
        estimate_says=estimate_says(
            taken_apart.stage, explained.stage_name(taken_apart.stage)
        ),
        **words.grids(taken_apart),
    )


def _nothing(
    project_request: ProjectRequest, assessment: Assessment | None
) -> MoneyFiguresPage:
    empty = Grid(())
    return MoneyFiguresPage(
        number=project_request.number,
        title=project_request.title,
        made_at=assessment.made_at if assessment else None,
        years=(),
        told=None,
        estimate_says="",
        costs=empty,
        hours=empty,
        funding=empty,
        paid=empty,
        missing=empty,
    )
