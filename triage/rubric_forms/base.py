"""What every form on a part of a draft does."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.models import RubricDraft
from triage.scoring import edits

_TICKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class Difference:
    """One field after a conflict: what the draft holds now and what was typed."""

    label: str
    before: str
    after: str


class DraftForm(forms.Form):
    """A part of a draft as it was seen; its fields are made from the draft as it is now."""

    use_required_attribute = False
    # Whether it came back to be filled in further rather than to be saved.
    is_growing = False
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, draft: RubricDraft) -> None:
        self.draft = draft
        super().__init__(data, initial={"seen_version": draft.version})
        self.build()

    def build(self) -> None:
        """Add the fields, with what the draft holds as their initial values."""

    def texts(self) -> Mapping[str, Mapping[str, Any]]:
        """The whole new texts of a valid form: `rubric`, `questionnaire` or both."""
        raise NotImplementedError

    def says(self) -> str:
        """What changed, as the history reads on after "changed the draft:"."""
        raise NotImplementedError

    @property
    def is_stale(self) -> bool:
        """Whether somebody changed the draft after this page was opened."""
        return str(self["seen_version"].value()) != str(self.draft.version)

    def caught_up(self, typed: QueryDict) -> QueryDict:
        """What was typed on an older draft, completed by what only this one asks.

        A form made from it acts on the draft as it is now.
        """
        data = typed.copy()
        for field in self:
            is_new = field.html_name not in data
            # A box that was unticked is not sent at all, and stays unticked.
            if is_new and not isinstance(field.field.widget, _TICKS):
                value = field.value()
                data[field.html_name] = "" if value is None else str(value)
        data["seen_version"] = str(self.draft.version)
        return data

    def differences(self, now: "DraftForm") -> list[Difference]:
        """Where what was typed is not what the draft holds now."""
        names = dict.fromkeys([*now.fields, *self.fields])
        del names["seen_version"]
        pairs = [(_field(now, name), _field(self, name)) for name in names]
        return [
            Difference(str(label), _shown(before), _shown(after))
            for before, after in pairs
            if _shown(before) != _shown(after)
            for label in [(before or after).label]  # type: ignore[union-attr]
        ]

    def add(
        self, name: str, field: forms.Field, initial: Any = None
    ) -> forms.BoundField:
        self.fields[name] = field
        self.initial[name] = initial
        return self[name]


class SectionForm(DraftForm):
    """A form on one section of the draft's questionnaire."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        draft: RubricDraft,
        section: Mapping[str, Any],
    ) -> None:
        self.section = section
        super().__init__(data, draft=draft)

    def check_points(self) -> None:
        """Refuse, where all else is right, what no score could be divided by."""
        if not self.errors and edits.weighs_nothing(self.texts()["rubric"]):
            says = _(
                "Give at least one choice of this section points, or its weight would "
                "count for nothing."
            )
            self.add_error(None, says)


class ParagraphField(forms.CharField):
    """Text on one line, however it was broken while typing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 2}), **kwargs})

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class LinesField(forms.CharField):
    """One thing a line; empty lines do not count."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 3}), **kwargs})

    def to_python(self, value: Any) -> str:
        # Browsers send lines with ends of their own, which would look like a change.
        lines = (line.strip() for line in str(super().to_python(value)).splitlines())
        return "\n".join(line for line in lines if line)


class _FigureField(forms.Field):
    default_error_messages = {
        "required": gettext_lazy("Type a number."),
        "invalid": gettext_lazy("Type a number, such as 12 or 12.5."),
        "min_value": gettext_lazy("At least %(limit_value)s."),
        "max_value": gettext_lazy("At most %(limit_value)s."),
    }


class WholeField(_FigureField, forms.IntegerField):
    default_error_messages = {
        "invalid": gettext_lazy("Type a whole number, such as 12.")
    }


class PlaceField(WholeField):
    """A place in a list, from 1."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=999, **kwargs)


class NumberField(_FigureField, forms.DecimalField):
    """A decimal with a point; digits are bounded because all arithmetic is exact."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 8, "decimal_places": 4, **kwargs})
        self.widget.attrs["step"] = "any"


class PercentField(NumberField):
    """A share from 0 to 1, typed as a percentage; cleans to the share."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=100, **kwargs)

    def clean(self, value: Any) -> Any:
        percent = super().clean(value)
        return None if percent is None else percent / 100


def number(written: Any) -> Decimal:
    """A number of the text, as typed: 14 or 0.3, never 1E+2."""
    return plain(Decimal(str(written)))


def percent(written: Any) -> Decimal:
    return plain(Decimal(str(written)) * 100)


def plain(value: Decimal) -> Decimal:
    """Without zeros at the end, and without an exponent."""
    return Decimal(f"{value.normalize():f}")


def typed(field: forms.BoundField) -> Decimal:
    """What stands in a field as a number, 0 if it is none: for running totals."""
    try:
        value = Decimal(str(field.value() or 0))
    except InvalidOperation:
        return Decimal(0)
    is_small = value.is_finite() and abs(value.adjusted()) < 9
    return value if is_small else Decimal(0)


def adds_up(total: Decimal) -> str:
    """Said under figures that have to make a hundred."""
    total = plain(total)
    if total == 100:
        return _("adds up to 100")
    words = {"total": total, "rest": plain(abs(100 - total))}
    if total < 100:
        return _("adds up to %(total)s; %(rest)s more to give") % words
    return _("adds up to %(total)s; %(rest)s too many") % words


def _field(form: forms.Form, name: str) -> forms.BoundField | None:
    return form[name] if name in form.fields else None


def _shown(field: forms.BoundField | None) -> str:
    """A value in the words of the page."""
    if field is None:
        return _("nothing")
    value = field.value()
    if isinstance(field.field, forms.BooleanField):
        return _("yes") if value and value != "False" else _("no")
    words = {str(code): str(label) for code, label in _choices(field)}
    values = value if isinstance(value, list | tuple) else [value]
    texts = (
        "\n".join(str("" if each is None else each).splitlines()) for each in values
    )
    return ", ".join(words.get(text, text) for text in texts) or _("nothing")


def _choices(field: forms.BoundField) -> list[tuple[Any, Any]]:
    """Codes with labels, groups opened; empty for a field one types into."""
    flat: list[tuple[Any, Any]] = []
    for code, label in getattr(field.field, "choices", ()):
        flat.extend(label if isinstance(label, list | tuple) else [(code, label)])
    return flat
