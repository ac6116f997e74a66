"""Fields that take what people write: rough dates, round sums."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from intake.rough_dates import NotADate, Precision, RoughDate, in_words, parse

_SUM = re.compile(r"^\$?\s*(?P<digits>[\d,]*\.?\d+)\s*(?P<unit>[km]?)$", re.IGNORECASE)
_PERCENT = re.compile(r"^(?P<number>\d{1,3}(\.\d{1,2})?)\s*%?$")
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000}
# Far beyond any city's budget, and well inside a 64-bit column of cents.
_MOST_DOLLARS = 10**12


class RoughDateField(forms.CharField):
    """A day, a month or a quarter, as one line of text; cleans to RoughDate or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 40, **kwargs})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse(text)
        except NotADate as wrong:
            raise forms.ValidationError(_says(wrong), code="invalid") from wrong

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, RoughDate):
            return in_words(value.on, value.precision)
        return value

    def run_validators(self, value: Any) -> None:
        """Lengths were checked as text; a date has none."""

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise forms.ValidationError(
                self.error_messages["required"], code="required"
            )


class DayField(RoughDateField):
    """As above, cleaned to one day: a month or quarter counts as its first."""

    def clean(self, value: Any) -> Any:
        told = super().clean(value)
        return told.on if told else None

    def prepare_value(self, value: Any) -> Any:
        return in_words(value, Precision.DAY) if isinstance(value, date) else value


class DollarsField(forms.CharField):
    """A sum such as "250,000", "$250k" or "1.2M"; cleans to cents or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 20, **kwargs})
        self.widget.attrs.setdefault("inputmode", "decimal")

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return cents_of(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return sum_in_words(value) if isinstance(value, int) else value


class PercentField(forms.CharField):
    """A percentage such as "20", "12.5 %"; cleans to a share (0.2) or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 10, **kwargs})
        self.widget.attrs.setdefault("inputmode", "decimal")

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        match = _PERCENT.match(text)
        if match is None:
            raise forms.ValidationError(
                _("Write a percentage, such as 20 or 12.5."), code="invalid"
            )
        return Decimal(match["number"]) / 100

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{(value * 100).normalize():f}"
        return value


def number_of(text: str) -> Decimal:
    """:raises ValidationError: the text is no sum."""
    match = _SUM.match(text.strip())
    if match is None:
        raise forms.ValidationError(
            _("Write a number, such as 250,000 or 250k."), code="invalid"
        )
    try:
        number = Decimal(match["digits"].replace(",", ""))
    except InvalidOperation as error:
        raise forms.ValidationError(
            _("Write a number, such as 250,000 or 250k."), code="invalid"
        ) from error
    number *= _UNITS[match["unit"].lower()]
    if number > _MOST_DOLLARS:
        raise forms.ValidationError(_("This is more than any city has."), code="large")
    if number != number.quantize(Decimal("0.01")):
        raise forms.ValidationError(
            _("Use at most two digits after the point."), code="cents"
        )
    return number


def cents_of(text: str) -> int:
    """:raises ValidationError: the text is no sum."""
    return int(number_of(text) * 100)


def sum_in_words(cents: int) -> str:
    dollars, rest = divmod(cents, 100)
    return f"{dollars:,}.{rest:02}" if rest else f"{dollars:,}"


def _says(wrong: NotADate) -> str:
    if wrong.month:
        return _("%(month)s has %(days)d days.") % {
            "month": wrong.month,
            "days": wrong.days,
        }
    return _("Write a day, a month or a quarter: 15 Sep 2026, Sep 2026 or Q3 2026.")
