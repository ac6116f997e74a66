"""Publishing what requests are judged by."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit
from accounts.actors import THE_CLOCK
from accounts.errors import Conflict, Refused
from intake.models import Questionnaire
from triage.models import Rubric
from triage.scoring import parsing
from triage.scoring.rules import RubricError
from triage.services.rescoring import start_rescoring, still_behind

audit.register(
    {
        "triage.rubric_published": gettext_lazy(
            "%(by)s published rubric %(subject)s with questionnaire %(questionnaire)s"
        ),
    }
)


class RubricFrozen(Conflict):
    """A published version is there already and says something else."""


@transaction.atomic
def load_rubric(*, data: Mapping[str, Any], now: datetime) -> Rubric:
    """Publish a rubric and its questionnaire, and judge by them from now on.

    Loading a published version again changes nothing: if a newer one is live, it stays
    so. The questionnaire it was made for must have been loaded.

    :raises Refused: the data cannot be a rubric; the message names the item.
    :raises RubricFrozen: the version was published with other content.
    """
    questionnaire = _questionnaire_for(data)
    _check(data, questionnaire)
    published = Rubric.objects.filter(version=data["version"]).first()
    if published is None:
        return _publish(data, questionnaire, now)
    if published.data != as_stored(data):
        raise RubricFrozen(
            _(
                "Rubric %(version)s is published and frozen. Give the change a new version."
            )
            % {"version": published.version}
        )
    return published


def _questionnaire_for(data: Mapping[str, Any]) -> Questionnaire:
    version = data.get("questionnaire_version", "")
    questionnaire = Questionnaire.objects.filter(version=version).first()
    if questionnaire is None:
        raise Refused(
            {"data": _("Load questionnaire %(version)s first.") % {"version": version}}
        )
    return questionnaire


def _check(data: Mapping[str, Any], questionnaire: Questionnaire) -> None:
    try:
        parsing.parse_rubric(data, parsing.parse_questionnaire(questionnaire.data))
    except RubricError as error:
        raise Refused({"data": str(error)}) from error


def _publish(
    data: Mapping[str, Any], questionnaire: Questionnaire, now: datetime
) -> Rubric:
    rubric = Rubric.objects.create(
        version=data["version"],
        data=as_stored(data),
        questionnaire=questionnaire,
        published_at=now,
        reason=_("Loaded from the city's data"),
    )
    cause = audit.record(
        "triage.rubric_published",
        subject=rubric,
        by=THE_CLOCK,
        now=now,
        questionnaire=questionnaire.version,
    )
    judge_by(rubric)
    if still_behind(rubric).exists():
        start_rescoring(rubric=rubric, by=THE_CLOCK, cause=cause, now=now)
    return rubric


def judge_by(rubric: Rubric) -> None:
    """Let it judge from now on, and forms ask from its questionnaire."""
    # Both go live together, so that no form asks what the rubric does not weigh.
    for live, chosen in (
        (Rubric.objects.all(), rubric.pk),
        (Questionnaire.objects.all(), rubric.questionnaire_id),
    ):
        live.filter(is_live=True).exclude(pk=chosen).update(is_live=False)
        live.filter(pk=chosen, is_live=False).update(is_live=True)
    rubric.refresh_from_db()


def as_stored(data: Mapping[str, Any]) -> Any:
    """A text as a row keeps it: decimals as text, whether they came so or as floats."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder), parse_float=str)
