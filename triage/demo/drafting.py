"""The change of the rubric that a manager prepares in the example city."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from triage.demo.people import People
from triage.models import Rubric
from triage.scoring.edits import set_weights
from triage.services import change_draft, start_draft

# Six points for what stays after the project, taken from what ends with it. Few tiers
# move: enough to see what a draft does, too little to decide it in haste.
_WEIGHTS = {"OPS": Decimal(16), "INT": Decimal(10), "SIZ": Decimal(10)}


def prepare_change(people: People, now: datetime) -> None:
    draft = start_draft(
        based_on=Rubric.objects.get(is_live=True),
        title=_("Count more of what it takes to run it"),
        by=people.decider,
        now=now,
    )
    change_draft(
        draft=draft,
        rubric=set_weights(draft.rubric, _WEIGHTS),
        seen_version=draft.version,
        says=_("weights and formula"),
        by=people.decider,
        now=now,
    )
