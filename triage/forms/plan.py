"""Limits to choose under, what requests are worth, and links between them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage.forms.choices import any_of
from triage.models import CandidateLink
from triage.plans import YEARS, Terms
from triage.portfolio import Amount, Resource
from triage.scoring.budget import Scope

_HUNDRED = 100
# A trillion dollars: whatever is larger is a slip, and sums stay exact far beyond.
_MOST = 10**12


class AmountField(forms.CharField):
    """Dollars or hours as people type them; cleans to hundredths, None where empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).replace("$", "").replace(",", "").strip()
        if not text:
            return None
        try:
            amount = Decimal(text)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not 0 <= amount <= _MOST:
            raise forms.ValidationError(
                _("Type a number such as 250,000, or leave it empty for no limit.")
            )
        return round(amount * _HUNDRED)


class LimitsForm(forms.Form):
    """What there is to spend; sent by GET, because proposing changes nothing."""

    use_required_attribute = False
    scope = forms.ChoiceField(
        label=gettext_lazy("Money weighed"),
        choices=[
            (Scope.ALL, gettext_lazy("All that is missing")),
            (Scope.IT, gettext_lazy("IT’s share only")),
        ],
        required=False,
    )
    with_accepted = forms.BooleanField(
        label=gettext_lazy("Weigh accepted requests that still miss money as well"),
        required=False,
    )
    first_year = forms.IntegerField(
        widget=forms.HiddenInput, min_value=2000, max_value=2100
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        first_year: int,
        teams: Sequence[tuple[str, str, int]],
    ) -> None:
        """:param teams: code, name and usual project hours a fiscal year."""
        super().__init__(data)
        self.years = range(_year(data, first_year), _year(data, first_year) + YEARS)
        self.initial["first_year"] = self.years[0]
        self.money = [
            self._add(Resource("", year), f"FY{year}", None) for year in self.years
        ]
        self.teams = [
            (
                name,
                [
                    self._add(Resource(code, year), f"{name} FY{year}", hours)
                    for year in self.years
                ],
            )
            for code, name, hours in teams
        ]

    def terms(self) -> Terms:
        """What a valid form asks for."""
        cleaned = self.cleaned_data
        limits = tuple(
            Amount(resource, cleaned[name])
            for resource, name in self._names.items()
            if cleaned[name] is not None
        )
        return Terms(
            first_year=self.years[0],
            limits=limits,
            scope=Scope(cleaned["scope"] or Scope.ALL),
            with_accepted=cleaned["with_accepted"],
        )

    def _add(
        self, resource: Resource, label: str, initial: int | None
    ) -> forms.BoundField:
        name = field_name(resource)
        self.fields[name] = AmountField(label=label)
        self.initial[name] = "" if initial is None else f"{initial:,}"
        return self[name]

    @property
    def _names(self) -> Mapping[Resource, str]:
        codes = {resource_of(name): name for name in self.fields if name[1:2] == "_"}
        return dict(sorted(codes.items()))


def field_name(resource: Resource) -> str:
    return (
        f"m_{resource.year}"
        if resource.is_money
        else f"h_{resource.team}_{resource.year}"
    )


def resource_of(name: str) -> Resource:
    _kind, *team, year = name.split("_")
    return Resource("_".join(team), int(year))


def query_of(terms: Terms) -> str:
    """The address of a proposal under these terms, after its question mark."""
    query = QueryDict(mutable=True)
    query["first_year"] = str(terms.first_year)
    query["scope"] = terms.scope
    if terms.with_accepted:
        query["with_accepted"] = "on"
    for limit in terms.limits:
        query[field_name(limit.of)] = format(Decimal(limit.units) / _HUNDRED, "f")
    return query.urlencode()


class SavePlanForm(forms.Form):
    """A name for what is on the screen."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)
    query = forms.CharField(widget=forms.HiddenInput, max_length=8000)
    name = forms.CharField(
        label=gettext_lazy("Name of the plan"),
        help_text=gettext_lazy("Such as “FY2028 with the base budget”."),
        max_length=120,
        error_messages={"required": gettext_lazy("Give the plan a name.")},
    )


class CandidateValueForm(forms.Form):
    """One row of the table of points; `seen_version` 0 where nobody gave any yet.

    What the row held when the page was made comes back with it, so that only rows a
    person changed are written.
    """

    use_required_attribute = False
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    points = forms.IntegerField(
        min_value=0,
        max_value=100,
        required=False,
        show_hidden_initial=True,
        error_messages={
            "invalid": gettext_lazy("Give a whole number from 0 to 100."),
            "min_value": gettext_lazy("Give a whole number from 0 to 100."),
            "max_value": gettext_lazy("Give a whole number from 0 to 100."),
        },
    )
    is_mandated = forms.BooleanField(required=False, show_hidden_initial=True)
    because = forms.CharField(max_length=200, required=False, show_hidden_initial=True)

    def __init__(self, data: Any = None, *, number: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["points"].label = _("Points of %(number)s") % {"number": number}
        mandated = _("%(number)s is mandated") % {"number": number}
        self.fields["is_mandated"].label = mandated
        self.fields["because"].label = _("Why, %(number)s") % {"number": number}
        self.fields["points"].widget.attrs["inputmode"] = "numeric"

    @property
    def as_it_was(self) -> SafeString:
        """Hidden fields with what the row held when the page was first made."""
        shown = [self[name] for name in ("points", "is_mandated", "because")]
        return format_html_join(
            "", "{}", ((field.as_hidden(only_initial=True),) for field in shown)
        )


class LinkForm(forms.Form):
    """Two requests and what ties them."""

    use_required_attribute = False
    first = forms.TypedChoiceField(label=gettext_lazy("Request"), coerce=int)
    kind = forms.ChoiceField(
        label=gettext_lazy("Tie"),
        choices=[
            (CandidateLink.Kind.NEEDS, gettext_lazy("needs")),
            (CandidateLink.Kind.EXCLUDES, gettext_lazy("cannot be done beside")),
        ],
    )
    second = forms.TypedChoiceField(label=gettext_lazy("Other request"), coerce=int)

    def __init__(
        self, data: QueryDict | None = None, *, requests: Iterable[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        choices = any_of(_("Choose a request"), requests)
        for name in ("first", "second"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            wanted = {"required": _("Choose a request.")}
            self.fields[name].error_messages |= wanted


@dataclass(frozen=True)
class Sides:
    """The two plans of an address, None where it names none or a wrong one."""

    a: int | None
    b: int | None

    @classmethod
    def of(cls, query: QueryDict) -> "Sides":
        return cls(*(_number(query.get(name, "")) for name in ("a", "b")))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _year(data: QueryDict | None, otherwise: int) -> int:
    typed = _number(data.get("first_year", "")) if data else None
    return typed if typed and 2000 <= typed <= 2100 else otherwise
