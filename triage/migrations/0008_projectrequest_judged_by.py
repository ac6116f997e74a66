from collections.abc import Mapping
from string import ascii_lowercase, digits
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery

PLACES = digits + ascii_lowercase


def copy_from_assessments(
    apps: StateApps, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    """Each request learns by which rubric it was judged, and its answers as codes."""
    requests = apps.get_model("intake", "ProjectRequest")
    assessments = apps.get_model("triage", "Assessment")
    rubrics = {
        rubric.pk: (rubric.version, _questions(rubric.questionnaire.data))
        for rubric in apps.get_model("triage", "Rubric").objects.select_related(
            "questionnaire"
        )
    }
    newest = assessments.objects.filter(project_request=OuterRef("pk")).order_by("-pk")
    judged = requests.objects.filter(rubric_version="", assessed_at__isnull=False)
    for row in judged.annotate(newest=Subquery(newest.values("pk")[:1])).iterator(
        chunk_size=500
    ):
        if row.newest is None:
            continue
        assessment = assessments.objects.get(pk=row.newest)
        version, questions = rubrics[assessment.rubric_id]
        answers = assessment.inputs["answers"]
        requests.objects.filter(pk=row.pk).update(
            rubric_version=version,
            answer_codes="".join(
                _code(answers.get(question), options)
                for question, options in questions.items()
            ),
        )


def _questions(data: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        question["id"]: [option["value"] for option in question["options"]]
        for section in data["sections"]
        for question in section["questions"]
    }


def _code(answer: Mapping[str, str] | None, options: list[str]) -> str:
    if answer is None or answer["kind"] in ("unknown", "not_asked"):
        return "?"
    if answer["kind"] == "not_applicable":
        return "-"
    return PLACES[options.index(answer["option"])]


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0007_rubric_refuse_changes"),
        ("intake", "0007_write_down_first_contacts"),
    ]

    operations = [
        migrations.RunPython(copy_from_assessments, migrations.RunPython.noop)
    ]
