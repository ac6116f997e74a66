from django.db import migrations

from accounts.immutable import refuse_changes


class Migration(migrations.Migration):
    """A price that was counted on stays readable; another one is a row beside it."""

    dependencies = [("intake", "0009_costdriver")]

    operations = [refuse_changes("intake_driverprice")]
