from django.db import migrations

from accounts.immutable import refuse_changes


class Migration(migrations.Migration):
    """What was handed in stays as it was; only the signature comes later."""

    dependencies = [("triage", "0010_budgetrequest")]

    operations = [refuse_changes("triage_budgetrequest", of=('project_request_id', 'fiscal_year', 'version', 'document', 'made_at', 'made_by_id', 'cause_id'))]
