"""Funding lines: a short part that is needed, and more about the money behind it."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.errors import Refused
from intake.forms.base import CrispyForm
from intake.forms.fields import DayField, DollarsField, PercentField
from intake.forms.money import PAYERS
from intake.models import FundingLine, GrantProgram, Payer
from intake.services import FundingDetails
from intake.services.funding_details import (
    BOND_CLASSES,
    CLASS_LABELS,
    COST_CLASSES,
)

_GRANT = FundingLine.SourceType.GRANT

# What each certainty counts for in the likely, the best and the worst case (budget.md §2).
_CERTAINTIES = [
    ("committed", gettext_lazy("Committed: it counts in full, whatever happens")),
    ("awarded", gettext_lazy("Awarded: it counts in full, whatever happens")),
    ("budgeted", gettext_lazy("Budgeted: it counts in full, whatever happens")),
    (
        "requested",
        gettext_lazy(
            "Requested in a budget: half of it counts; all of it if things go well, "
            "nothing if they do not"
        ),
    ),
    (
        "applied",
        gettext_lazy(
            "Applied for: 15 percent of it counts, or what its grant program usually "
            "grants; all of it if things go well, nothing if they do not"
        ),
    ),
    ("planned", gettext_lazy("Planned: nothing of it counts yet")),
]

_MATCH = ("program", "match_share", "match_of", "grant_matched")
_PAID = ("lump_sum", "budget_call_year", "transfer_memo")
_AFTERWARDS = ("successor_source", "successor_owner", "switch_off_plan")


class FundingLineForm(CrispyForm):
    """Cleans to `FundingDetails`."""

    source = forms.CharField(
        label=gettext_lazy("Where does the money come from?"), max_length=160
    )
    source_type = forms.ChoiceField(
        label=gettext_lazy("What kind of money is it?"),
        choices=[("", gettext_lazy("Choose one")), *FundingLine.SourceType.choices],
    )
    cents = DollarsField(label=gettext_lazy("How much in all, in dollars?"))
    start_on = DayField(label=gettext_lazy("From when?"), required=True)
    end_on = DayField(
        label=gettext_lazy("Until when?"),
        required=True,
        help_text=gettext_lazy("The last day it may be spent."),
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How certain is it?"),
        choices=_CERTAINTIES,
        widget=forms.RadioSelect,
    )
    payer = forms.ChoiceField(
        label=gettext_lazy("Whose costs may it pay?"),
        choices=PAYERS,
        widget=forms.RadioSelect,
        initial=Payer.DEPARTMENT,
    )
    allows = forms.MultipleChoiceField(
        label=gettext_lazy("What may it pay for?"),
        choices=[(code, CLASS_LABELS[code]) for code in COST_CLASSES],
        widget=forms.CheckboxSelectMultiple,
        initial=list(COST_CLASSES),
        help_text=gettext_lazy("A bond pays for one-time purchases only."),
    )
    program = forms.ModelChoiceField(
        queryset=GrantProgram.objects.all(),
        label=gettext_lazy("Which grant program?"),
        required=False,
        empty_label=gettext_lazy("None of these, or don't know yet"),
    )
    match_share = PercentField(
        label=gettext_lazy("Local match it asks for, in percent"),
        required=False,
        help_text=gettext_lazy("Leave it empty if it asks for none."),
    )
    match_of = forms.ChoiceField(
        label=gettext_lazy("Percent of what?"),
        choices=[
            (
                GrantProgram.MatchOf.PROJECT,
                gettext_lazy("Of the project's cost, as most federal grants"),
            ),
            (GrantProgram.MatchOf.AWARD, gettext_lazy("Of the grant itself")),
        ],
        required=False,
    )
    # Not "matches": a control of that name hides the form's own method from scripts.
    grant_matched = forms.ModelChoiceField(
        queryset=FundingLine.objects.none(),
        label=gettext_lazy("Is this money the match of a grant?"),
        required=False,
        empty_label=gettext_lazy("No"),
    )
    lump_sum = forms.BooleanField(
        label=gettext_lazy("It is paid as a lump sum in its first year"),
        required=False,
        help_text=gettext_lazy("Otherwise it is spread evenly over its months."),
    )
    budget_call_year = forms.TypedChoiceField(
        label=gettext_lazy("In which budget is it asked for?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("The fiscal year whose budget call it goes to."),
    )
    transfer_memo = forms.CharField(
        label=gettext_lazy("Signed transfer memo"),
        max_length=160,
        required=False,
        help_text=gettext_lazy(
            "Its number or date. With one, what is left may pay the other side's costs "
            "too."
        ),
    )
    successor_source = forms.CharField(
        label=gettext_lazy("Who pays afterwards?"), max_length=160, required=False
    )
    successor_owner = forms.CharField(
        label=gettext_lazy("Who answers for that?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "A name or an office. Only a source with somebody who answers for it "
            "counts as a successor."
        ),
    )
    switch_off_plan = forms.CharField(
        label=gettext_lazy("Or how will it be switched off?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("What ends, when, and who takes it down."),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        grants: Iterable[FundingLine] = (),
        budget_years: Iterable[int] = (),
        program_url: str = "",
        **kwargs: Any,
    ) -> None:
        """:param grants: what this money can be the match of.
        :param program_url: where the page learns what a program asks for.
        """
        super().__init__(*args, **kwargs)
        self.fields["program"].widget.attrs |= {
            "hx-get": program_url,
            "hx-target": "#grant-program",
            "hx-swap": "outerHTML",
            "hx-include": "#id_match_share",
        }
        matched: Any = self.fields["grant_matched"]
        pks = [grant.pk for grant in grants]
        matched.queryset = FundingLine.objects.filter(pk__in=pks)
        if not pks:
            del self.fields["grant_matched"]
        years: Any = self.fields["budget_call_year"]
        years.choices = [("", _("None, or don't know yet"))] + [
            (year, f"FY{year}") for year in budget_years
        ]

    def layout(self) -> Layout:
        kind = self["source_type"].value()
        return Layout(
            "source",
            "source_type",
            HTML('{% include "intake/_partner_money.html" %}'),
            "cents",
            "start_on",
            "end_on",
            "certainty",
            "payer",
            "allows",
            self._part(
                "match",
                _("Grant program and match"),
                _("What the program asks for, and who matches it"),
                "program",
                HTML('{% include "intake/_grant_program.html" %}'),
                *_MATCH[1:],
                is_open=kind == _GRANT,
                opens="source_type=grant",
            ),
            self._part(
                "paid",
                _("How it is paid"),
                _("Months or a lump sum, which budget, a transfer memo"),
                *_PAID,
            ),
            self._part(
                "afterwards",
                _("When it ends"),
                _("Who pays for what goes on every year, or how it is switched off"),
                *_AFTERWARDS,
                is_open=kind in (_GRANT, FundingLine.SourceType.PARTNER),
                opens="source_type=grant source_type=partner allows=recurring:capital "
                "allows=recurring:operating",
            ),
            "seen_version",
        )

    def _part(
        self,
        name: str,
        legend: str,
        holds: str,
        *fields: Any,
        is_open: bool = False,
        opens: str = "",
    ) -> Fieldset:
        """Fields nobody has to fill in; they open when they matter.

        :param opens: what, once chosen, opens them: "name=value …".
        """
        shown = [field for field in fields if field in self.fields or _is_html(field)]
        says_something = any(
            self[field].errors or self[field].value()
            for field in shown
            if not _is_html(field) and field != "match_of"
        )
        return Fieldset(
            format_html("{}<small>{}</small>", legend, holds),
            *shown,
            css_id=name,
            css_class="is-open" if is_open or says_something else "",
            template="intake/_money_part.html",
            data_gw_opens=opens,
        )

    def show(self, refused: Refused) -> None:
        named = dict(refused.messages)
        if "matches" in named:
            named["grant_matched"] = named.pop("matches")
        super().show(Refused(named))

    def details(self) -> FundingDetails:
        values = dict(self.cleaned_data)
        del values["seen_version"]
        values["matches"] = values.pop("grant_matched", None)
        values["match_of"] = values["match_of"] or GrantProgram.MatchOf.PROJECT
        if values["source_type"] == FundingLine.SourceType.BOND:
            # All ticks are there to begin with; a bond takes its own without asking.
            ticked_all = set(values["allows"]) == set(COST_CLASSES)
            values["allows"] = BOND_CLASSES if ticked_all else values["allows"]
        return FundingDetails(**{**values, "allows": tuple(values["allows"])})


def _is_html(field: Any) -> bool:
    return not isinstance(field, str)


def funding_initial(details: FundingDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in FundingDetails.__annotations__} | {
        "allows": list(details.allows),
        "program": details.program and details.program.pk,
        "grant_matched": details.matches and details.matches.pk,
    }
