"""Fields for numbers that are not sure yet."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from intake.estimates import NotAnEstimate, Wrong, in_words, parse
from intake.services import ThreePoint

_FEWEST_YEAR, _MOST_YEAR = 2000, 2100


class EstimateField(forms.CharField):
    """A number or a range as one line of text; cleans to ThreePoint, None if unknown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 60, **kwargs})
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            read = parse(text)
        except NotAnEstimate as wrong:
            raise forms.ValidationError(_says(wrong), code=wrong.wrong) from wrong
        return ThreePoint(read.low, read.likely, read.high) if read else None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, ThreePoint):
            return in_words(value.low, value.likely, value.high)
        return value


class FiscalYearsField(forms.CharField):
    """Fiscal years such as "FY2027, FY2029"; cleans to a tuple in order."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 80, **kwargs})

    def clean(self, value: Any) -> Any:
        words = super().clean(value).upper().replace(",", " ").split()
        years = [word.removeprefix("FY") for word in words]
        if not all(year.isdecimal() and year.isascii() for year in years):
            raise forms.ValidationError(_says_years(), code="invalid")
        read = sorted({int(year) for year in years})
        if any(not _FEWEST_YEAR <= year <= _MOST_YEAR for year in read):
            raise forms.ValidationError(_says_years(), code="invalid")
        return tuple(read)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return ", ".join(f"FY{year}" for year in value)
        return value


def _says_years() -> str:
    return _("Write fiscal years, such as FY2027, FY2029.")


def _says(wrong: NotAnEstimate) -> str:
    if wrong.wrong is Wrong.GUESS:
        return _(
            "How far off may %(guess)s be? Write a range such as 15-200, or %(guess)s "
            "alone if it is counted."
        ) % {"guess": wrong.guess}
    return {
        Wrong.NO_NUMBER: _(
            "Write numbers only: 60, or a range such as 15-200 or 15 60 200."
        ),
        Wrong.TOO_MANY: _("Write one number, two or three: low, likely, high."),
        Wrong.ORDER: _("Write the smallest number first."),
        Wrong.NEGATIVE: _("Write numbers from 0 up."),
        Wrong.PLACES: _("Use at most four digits after the point."),
        Wrong.LARGE: _("This is more than any city has."),
    }[wrong.wrong]
