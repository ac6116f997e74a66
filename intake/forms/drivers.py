"""The list of usual costs that a line can be made from."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from intake.selectors.driver_choices import DriverChoice, DriverChoices


class DriverSelect(forms.Select):
    """Options carry what they propose, so that a script can fill it in at once."""

    choice_of: dict[str, DriverChoice]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, *args, **kwargs)
        if choice := self.choice_of.get(str(value)):
            driver = choice.driver
            option["attrs"] |= {
                "data-description": driver.name,
                "data-timing": driver.timing,
                "data-cost_type": driver.cost_type,
                "data-repeat_years": driver.repeat_years or "",
                "data-life_years": driver.life_years or "",
                "data-price": choice.price_says,
                "data-quantity": choice.usual_says,
                "data-url": choice.url,
            }
        return option


class DriverField(forms.ChoiceField):
    """One of the offered drivers, by code; cleans to CostDriver or None."""

    widget = DriverSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def offer(self, choices: DriverChoices) -> None:
        self.offered = {one.driver.code: one for one in choices}
        cast(DriverSelect, self.widget).choice_of = self.offered
        self.choices = [
            ("", _("none of these")),
            *(
                (name, [(one.driver.code, one.driver.name) for one in members])
                for name, members in choices.groups
            ),
        ]

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        return self.offered[code].driver if code else None
