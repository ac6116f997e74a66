"""Requests as codes of their answers, read for judging many of them in one go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from intake.models import ProjectRequest
from triage.models import Rubric
from triage.scoring.answers import Answer, offered_by
from triage.scoring.bulk import ManyScores, judge_many
from triage.scoring.causes import Judged
from triage.scoring.coding import decode
from triage.scoring.parsing import parse_questionnaire
from triage.scoring.rules import Questionnaire
from triage.scoring.rules import Rubric as Rules


@dataclass(frozen=True, eq=False)
class CodedRequests:
    """Judged requests, one place a request in every column.

    `rubrics` are those their codes were written under, by version. `left_out` counts
    requests that were never judged and so have no code. `rows` are the requests they
    were read from.
    """

    rows: QuerySet[ProjectRequest]
    ids: NDArray[np.int64]
    answer_by: NDArray[np.datetime64]
    codes: tuple[str, ...]
    versions: NDArray[np.str_]
    rubrics: Mapping[str, Rubric]
    asked: Mapping[str, Questionnaire]
    left_out: int

    def __len__(self) -> int:
        return len(self.codes)

    def scores(self, rules: Rules) -> ManyScores:
        """All of them under these rules, in their order."""
        if not self.codes:
            return judge_many([], rules.questionnaire, rules)
        places = [np.flatnonzero(self.versions == version) for version in self.asked]
        parts = [
            judge_many([self.codes[place] for place in group], asked, rules)
            for group, asked in zip(places, self.asked.values(), strict=True)
        ]
        return _in_order(parts, np.argsort(np.concatenate(places)))

    def judged(self, place: int, rules: Rules) -> Judged:
        """One of them by the exact scorer."""
        return Judged.by(rules, offered_by(rules.questionnaire, self._answers(place)))

    def rules(self, place: int) -> Rules:
        """The rubric its code was written under: it judged the request last."""
        return self.rubrics[str(self.versions[place])].rules()

    def requests(self, places: Iterable[int]) -> dict[int, ProjectRequest]:
        """The requests at these places, with their departments (one query)."""
        ids = {int(self.ids[place]): place for place in places}
        found = ProjectRequest.objects.filter(pk__in=ids).select_related("department")
        return {ids[request.pk]: request for request in found}

    def _answers(self, place: int) -> dict[str, Answer]:
        return decode(self.codes[place], self.asked[str(self.versions[place])])


def read_coded(requests: QuerySet[ProjectRequest]) -> CodedRequests:
    """The codes of these requests, by id (two queries at any size)."""
    rows = list(
        requests.order_by("pk").values_list(
            "pk", "answer_by_on", "answer_codes", "rubric_version"
        )
    )
    judged = [row for row in rows if row[2]]
    ids, days, codes, versions = zip(*judged, strict=True) if judged else ((),) * 4
    rubrics = _rubrics(set(versions))
    return CodedRequests(
        rows=requests,
        ids=np.array(ids, dtype=np.int64),
        answer_by=np.array(days, dtype="datetime64[D]"),
        codes=codes,
        versions=np.array(versions, dtype=str),
        rubrics=rubrics,
        asked={
            version: parse_questionnaire(rubric.questionnaire.data)
            for version, rubric in rubrics.items()
        },
        left_out=len(rows) - len(judged),
    )


def _rubrics(versions: Iterable[str]) -> dict[str, Rubric]:
    found = Rubric.objects.select_related("questionnaire").filter(version__in=versions)
    return {rubric.version: rubric for rubric in found}


def _in_order(parts: Sequence[ManyScores], order: NDArray[np.intp]) -> ManyScores:
    """Scores under one rubric of requests that were asked differently, put together."""
    columns = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])[order]
        for field in fields(ManyScores)
        if field.name != "denominator"
    }
    return ManyScores(denominator=parts[0].denominator, **columns)
