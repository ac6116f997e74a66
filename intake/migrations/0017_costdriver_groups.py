from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0016_projectrequest_by_gap")]

    operations = [
        migrations.AlterField(
            model_name="costdriver",
            name="group",
            field=models.CharField(
                choices=[
                    ("devices", "devices"),
                    ("connectivity", "connectivity"),
                    ("storage", "storage"),
                    ("licence", "licenses"),
                    ("software", "software"),
                    ("integration", "integration"),
                    ("security", "security"),
                    ("privacy", "privacy"),
                    ("delivery", "delivery"),
                    ("training", "training"),
                    ("operations", "operations"),
                    ("gateway", "gateways"),
                    ("platform", "platforms"),
                    ("rate", "hourly rates"),
                ],
                max_length=16,
                verbose_name="group",
            ),
        ),
    ]
