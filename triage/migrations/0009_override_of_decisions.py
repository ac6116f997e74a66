from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def override(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Tiers that were set with a decision become overrides of their requests."""
    requests = apps.get_model("intake", "ProjectRequest")
    overrides = apps.get_model("triage", "TierOverride")
    decisions = apps.get_model("triage", "Decision").objects.exclude(tier_set="")
    live = decisions.filter(sent_back_at__isnull=True, superseded_at__isnull=True)
    for decision in live.order_by("pk").iterator(chunk_size=500):
        overrides.objects.create(
            project_request_id=decision.project_request_id,
            assessment_id=decision.assessment_id,
            tier=decision.tier_set,
            because="other",
            reason=decision.tier_reason,
            set_at=decision.decided_at,
            set_by_id=decision.decided_by_id,
        )
        requests.objects.filter(pk=decision.project_request_id).update(
            tier_set=decision.tier_set, tier_set_by_id=decision.decided_by_id
        )


class Migration(migrations.Migration):
    dependencies = [("triage", "0008_projectrequest_judged_by")]

    operations = [migrations.RunPython(override, migrations.RunPython.noop)]
