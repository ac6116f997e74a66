from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("triage", "0016_endingmoney")]

    operations = [
        migrations.CreateModel(
            name="DailyRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
                ("done_on", models.DateField()),
            ],
        ),
    ]
