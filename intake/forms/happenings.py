"""What had already happened: a line a thing, each with its rough date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from intake.forms.base import CrispyForm
from intake.forms.fields import RoughDateField
from intake.ideas import ToldHappening
from intake.models import Happening
from intake.rough_dates import Precision, RoughDate


@dataclass(frozen=True)
class Tick:
    """One line of *What has already happened?*: the box and its date."""

    happened: forms.BoundField
    when: forms.BoundField


class HappeningsForm(CrispyForm):
    """Adds the lines; `intake/_happenings.html` prints them."""

    def add_happenings(self) -> None:
        for kind, label in Happening.Kind.choices:
            said = str(label)
            self.fields[f"happened_{kind}"] = forms.BooleanField(
                label=said[:1].upper() + said[1:], required=False
            )
            self.fields[f"when_{kind}"] = RoughDateField(
                label=_("Roughly when: %s") % label
            )

    @property
    def ticks(self) -> list[Tick]:
        return [
            Tick(self[f"happened_{kind}"], self[f"when_{kind}"])
            for kind in Happening.Kind
        ]

    def happenings(self) -> Iterator[ToldHappening]:
        """What was ticked, once the form is valid."""
        for kind in Happening.Kind:
            if self.cleaned_data[f"happened_{kind}"]:
                when = self.cleaned_data[f"when_{kind}"]
                if when is None:
                    yield ToldHappening(kind)
                else:
                    yield ToldHappening(kind, when.on, when.precision)


def ticked(happenings: Iterable[ToldHappening]) -> dict[str, Any]:
    """What the lines show for stored happenings."""
    initial: dict[str, Any] = {}
    for told in happenings:
        initial[f"happened_{told.kind}"] = True
        if told.on:
            when = RoughDate(told.on, Precision(told.precision))
            initial[f"when_{told.kind}"] = when
    return initial
