"""Weights of the dimensions and constants of the formula."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.rubric_forms.base import (
    DraftForm,
    NumberField,
    PercentField,
    WholeField,
    adds_up,
    number,
    percent,
    typed,
)
from triage.scoring import edits


class WeightsForm(DraftForm):
    lam = PercentField(
        label=gettext_lazy("Share of depth, in percent"),
        help_text=gettext_lazy(
            "Depth is the mean of the heaviest sections, so that ten quiet sections do "
            "not hide one severe one. The rest is the weighted mean of all."
        ),
    )
    k = WholeField(
        label=gettext_lazy("How many of the heaviest sections make the depth"),
        min_value=1,
    )
    theta = PercentField(
        label=gettext_lazy("Where in the range the planning number stands, in percent"),
        help_text=gettext_lazy(
            "0 is the low end, 100 the high end, 50 halfway between."
        ),
    )
    kappa = NumberField(
        label=gettext_lazy("Points for a question that could set off a rule"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy(
            "Which question is asked next: by how far it narrows the range, and how "
            "many of its answers would set off a rule, times this."
        ),
    )

    def build(self) -> None:
        rubric = self.draft.rubric
        formula = rubric["formula"]
        self.initial.update(
            lam=percent(formula["lam"]),
            theta=percent(formula["theta"]),
            k=formula["k"],
            kappa=number(rubric["ask_next"]["kappa"]),
        )
        self.rows = [
            (
                dimension,
                self.add(
                    f"weight_{dimension['id']}",
                    NumberField(label=dimension["name"], min_value=0, max_value=100),
                    number(dimension["weight"]),
                ),
            )
            for dimension in rubric["dimensions"]
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        most = len(self.rows)
        if (cleaned.get("k") or 0) > most:
            says = _("There are %(most)s sections: at most so many can count.")
            self.add_error("k", says % {"most": most})
        weights = self._weights()
        if len(weights) == most and sum(weights.values()) != 100:
            says = _("The weights have to make 100. Now it %(adds_up)s.")
            self.add_error(None, says % {"adds_up": self.total_says})
        return cleaned

    @property
    def total_says(self) -> str:
        return adds_up(sum((typed(field) for _row, field in self.rows), Decimal(0)))

    @property
    def constants(self) -> list[forms.BoundField]:
        return [self[name] for name in ("lam", "k", "theta", "kappa")]

    def _weights(self) -> dict[str, Decimal]:
        return {
            dimension["id"]: self.cleaned_data[field.name]
            for dimension, field in self.rows
            if field.name in self.cleaned_data
        }

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        weighed = edits.set_weights(self.draft.rubric, self._weights())
        values = self.cleaned_data
        return {
            "rubric": edits.set_formula(
                weighed,
                depth_count=values["k"],
                lam=values["lam"],
                theta=values["theta"],
                kappa=values["kappa"],
            )
        }

    def says(self) -> str:
        return _("weights and formula")
