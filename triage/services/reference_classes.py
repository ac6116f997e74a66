"""Published lists of how estimates held up, as data/reference_class.json brings them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused
from triage.models import ReferenceClass

_SCHEMA = "reference-class/1"


@transaction.atomic
def load_reference_classes(*, data: Mapping[str, Any]) -> int:
    """Bring the classes that are not there yet; what is there stays as it is.

    :returns: how many are new.
    :raises Refused: the data holds no reference classes.
    """
    if data.get("schema") != _SCHEMA:
        raise Refused({"data": _("The schema has to be %s.") % _SCHEMA})
    return sum(
        ReferenceClass.objects.get_or_create(
            code=row["id"],
            defaults={
                "name": row["name"],
                "count": row["n"],
                "growth_percent": _as_text(row["budget_growth_pct"]),
                "slip_months": _as_text(row["slip_months"]),
                "bias": row["bias"],
                "source": row["source"],
                "position": position,
            },
        )[1]
        for position, row in enumerate(data["classes"])
    )


def _as_text(numbers: Mapping[str, Any]) -> dict[str, str]:
    return {percentile: str(number) for percentile, number in numbers.items()}
