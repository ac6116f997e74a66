from django.db import migrations

from accounts.immutable import refuse_changes


class Migration(migrations.Migration):
    """What stood at first contact is corrected beside, never rewritten."""

    dependencies = [("intake", "0004_projectrequest_judged_by")]

    operations = [refuse_changes("intake_firstcontact")]
