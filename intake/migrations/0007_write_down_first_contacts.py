from datetime import date
from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

BATCH = 500


def write_down(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What requests sent so far say of their first contact becomes what is on record."""
    requests = apps.get_model("intake", "ProjectRequest")
    first_contacts = apps.get_model("intake", "FirstContact")
    zone = ZoneInfo(_time_zone(apps))
    batch = []
    sent = requests.objects.filter(
        submitted_at__isnull=False, first_contacts__isnull=True
    )
    rows = sent.select_related("submitted_by__contact").prefetch_related("happenings")
    for row in rows.order_by("pk").iterator(chunk_size=BATCH):
        asked_on = row.submitted_at.astimezone(zone).date()
        batch.append(
            first_contacts(
                project_request=row,
                recorded_at=row.submitted_at,
                recorded_by=row.submitted_by.contact,
                invited_on=min(asked_on, row.told_on or asked_on),
                happenings=[
                    {
                        "kind": item.kind,
                        "on": _iso(item.on),
                        "precision": item.precision,
                    }
                    for item in row.happenings.all()
                ],
                commit_on=row.commit_on,
                needed_on=row.fixed_on or row.wanted_on,
            )
        )
        if len(batch) == BATCH:
            first_contacts.objects.bulk_create(batch)
            batch = []
    first_contacts.objects.bulk_create(batch)


def _time_zone(apps: StateApps) -> str:
    settings = apps.get_model("accounts", "CitySettings").objects.first()
    return settings.time_zone if settings else "UTC"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_questionnaire_refuse_changes")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
