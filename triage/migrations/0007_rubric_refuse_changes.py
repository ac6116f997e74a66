from django.db import migrations

from accounts.immutable import refuse_changes


class Migration(migrations.Migration):
    """Who published a rubric, and from which, is as frozen as the rest of it."""

    dependencies = [("triage", "0006_answercounts")]

    operations = [
        refuse_changes(
            "triage_rubric",
            of=(
                "version",
                "data",
                "questionnaire_id",
                "published_at",
                "published_by_id",
                "based_on_id",
                "reason",
            ),
        )
    ]
