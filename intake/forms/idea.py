"""The idea, all on one page; only the first four questions are required."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import LONGEST_EMAIL, Department
from intake.forms.fields import DayField, DollarsField
from intake.forms.happenings import HappeningsForm, ticked
from intake.ideas import COLUMNS, Idea, NamedPartner, TouchedSystem
from intake.models import (
    Category,
    FundingLine,
    Partner,
    ProjectRequest,
    QuickTick,
)

NOT_SURE = "not_sure"


def _longest(name: str) -> Any:
    column: Any = ProjectRequest._meta.get_field(name)
    return column.max_length


def _line(name: str, label: Any, **options: Any) -> forms.CharField:
    options.setdefault("required", False)
    return forms.CharField(label=label, max_length=_longest(name), **options)


def _text(label: Any, *, rows: int = 2, **options: Any) -> forms.CharField:
    options.setdefault("required", False)
    return forms.CharField(
        label=label,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


class IdeaForm(HappeningsForm):
    """Cleans to an `Idea`, without the systems it touches (see `forms.touches`)."""

    problem = _text(
        gettext_lazy("What is the problem, and for whom?"),
        rows=3,
        required=True,
        help_text=gettext_lazy("Two or three sentences. Leave products out for now."),
        error_messages={
            "required": gettext_lazy("Say what the problem is, and for whom.")
        },
    )
    title = _line(
        "title",
        gettext_lazy("Working name"),
        required=True,
        help_text=gettext_lazy(
            "A few plain words, such as “Flood sensors in underpasses”."
        ),
        error_messages={
            "required": gettext_lazy("Give it a working name. You can change it later.")
        },
    )
    department = forms.ModelChoiceField(
        queryset=Department.objects.none(),
        label=gettext_lazy("Who asks, and will own it?"),
        help_text=gettext_lazy("The department that answers for it in five years."),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the department.")},
    )
    category = forms.ChoiceField(
        label=gettext_lazy("What kind of thing is it?"),
        help_text=gettext_lazy("IT can correct this later."),
        error_messages={
            "required": gettext_lazy("Choose one, or “Not sure”."),
        },
    )
    quick_ticks = forms.MultipleChoiceField(
        label=gettext_lazy("As far as you know, it …"),
        help_text=gettext_lazy(
            "Your ticks fill nothing in; they choose which questions come first."
        ),
        choices=QuickTick.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    told_whom = _line("told_whom", gettext_lazy("Whom in IT have you told?"))
    told_on = DayField(label=gettext_lazy("When did you tell them?"))
    commit_on = DayField(
        label=gettext_lazy("When does money become binding, or when did it?"),
        help_text=gettext_lazy(
            "The day a grant is accepted or a contract signed. "
            "A month will do; it counts as its first day."
        ),
    )
    fixed_on = DayField(label=gettext_lazy("Is there a date that cannot move?"))
    fixed_because = _line("fixed_because", gettext_lazy("What fixes that date?"))
    wanted_on = DayField(label=gettext_lazy("When would you like it to work?"))
    money_source = _line(
        "money_source",
        gettext_lazy("Where would the money come from?"),
        help_text=gettext_lazy(
            "Such as “State auto-theft grant” or “our operating budget”."
        ),
    )
    money_type = forms.ChoiceField(
        label=gettext_lazy("What kind of money is that?"),
        choices=[("", gettext_lazy("Not sure")), *FundingLine.SourceType.choices],
        required=False,
    )
    money_cents = DollarsField(
        label=gettext_lazy("How much, in dollars?"),
        required=False,
        help_text=gettext_lazy("250k will do. Leave it empty while nobody knows."),
    )
    money_until_on = DayField(
        label=gettext_lazy("When does that money stop?"),
        help_text=gettext_lazy(
            "With kind, amount and end it counts as planned money for your department, "
            "from today on; an accepted grant counts as awarded. Say more on the money "
            "page."
        ),
    )
    rough_size = _line(
        "rough_size",
        gettext_lazy("Roughly how big is it?"),
        help_text=gettext_lazy("Such as “60 cameras at 12 crossings”."),
    )
    vendors_met = _text(
        gettext_lazy("Who else is involved? Which vendors have you met?")
    )
    if_nothing = _text(gettext_lazy("What happens if nothing is done for a year?"))
    idea_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        departments: Iterable[Department],
        money_has_lines: bool = False,
        proposed_commit_on: date | None = None,
        **kwargs: Any,
    ) -> None:
        """:param departments: those the person may ask for, at least one.
        :param proposed_commit_on: offered with one click beside the empty date.
        :param money_has_lines: the money page has the word; not asked here.
        """
        super().__init__(*args, **kwargs)
        self.proposed_commit_on = proposed_commit_on
        pks = [department.pk for department in departments]
        choice: Any = self.fields["department"]
        choice.queryset = Department.objects.filter(pk__in=pks)
        kind: Any = self.fields["category"]
        kind.choices = [
            ("", _("Choose one")),
            *Category.objects.values_list("code", "name"),
            (NOT_SURE, _("Not sure")),
        ]
        self.add_happenings()
        self._add_partners()
        if money_has_lines:
            for name in ("money_source", "money_type", "money_cents", "money_until_on"):
                del self.fields[name]

    def _add_partners(self) -> None:
        hints = {
            Partner.Part.OWNER: _("Who will own it afterwards?"),
            Partner.Part.FUNDER: _("Who pays for it?"),
            Partner.Part.PROMOTER: _("Who wants it most?"),
        }
        for part, label in hints.items():
            self.fields[f"{part}_name"] = forms.CharField(
                label=label,
                max_length=120,
                required=False,
                help_text=_("A name or an office is enough."),
            )
            self.fields[f"{part}_email"] = forms.EmailField(
                label=_("Their e-mail, so that they hear of the decision"),
                max_length=LONGEST_EMAIL,
                required=False,
            )

    def layout(self) -> Layout:
        partners = [
            f"{part}_{what}" for part in Partner.Part for what in ("name", "email")
        ]
        money = ["money_source", "money_type", "money_cents", "money_until_on"]
        if "money_source" not in self.fields:
            money = [HTML('{% include "intake/_money_has_lines.html" %}')]
        return Layout(
            "problem",
            "title",
            "department",
            "category",
            HTML('{% include "intake/_happenings.html" %}'),
            "quick_ticks",
            self._part(
                _("Dates"),
                _("When money becomes binding, what cannot move, whom in IT you told"),
                "wanted_on",
                "commit_on",
                HTML('{% include "intake/_commit_proposal.html" %}'),
                "fixed_on",
                "fixed_because",
                "told_whom",
                "told_on",
            ),
            self._part(
                _("Money and size"),
                _("Where it would come from, how much, until when"),
                *money,
                "rough_size",
            ),
            self._part(
                _("Others"),
                _("Owner, funder, promoter, vendors, and what if nothing is done"),
                *partners,
                "vendors_met",
                "if_nothing",
            ),
            "idea_version",
            "seen_version",
        )

    def _part(self, legend: str, holds: str, *fields: Any) -> Fieldset:
        """Fields nobody has to fill in: open once they say something or are wrong."""
        says_something = ("commit_on" in fields and self.proposed_commit_on) or any(
            self[name].errors or self[name].value()
            for name in fields
            if isinstance(name, str) and name in self.fields
        )
        return Fieldset(
            format_html("{}<small>{}</small>", legend, holds),
            *fields,
            css_class="is-open" if says_something else "",
            template="intake/_part.html",
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for part in Partner.Part:
            if cleaned.get(f"{part}_email") and not cleaned.get(f"{part}_name"):
                self.add_error(f"{part}_name", _("Give a name to the address."))
        return cleaned

    def idea(
        self, *, systems: tuple[TouchedSystem, ...], stored: Idea | None = None
    ) -> Idea:
        """What was filled in; what was not asked is kept from `stored`."""
        kept = {name: getattr(stored, name) for name in COLUMNS if stored is not None}
        told = {
            name: self.cleaned_data[name]
            for name in COLUMNS
            if name in self.cleaned_data and name not in ("category", "quick_ticks")
        }
        return Idea(
            **kept
            | told
            | {
                "category": self._category(),
                "quick_ticks": tuple(self.cleaned_data["quick_ticks"]),
                "happenings": tuple(self.happenings()),
                "partners": tuple(self._partners()),
                "systems": systems,
            }
        )

    def _category(self) -> Category | None:
        code = self.cleaned_data["category"]
        return None if code == NOT_SURE else Category.objects.get(code=code)

    def _partners(self) -> Iterable[NamedPartner]:
        for part in Partner.Part:
            name = self.cleaned_data[f"{part}_name"]
            if name:
                yield NamedPartner(part, name, self.cleaned_data[f"{part}_email"])


def initial_of(idea: Idea) -> Mapping[str, Any]:
    """What the form shows for a stored idea."""
    initial: dict[str, Any] = {name: getattr(idea, name) for name in COLUMNS}
    initial["category"] = idea.category.code if idea.category else NOT_SURE
    initial |= ticked(idea.happenings)
    for partner in idea.partners:
        initial[f"{partner.part}_name"] = partner.name
        initial[f"{partner.part}_email"] = partner.email
    return initial
