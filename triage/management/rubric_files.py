"""A rubric by its file or its version, for commands that work without the application."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Model, QuerySet

from intake.models import Questionnaire
from triage.models import Rubric
from triage.scoring import fields, rules
from triage.scoring.parsing import load_json, parse_questionnaire, parse_rubric
from triage.scoring.rules import RubricError

Row = TypeVar("Row", bound=Model)


def read_rubric(wanted: str, questionnaire: Path | None = None) -> rules.Rubric:
    """The rubric of a file, if `wanted` ends in .json, else of that version.

    A file holds a rubric, or a rubric with its questionnaire as they are downloaded.
    Without `questionnaire` the one the rubric names is looked for: in the same file,
    beside it, in the release, in the database. A version is one of the release or else
    of the database, which is only asked for what no file has.

    :raises RubricError: not found, or it could not be scored; the message says what.
    """
    if wanted.endswith(".json"):
        return _from_file(Path(wanted), questionnaire)
    released = _data() / "rubrics"
    versions = sorted(path.stem for path in released.glob("*.json"))
    if wanted in versions:
        return _from_file(released / f"{wanted}.json", questionnaire)
    published = _first(
        Rubric.objects.filter(version=wanted).select_related("questionnaire")
    )
    if published is None:
        raise RubricError(f"no rubric {wanted}; there is {', '.join(versions)}")
    asked = _read(questionnaire) if questionnaire else published.questionnaire.data
    return parse_rubric(published.data, parse_questionnaire(asked))


def _from_file(path: Path, questionnaire: Path | None) -> rules.Rubric:
    data = _read(path)
    parts = data if isinstance(data, Mapping) else {}
    rubric = parts.get("rubric", data)
    if questionnaire:
        asked = _read(questionnaire)
    elif "questionnaire" in parts:
        asked = parts["questionnaire"]
    else:
        asked = _named_by(rubric, path)
    return parse_rubric(rubric, parse_questionnaire(asked))


def _named_by(rubric: Any, path: Path) -> Any:
    """The questionnaire a rubric names, beside its file or where the release has it."""
    version = fields.text(rubric, "questionnaire_version", "rubric")
    for folder in (
        path.parent,
        path.parent.parent / "questionnaires",
        _data() / "questionnaires",
    ):
        candidate = folder / f"{version}.json"
        # A rubric and its questionnaire often share the name of their version.
        if candidate.is_file() and candidate != path:
            return _read(candidate)
    published = _first(Questionnaire.objects.filter(version=version))
    if published is None:
        raise RubricError(f"no questionnaire {version}, which the rubric names")
    return published.data


def _first(rows: QuerySet[Row]) -> Row | None:
    try:
        return rows.first()
    except DatabaseError:
        # Files are judged where no database was ever prepared.
        return None


def _read(path: Path) -> Any:
    try:
        return load_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RubricError(f"{path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise RubricError(f"{path}: not JSON") from error


def _data() -> Path:
    return Path(settings.BASE_DIR) / "data"
