"""Where the tiers begin, what happens in each and how much notice IT needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from triage.figures import TIER_NAMES
from triage.rubric_forms.base import (
    DraftForm,
    NumberField,
    ParagraphField,
    WholeField,
    number,
)
from triage.scoring import edits


@dataclass(frozen=True)
class TierRow:
    """One tier; the lowest begins at 0 and has no field for it."""

    id: str
    name: str
    begins: forms.BoundField | None
    notice: forms.BoundField
    review: forms.BoundField


class TiersForm(DraftForm):
    def build(self) -> None:
        lowest, *_others = self.draft.rubric["tiers"]
        self.rows = [self._row(band, band is lowest) for band in self._bands]

    @property
    def _bands(self) -> list[dict[str, Any]]:
        bands: list[dict[str, Any]] = self.draft.rubric["tiers"]
        return bands

    def _row(self, band: Mapping[str, Any], is_lowest: bool) -> TierRow:
        tier, words = band["id"], {"tier": TIER_NAMES[band["id"]]}
        begins = None
        if not is_lowest:
            begins = self.add(
                f"{tier}-min",
                NumberField(
                    label=_("%(tier)s begins at") % words, min_value=0, max_value=100
                ),
                number(band["min"]),
            )
        notice = self.add(
            f"{tier}-lead_days",
            WholeField(
                label=_("Days of notice IT needs for %(tier)s") % words,
                min_value=1,
                max_value=3650,
            ),
            band["lead_days"],
        )
        review = self.add(
            f"{tier}-review",
            ParagraphField(
                label=_("What happens in %(tier)s") % words,
                max_length=200,
                error_messages={"required": _("Say what happens in this tier.")},
            ),
            band["review"],
        )
        return TierRow(tier, str(words["tier"]), begins, notice, review)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for below, row in pairwise(self.rows):
            begins = cleaned.get(f"{row.id}-min")
            floor = cleaned.get(f"{below.id}-min", 0 if below.begins is None else None)
            if begins is not None and floor is not None and begins <= floor:
                says = _("It has to begin above %(below)s, so above %(floor)s.")
                words = {"below": below.name, "floor": number(floor)}
                self.add_error(f"{row.id}-min", says % words)
        return cleaned

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        tiers = {
            row.id: {
                key: self.cleaned_data[f"{row.id}-{key}"]
                for key in ("min", "lead_days", "review")
                if f"{row.id}-{key}" in self.cleaned_data
            }
            for row in self.rows
        }
        return {"rubric": edits.set_tiers(self.draft.rubric, tiers)}

    def says(self) -> str:
        return _("the tiers")
