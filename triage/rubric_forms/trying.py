"""Weights to play with, and shares to cut tiers by: nothing here is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.figures import TIER_NAMES, TierMark, tier_mark
from triage.rubric_forms.base import NumberField, plain, typed
from triage.scoring.rounding import half_up
from triage.scoring.rules import Rubric, Tier
from triage.scoring.weights import rescaled
from triage.selectors.recut import LAST, MOST, SHARES

# As far as a slider goes, unless a weight lies beyond it.
_REACH = 40


@dataclass(frozen=True)
class Slider:
    """`says` is the figure that is scored, which is not where the slider stands."""

    field: forms.BoundField
    says: str

    @property
    def says_id(self) -> str:
        return f"{self.field.id_for_label}-says"


class SlidersForm(forms.Form):
    """A slider for each section and one for depth, read from an address.

    Only the proportions of the weights count: what is scored is `weights`, in tenths
    that make 100. What the address leaves out is as the rubric has it.
    """

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any], *, rules: Rubric) -> None:
        start = {f"w_{d.id}": half_up(d.weight, 1) for d in rules.dimensions}
        start["depth"] = half_up(rules.depth_share * 100, 1)
        known = {name: data[name] for name in start if name in data}
        super().__init__(
            {**{name: str(plain(v)) for name, v in start.items()}, **known}
        )
        for dimension in rules.dimensions:
            self.fields[f"w_{dimension.id}"] = _slider(dimension.name)
        self.fields["depth"] = _slider(_("Depth, in percent"))
        self._weighed = [self[name] for name in start if name != "depth"]
        self._set_reach()

    def _set_reach(self) -> None:
        """A slider must be able to stand where its value is, or a browser moves it."""
        values = [typed(field) for field in self._weighed]
        attrs = {"max": _REACH if max(values) <= _REACH else 100}
        for field in self._weighed:
            field.field.widget.attrs |= attrs
        for field in self:
            step = "0.5" if typed(field) % Decimal("0.5") == 0 else "0.1"
            says_id = Slider(field, "").says_id
            field.field.widget.attrs |= {"step": step, "aria-describedby": says_id}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned[f.name] for f in self._weighed):
            self.add_error(None, _("Give at least one section a weight above 0."))
        return cleaned

    @cached_property
    def weights(self) -> dict[str, Decimal]:
        """By dimension, of a valid form."""
        named = {field.name.removeprefix("w_"): field.name for field in self._weighed}
        return rescaled({d: self.cleaned_data[name] for d, name in named.items()})

    @property
    def depth_share(self) -> Decimal:
        share: Decimal = self.cleaned_data["depth"] / 100
        return share

    @property
    def sliders(self) -> list[Slider]:
        """The sections, with what is scored; without figures while something is wrong."""
        scored = list(self.weights.values()) if self.is_valid() else []
        says = [str(weight) for weight in scored] or [""] * len(self._weighed)
        return [
            Slider(field, text) for field, text in zip(self._weighed, says, strict=True)
        ]

    @property
    def depth_slider(self) -> Slider:
        return Slider(self["depth"], f"{plain(typed(self['depth']))}%")

    @property
    def scored(self) -> dict[str, Decimal]:
        """What the address of exactly these weights would hold."""
        weights = {f"w_{dimension}": value for dimension, value in self.weights.items()}
        return {**weights, "depth": plain(self.cleaned_data["depth"])}


@dataclass(frozen=True)
class ShareRow:
    mark: TierMark
    field: forms.BoundField


class RecutForm(forms.Form):
    """How many requests to look at, and what part of them each tier shall hold."""

    use_required_attribute = False
    last = forms.IntegerField(
        label=gettext_lazy("How many of the last requests"),
        min_value=1,
        max_value=MOST,
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        start = {"last": str(LAST)}
        start |= {tier: str(share) for tier, share in zip(Tier, SHARES, strict=True)}
        super().__init__({name: data.get(name, value) for name, value in start.items()})
        for tier in Tier:
            self.fields[tier] = forms.IntegerField(
                label=_("Percent in %(tier)s") % {"tier": TIER_NAMES[tier]},
                min_value=0,
                max_value=100,
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and sum(self.shares) != 100:
            says = _("The shares have to make 100. Now they make %(total)d.")
            self.add_error(None, says % {"total": sum(self.shares)})
        return cleaned

    @property
    def shares(self) -> tuple[int, ...]:
        """Whole percent for each tier, Low first, of a valid form."""
        return tuple(self.cleaned_data[tier] for tier in Tier)

    @property
    def rows(self) -> list[ShareRow]:
        return [ShareRow(tier_mark(tier), self[tier]) for tier in Tier]


class CutsForm(forms.Form):
    """The proposed cuts as they were shown, with the draft they are for."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        for tier in list(Tier)[1:]:
            self.fields[f"cut_{tier}"] = NumberField(
                label=TIER_NAMES[tier], min_value=0, max_value=100
            )

    @property
    def cuts(self) -> dict[str, Decimal]:
        return {
            tier: self.cleaned_data[f"cut_{tier}"]
            for tier in Tier
            if f"cut_{tier}" in self.cleaned_data
        }


class TakeWeightsForm(forms.Form):
    """The draft the weights go into, as it was seen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class DraftFromWeightsForm(forms.Form):
    """A new draft for the weights."""

    use_required_attribute = False
    title = forms.CharField(
        label=gettext_lazy("Title of the new draft"),
        max_length=120,
        error_messages={
            "required": gettext_lazy("Say in a few words what the draft is for.")
        },
    )


def _slider(label: str) -> NumberField:
    widget = forms.NumberInput(attrs={"type": "range", "class": "gw-slider"})
    return NumberField(
        label=label, min_value=0, max_value=100, decimal_places=1, widget=widget
    )
