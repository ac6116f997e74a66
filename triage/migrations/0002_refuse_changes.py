from django.db import migrations

from accounts.immutable import refuse_changes


class Migration(migrations.Migration):
    """Assessments and the content of published rubrics never change."""

    dependencies = [("triage", "0001_initial")]

    operations = [
        refuse_changes("triage_assessment"),
        refuse_changes(
            "triage_rubric",
            of=("version", "data", "questionnaire_id", "published_at", "reason"),
        ),
    ]
