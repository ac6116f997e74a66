"""Forms around drafts: beginning one, publishing it, comparing it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class StartDraftForm(forms.Form):
    """What the draft is for, and which version it begins from."""

    title = forms.CharField(
        label=_("What the change is for"),
        help_text=_("A few words your colleagues will recognise."),
        max_length=120,
        error_messages={"required": _("Say in a few words what the draft is for.")},
    )
    based_on = forms.ChoiceField(label=_("Begin from"))

    def __init__(self, *args: Any, versions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["based_on"].choices = [  # type: ignore[attr-defined]
            (version, _("rubric %(version)s") % {"version": version})
            for version in versions
        ]


class PublishDraftForm(forms.Form):
    """The version it gets and why; refused by `publish_draft` where it will not do."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen_live = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.CharField(
        label=_("Version"),
        help_text=_("Every score names it for ever. The next free one is proposed."),
        max_length=20,
        error_messages={"required": _("Give it a version, such as 2027.1.")},
    )
    reason = forms.CharField(
        label=_("Why it is published"),
        help_text=_(
            "Kept with the rubric and in the history of every request it scores again."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why in a sentence or two.")},
    )


class DiscardDraftForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class CompareForm(forms.Form):
    """Which two, read from the address."""

    before = forms.ChoiceField(label=_("Compare"))
    after = forms.ChoiceField(label=_("with"))
    whole = forms.BooleanField(
        label=_("Show what is the same too"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(
        self, *args: Any, sides: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            self.fields[name].choices = sides  # type: ignore[attr-defined]
