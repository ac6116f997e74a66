"""Data the forms are made of: questionnaires and categories."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused
from intake import questionnaire
from intake.models import Category, Questionnaire

_SCHEMA = "questionnaire/1"


class QuestionnaireFrozen(Conflict):
    """The version is published and says something else."""


@transaction.atomic
def load_questionnaire(*, data: Mapping[str, Any], now: datetime) -> Questionnaire:
    """Publish one wording of the questions; the first one goes live at once.

    Later ones go live together with their rubric. Loading a version again changes
    nothing.

    :raises Refused: the data is not a questionnaire; the message names what is missing.
    :raises QuestionnaireFrozen: the version was published with other words.
    """
    version = check_questionnaire(data)
    published = Questionnaire.objects.filter(version=version).first()
    if published is None:
        return Questionnaire.objects.create(
            version=version,
            language=data.get("language", "en-us"),
            data=data,
            published_at=now,
            is_live=not Questionnaire.objects.filter(is_live=True).exists(),
        )
    if published.data != data:
        raise QuestionnaireFrozen(
            _(
                "Questionnaire %(version)s is published and frozen. Give the change a "
                "new version."
            )
            % {"version": version}
        )
    return published


def check_questionnaire(data: Mapping[str, Any]) -> str:
    """The version of a questionnaire forms can ask from.

    :raises Refused: it is none; the message names what is missing.
    """
    if data.get("schema") != _SCHEMA:
        raise Refused({"data": _("The schema has to be %s.") % _SCHEMA})
    try:
        return questionnaire.parse(data).version
    except (KeyError, TypeError) as error:
        raise Refused(
            {"data": _("This is not a questionnaire: %(what)s.") % {"what": error}}
        ) from error


@transaction.atomic
def load_categories(*, rows: Iterable[Mapping[str, str]]) -> list[Category]:
    """Write the plain names a department picks from, in this order.

    :param rows: each with `id` and `label`. A category no longer listed stays, because
        requests may point to it.
    """
    return [
        Category.objects.update_or_create(
            code=row["id"], defaults={"name": row["label"], "position": position}
        )[0]
        for position, row in enumerate(rows)
    ]
