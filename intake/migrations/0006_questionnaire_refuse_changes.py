from django.db import migrations

from accounts.immutable import refuse_changes


class Migration(migrations.Migration):
    """A published questionnaire never changes; only which one is live does."""

    dependencies = [("intake", "0005_firstcontact_refuse_changes")]

    operations = [
        refuse_changes(
            "intake_questionnaire", of=("version", "language", "data", "published_at")
        )
    ]
