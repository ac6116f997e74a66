"""The business case: every field optional, in sections, each with a hint."""

from typing import Any

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.forms.base import CrispyForm
from intake.forms.fields import DayField
from intake.models import BusinessCase
from intake.services.business_case import FIELDS, LONGEST_TEXT

Words = str | Promise

# Field, question, and an example or what is meant; in the order of the page.
SECTIONS: tuple[tuple[Words, tuple[tuple[str, Words, Words], ...]], ...] = (
    (
        gettext_lazy("Why, and for whom"),
        (
            (
                "goal_served",
                gettext_lazy("Which city goal or law does it serve?"),
                gettext_lazy("Such as “Vision Zero plan, action 4” or “state law”."),
            ),
            (
                "evidence",
                gettext_lazy("What shows the need?"),
                gettext_lazy(
                    "Numbers, complaints, an audit: “31 flooded cars in three years”."
                ),
            ),
            (
                "users",
                gettext_lazy("Who will use it, and how many?"),
                gettext_lazy("Such as “40 crew members and 2 dispatchers”."),
            ),
            (
                "left_out",
                gettext_lazy("Who could be left out or harmed?"),
                gettext_lazy("Such as residents without a phone or without English."),
            ),
            (
                "priority",
                gettext_lazy("Where does it stand among your department's requests?"),
                gettext_lazy("1 is first."),
            ),
            (
                "if_not_funded",
                gettext_lazy("What slips if it is not funded?"),
                gettext_lazy("What the city goes on paying, risking or doing by hand."),
            ),
        ),
    ),
    (
        gettext_lazy("How we will know that it worked"),
        (
            (
                "measure",
                gettext_lazy("What is measured?"),
                gettext_lazy("One number: “minutes until a road is closed”."),
            ),
            (
                "baseline",
                gettext_lazy("What is that number today?"),
                gettext_lazy("Such as “55 minutes in 2025”. “Not measured” is fine."),
            ),
            (
                "target",
                gettext_lazy("What should it be?"),
                gettext_lazy("Such as “15 minutes”."),
            ),
            ("target_on", gettext_lazy("By when?"), gettext_lazy("A month will do.")),
            (
                "measured_by",
                gettext_lazy("Who measures it and reports it to the public?"),
                gettext_lazy("A name or an office."),
            ),
            (
                "stop_rule",
                gettext_lazy("What result would end it?"),
                gettext_lazy("Such as “under 10 warnings in the first year”."),
            ),
        ),
    ),
    (
        gettext_lazy("Other ways considered"),
        (
            (
                "alternative_nothing",
                gettext_lazy("Doing nothing"),
                gettext_lazy("What would happen, and what it would cost."),
            ),
            (
                "alternative_delay",
                gettext_lazy("Doing it a year later"),
                gettext_lazy("What would be lost, or learned."),
            ),
            (
                "alternative_smaller",
                gettext_lazy("Doing less of it"),
                gettext_lazy("Such as 10 places instead of 45."),
            ),
            (
                "alternative_existing",
                gettext_lazy("Using what the city has"),
                gettext_lazy("Which system was looked at, and why it would not do."),
            ),
            (
                "alternative_shared",
                gettext_lazy("Sharing somebody's service"),
                gettext_lazy("The county's, a neighbor's, a university's."),
            ),
            (
                "why_proposed",
                gettext_lazy("Why this way?"),
                gettext_lazy("What decided it against the others."),
            ),
        ),
    ),
    (
        gettext_lazy("Delivery and operation"),
        (
            (
                "procurement",
                gettext_lazy("How will it be bought?"),
                gettext_lazy("Such as “open RFP” or “state contract”."),
            ),
            (
                "purchase_on",
                gettext_lazy("When is it bought?"),
                gettext_lazy("A month or a quarter will do."),
            ),
            (
                "contract_ends_on",
                gettext_lazy("When does the contract end?"),
                gettext_lazy("Its first end, before extensions."),
            ),
            (
                "vendors_contacted",
                gettext_lazy("Which vendors were contacted, and when?"),
                gettext_lazy("“None” is an answer, and a good one."),
            ),
            (
                "depends_on",
                gettext_lazy("What must happen first?"),
                gettext_lazy("A policy, a council vote, permits for poles."),
            ),
            (
                "runs_by_day",
                gettext_lazy("Who runs it by day?"),
                gettext_lazy("A name or an office."),
            ),
            (
                "answers_at_night",
                gettext_lazy("Who answers at night?"),
                gettext_lazy("“Nobody: it waits until morning” is an answer."),
            ),
            (
                "risks",
                gettext_lazy("What are the three largest risks?"),
                gettext_lazy("And what is done about each."),
            ),
        ),
    ),
    (
        gettext_lazy("The data, and the end of it"),
        (
            (
                "data_owner",
                gettext_lazy("Who owns the data?"),
                gettext_lazy("By contract: the city, the vendor, a partner."),
            ),
            (
                "retention",
                gettext_lazy("How long are records kept?"),
                gettext_lazy("Such as “30 days, then deleted by the vendor”."),
            ),
            (
                "exit_plan",
                gettext_lazy("How does the city get out, with its data?"),
                gettext_lazy("In which format, how fast, at what price."),
            ),
            (
                "removal_owner",
                gettext_lazy("Who takes it down at the end?"),
                gettext_lazy("Off the poles, out of the network, out of the budget."),
            ),
        ),
    ),
)


class BusinessCaseForm(CrispyForm):
    """Cleans to the values of `save_business_case`."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for _title, asked in SECTIONS:
            for name, label, hint in asked:
                self.fields[name] = _field(name, label, hint)

    def layout(self) -> Layout:
        parts = []
        opened = False
        for title, asked in SECTIONS:
            names = [name for name, _label, _hint in asked]
            filled = sum(self[name].value() not in (None, "") for name in names)
            is_next = not opened and filled < len(names)
            opened = opened or is_next
            is_wrong = any(self[name].errors for name in names)
            parts.append(
                Fieldset(
                    format_html(
                        "{}<small>{}</small>", title, _says(filled, len(names))
                    ),
                    *names,
                    HTML('{% include "intake/_save_part.html" %}'),
                    css_class="is-open" if is_next or is_wrong else "",
                    template="intake/_part.html",
                )
            )
        return Layout(*parts, "seen_version")

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


def _field(name: str, label: Words, hint: Words) -> forms.Field:
    column: Any = BusinessCase._meta.get_field(name)
    options: Any = {"label": label, "help_text": hint, "required": False}
    if isinstance(column, models.DateField):
        return DayField(**options)
    if isinstance(column, models.TextField):
        widget = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(max_length=LONGEST_TEXT, widget=widget, **options)
    if isinstance(column, models.CharField):
        return forms.CharField(max_length=column.max_length, **options)
    return forms.IntegerField(min_value=1, max_value=999, **options)


def _says(filled: int, total: int) -> str:
    if filled == total:
        return _("all filled in")
    return _("%(filled)d of %(total)d filled in") % {"filled": filled, "total": total}
