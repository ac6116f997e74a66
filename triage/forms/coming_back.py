"""Forms that come back to whoever sent them, with all that was typed."""

from typing import Any

from django import forms
from django.utils.functional import Promise

from accounts.errors import Refused
from triage.selectors.workbench import Workbench


def show_refusal(error: Refused, form: forms.Form) -> None:
    """Put what a service refused beside its field, or above the form without one."""
    for name, text in error.messages.items():
        form.add_error(name if name in form.fields else None, text)


def caught_up(form: forms.Form, page: Workbench) -> forms.Form:
    """The same form with all that was typed, about the request as it is now.

    Pressing its button again acts on what the person has now seen.
    """
    newly_seen = {"seen_version": page.version}
    if page.judged:
        newly_seen["assessment"] = page.judged.assessment_id
    form.data = {**form.data.dict(), **newly_seen}  # type: ignore[attr-defined]
    return form


def kept_texts(form: forms.Form) -> list[tuple[str, str]]:
    """What was typed, label by label, for a page where the form has gone."""
    return [
        (str(field.label), str(_shown_choices(field).get(field.value(), field.value())))
        for field in form.visible_fields()
        if field.value()
    ]


def _shown_choices(field: forms.BoundField) -> dict[Any, str | Promise]:
    """Codes with their labels; empty for a field one types into."""
    return dict(getattr(field.field, "choices", ()))
