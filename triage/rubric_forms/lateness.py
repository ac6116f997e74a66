"""Shares of the lateness index, its stages and its bands."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from triage.figures import BAND_NAMES
from triage.rubric_forms.base import (
    DraftForm,
    NumberField,
    PercentField,
    adds_up,
    number,
    percent,
    typed,
)
from triage.scoring import edits

SHARES = ("a", "b", "c")


class LatenessForm(DraftForm):
    def build(self) -> None:
        rubric = self.draft.rubric
        lateness = rubric["lateness"]
        self.shares = [
            self.add(name, PercentField(label=label), percent(lateness[name]))
            for name, label in zip(SHARES, self._share_labels(), strict=True)
        ]
        self.stages = [
            self.add(
                f"stage-{stage['id']}",
                PercentField(label=stage["name"]),
                percent(stage["s"]),
            )
            for stage in rubric["stages"]
        ]
        # The last band ends at 100 and has nothing to set.
        *bands, last = lateness["bands"]
        self.last_band = _band_name(last)
        self.bands = [
            self.add(
                f"band-{at}",
                NumberField(
                    label=_("%(band)s, up to") % {"band": _band_name(band)},
                    min_value=0,
                    max_value=100,
                ),
                number(band["max_li"]),
            )
            for at, band in enumerate(bands)
        ]
        self.band_rows = list(zip(map(_band_name, bands), self.bands, strict=True))

    def _share_labels(self) -> tuple[str, str, str]:
        return (
            _("How far the project was when IT was first asked"),
            _("How much of the time before money was bound had gone by"),
            _("How much of the notice IT needs was missing"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        shares = [cleaned[name] for name in SHARES if name in cleaned]
        if len(shares) == len(SHARES) and sum(shares) != 1:
            says = _("The three shares have to make 100. Now it %(adds_up)s.")
            self.add_error(None, says % {"adds_up": self.total_says})
        self._check_order(
            self.stages,
            _("A later stage cannot weigh less than “%(before)s”."),
            may_be_equal=True,
        )
        self._check_order(self.bands, _("It has to end above “%(before)s”."))
        self._check_last_band()
        return cleaned

    def _check_order(
        self, fields: list[forms.BoundField], says: str, *, may_be_equal: bool = False
    ) -> None:
        for before, field in pairwise(fields):
            below = self.cleaned_data.get(before.name)
            value = self.cleaned_data.get(field.name)
            if below is None or value is None:
                continue
            if value < below or (value == below and not may_be_equal):
                self.add_error(field.name, says % {"before": before.label})

    def _check_last_band(self) -> None:
        if not self.bands:
            return
        end = self.cleaned_data.get(self.bands[-1].name)
        if end is not None and end >= 100:
            says = _("It has to end below 100, where “%(last)s” ends.")
            self.add_error(self.bands[-1].name, says % {"last": self.last_band})

    @property
    def total_says(self) -> str:
        return adds_up(sum(map(typed, self.shares), Decimal(0)))

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        values = self.cleaned_data
        return {
            "rubric": edits.set_lateness(
                self.draft.rubric,
                stages={
                    stage["id"]: values[f"stage-{stage['id']}"]
                    for stage in self.draft.rubric["stages"]
                },
                shares={name: values[name] for name in SHARES},
                band_ends=[*(values[f.name] for f in self.bands), Decimal(100)],
            )
        }

    def says(self) -> str:
        return _("lateness")


def _band_name(band: Mapping[str, Any]) -> str:
    return str(BAND_NAMES.get(band["name"], band["name"]))
