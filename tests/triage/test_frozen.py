"""A published rubric and its questionnaire never change, whoever tries, by whatever way."""

import json

import pytest
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction
from django.urls import NoReverseMatch, reverse

from intake.models import Questionnaire
from tests.api import program_of
from tests.triage.services.test_drafts import change
from triage.models import Rubric, RubricDraft
from triage.services import publish_draft

pytestmark = pytest.mark.django_db

MODELS: list[type[Rubric] | type[Questionnaire]] = [Rubric, Questionnaire]
NEW_TEXT = json.dumps({"version": "2026.1"})


@pytest.fixture
def unchanged(rubric):
    """Fails the test at its end when either text says something else."""
    before = texts()
    yield
    assert texts() == before


def texts() -> list:
    return [(row.version, row.data) for m in MODELS for row in m.objects.all()]


def refuse(act) -> None:
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        act()


@pytest.mark.parametrize("model", MODELS)
def test_orm_cannot_change_what_is_published(unchanged, model):
    row = model.objects.get()
    row.data = {**row.data, "version": "2026.9"}

    refuse(row.save)
    refuse(lambda: model.objects.update(data={}))
    refuse(lambda: model.objects.bulk_update([row], ["data"]))
    # Past the reference that protects it, which Django checks first.
    refuse(lambda: model.objects.filter(pk=row.pk)._raw_delete(DEFAULT_DB_ALIAS))


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET data = '{text}'",
        "UPDATE {table} SET version = '2026.9'",
        "UPDATE {table} SET published_at = '2020-01-01'",
        "UPDATE {table} SET data = '{text}', is_live = is_live",
        "UPDATE {table} SET id = id + 1000",
        "DELETE FROM {table}",
    ],
)
def test_sql_cannot_change_what_is_published(unchanged, model, statement):
    table = model._meta.db_table
    sql = statement.replace("{table}", table).replace("{text}", NEW_TEXT)

    with connection.cursor() as cursor:
        refuse(lambda: cursor.execute(sql))


@pytest.mark.parametrize(
    "column", ["questionnaire_id", "published_by_id", "based_on_id", "reason"]
)
def test_sql_cannot_change_where_a_rubric_comes_from(rubric, column):
    with connection.cursor() as cursor:
        refuse(lambda: cursor.execute(f"UPDATE triage_rubric SET {column} = NULL"))  # noqa: S608


@pytest.mark.parametrize("model", MODELS)
def test_sql_cannot_put_another_row_in_its_place(unchanged, model):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces rows")
    table = model._meta.db_table
    columns = ", ".join(field.column for field in model._meta.concrete_fields)

    with connection.cursor() as cursor:
        refuse(
            lambda: cursor.execute(
                f"INSERT OR REPLACE INTO {table} ({columns}) "  # noqa: S608
                f"SELECT {columns} FROM {table}"
            )
        )


@pytest.mark.parametrize("method", ["post", "put", "patch"])
@pytest.mark.parametrize("path", ["rubrics/", "rubrics/2026.1/", "questionnaire/"])
def test_api_only_reads(unchanged, city, manager, now, time_machine, method, path):
    time_machine.move_to(now, tick=False)
    program = program_of(manager, now)

    assert getattr(program, method)(path, {"rubric": {}}).status_code == 405


@pytest.mark.parametrize("model", MODELS)
def test_admin_only_looks(unchanged, client, admin, model):
    client.force_login(admin)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    row = model.objects.get()

    for act, args in (("change", [row.pk]), ("delete", [row.pk]), ("add", [])):
        try:
            path = reverse(f"{name}_{act}", args=args)
        except NoReverseMatch:
            continue
        response = client.post(path, {"version": "2026.9", "data": NEW_TEXT})
        assert response.status_code == 403


def test_form_changes_the_draft_and_never_its_origin(
    unchanged, client, manager, rubric_draft
):
    client.force_login(manager)
    page = reverse("triage:edit_weights", args=[rubric_draft.pk])
    fields = client.get(page).context["form"]
    typed = {field.html_name: field.value() for field in fields}
    weights = [field.html_name for field in fields if str(field.value()) == "12"]
    typed |= {weights[0]: "13", weights[1]: "11"}

    assert client.post(page, typed).status_code == 302

    rubric_draft.refresh_from_db()
    assert rubric_draft.version == 2


def test_form_changes_nothing_of_a_published_draft(
    client, manager, rubric_draft, by_manager, now
):
    draft = change(rubric_draft, by_manager)
    publish_draft(
        draft=draft,
        version="2027.1",
        reason="The council asked for it.",
        seen_version=draft.version,
        seen_live="2026.1",
        by=by_manager,
        now=now,
    )
    client.force_login(manager)
    before = texts()

    for page in (
        "edit_weights",
        "edit_tiers",
        "edit_lateness",
        "publish",
        "discard_draft",
    ):
        client.post(
            reverse(f"triage:{page}", args=[draft.pk]),
            {"seen_version": draft.version, "version": "2027.2", "reason": "Again."},
        )

    assert texts() == before
    assert not RubricDraft.objects.open().exists()
