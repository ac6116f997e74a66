"""What somebody tried out on the backlog, taken into a draft."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from triage.models import Rubric, RubricDraft
from triage.scoring import edits
from triage.services.drafts import change_draft, start_draft


def take_weights(
    *,
    draft: RubricDraft,
    weights: Mapping[str, Decimal],
    depth_share: Decimal,
    seen_version: int,
    by: Actor,
    now: datetime,
) -> RubricDraft:
    """Give the draft the weights somebody tried, and the share of depth.

    Raises what `change_draft` raises.

    :param weights: by dimension, together 100.
    """
    return change_draft(
        draft=draft,
        rubric=_weighed(draft.rubric, weights, depth_share),
        seen_version=seen_version,
        says=_("weights tried on open requests"),
        by=by,
        now=now,
    )


@transaction.atomic
def start_draft_with_weights(
    *,
    based_on: Rubric,
    title: str,
    weights: Mapping[str, Decimal],
    depth_share: Decimal,
    by: Actor,
    now: datetime,
) -> RubricDraft:
    """Start a draft that differs in the weights somebody tried.

    Raises what `start_draft` and `change_draft` raise; then no draft is left behind.
    """
    draft = start_draft(based_on=based_on, title=title, by=by, now=now)
    return take_weights(
        draft=draft,
        weights=weights,
        depth_share=depth_share,
        seen_version=draft.version,
        by=by,
        now=now,
    )


def take_cuts(
    *,
    draft: RubricDraft,
    cuts: Mapping[str, Decimal],
    seen_version: int,
    by: Actor,
    now: datetime,
) -> RubricDraft:
    """Let the tiers of the draft begin elsewhere.

    Raises what `change_draft` raises.

    :param cuts: by tier; the others keep theirs.
    """
    return change_draft(
        draft=draft,
        rubric=edits.set_tiers(
            draft.rubric, {tier: {"min": cut} for tier, cut in cuts.items()}
        ),
        seen_version=seen_version,
        says=_("tiers re-cut from the last requests"),
        by=by,
        now=now,
    )


def _weighed(
    rubric: Mapping[str, Any], weights: Mapping[str, Decimal], depth_share: Decimal
) -> Mapping[str, Any]:
    formula = rubric["formula"]
    return edits.set_formula(
        edits.set_weights(rubric, weights),
        depth_count=formula["k"],
        lam=depth_share,
        theta=Decimal(str(formula["theta"])),
        kappa=Decimal(str(rubric["ask_next"]["kappa"])),
    )
