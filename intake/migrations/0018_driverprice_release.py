from django.db import migrations, models


class Migration(migrations.Migration):
    """Nullable and without default, so that SQLite adds the column and keeps the table's triggers."""

    dependencies = [("intake", "0017_costdriver_groups")]

    operations = [
        migrations.AddField(
            model_name="driverprice",
            name="release",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="release of the catalogue"
            ),
        ),
    ]
