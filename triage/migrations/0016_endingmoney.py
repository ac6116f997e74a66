import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0012_fundingline_match_and_successor"),
        ("triage", "0015_requestmoneyyear"),
    ]

    operations = [
        migrations.CreateModel(
            name="EndingMoney",
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
                ("ends_on", models.DateField(verbose_name="ends")),
                (
                    "pays_cents",
                    models.BigIntegerField(
                        help_text="Of recurring cost, in its best fiscal year.",
                        verbose_name="pays a year",
                    ),
                ),
                (
                    "missing_cents",
                    models.BigIntegerField(
                        help_text="Of that, what nobody pays afterwards.",
                        verbose_name="missing a year",
                    ),
                ),
                (
                    "missing_year",
                    models.PositiveSmallIntegerField(
                        help_text="The first without any of this money.",
                        verbose_name="from fiscal year",
                    ),
                ),
                (
                    "funding_line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ending",
                        to="intake.fundingline",
                    ),
                ),
            ],
            options={
                "ordering": ("ends_on", "pk"),
                "indexes": [
                    models.Index(fields=["ends_on", "id"], name="triage_ending_by_day")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("missing_cents__gt", 0),
                            ("pays_cents__gte", models.F("missing_cents")),
                        ),
                        name="triage_endingmoney_leaves_something",
                    )
                ],
            },
        ),
    ]
