"""Writing down what IT came across, in half a minute and on a phone."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import LONGEST_EMAIL, Contact
from intake.finishers import Finishing
from intake.forms.base import CrispyForm
from intake.models import Happening, ProjectRequest


class LogFoundWorkForm(CrispyForm):
    """Four questions; whoever is named beside the department is invited to finish it."""

    title = forms.CharField(
        label=gettext_lazy("What is it?"),
        max_length=ProjectRequest._meta.get_field("title").max_length,
        help_text=gettext_lazy("A few plain words."),
        error_messages={"required": gettext_lazy("Give it a name in a few words.")},
    )
    department = forms.TypedChoiceField(
        label=gettext_lazy("Whose is it?"),
        help_text=gettext_lazy("The person named is invited by mail to finish it."),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose the department.")},
    )
    found = forms.CharField(
        label=gettext_lazy("What did you come across, and where?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        help_text=gettext_lazy(
            "What you saw, not what you think of it: the department reads it."
        ),
        error_messages={
            "required": gettext_lazy("Say in a sentence what you came across.")
        },
    )
    how_far = forms.ChoiceField(
        label=gettext_lazy("How far is it, as far as you can tell?"),
        help_text=gettext_lazy("The furthest you saw. It can be corrected later."),
        error_messages={"required": gettext_lazy("Choose how far it is.")},
    )
    invite_email = forms.EmailField(
        label=gettext_lazy("Their e-mail"),
        required=False,
        max_length=LONGEST_EMAIL,
        help_text=gettext_lazy("Somebody of that department with an account."),
    )

    def __init__(
        self, *args: Any, departments: Sequence[Finishing], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._departments = {item.department.pk: item for item in departments}
        department: Any = self.fields["department"]
        department.choices = [
            ("", _("Choose one")),
            *((pk, _offer(item)) for pk, item in self._departments.items()),
        ]
        how_far: Any = self.fields["how_far"]
        how_far.choices = [
            ("", _("Choose one")),
            *(
                (kind, str(label)[:1].upper() + str(label)[1:])
                for kind, label in reversed(Happening.Kind.choices)
                # Weighs nothing: it does not say how far anything is.
                if kind != Happening.Kind.PROMISED
            ),
        ]

    def layout(self) -> Layout:
        is_open = self["invite_email"].errors or self["invite_email"].value()
        return Layout(
            "title",
            "department",
            "found",
            "how_far",
            Fieldset(
                format_html(
                    "{}<small>{}</small>",
                    _("Invite somebody else"),
                    _("Only if the person named above is not the one"),
                ),
                "invite_email",
                css_class="is-open" if is_open else "",
                template="intake/_part.html",
            ),
        )

    def chosen(self) -> Finishing:
        """The department, with who is invited unless an address is given."""
        return self._departments[self.cleaned_data["department"]]


class AskToFinishForm(CrispyForm):
    invite = forms.ModelChoiceField(
        queryset=Contact.objects.none(),
        label=gettext_lazy("Who can finish it?"),
        help_text=gettext_lazy("They get a mail with a link to the idea."),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose somebody.")},
    )

    def __init__(self, *args: Any, people: Iterable[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invite: Any = self.fields["invite"]
        invite.queryset = Contact.objects.filter(pk__in=[one.pk for one in people])


def _offer(item: Finishing) -> str:
    if item.invites is None:
        return _("%(department)s (nobody to invite yet)") % {
            "department": item.department.name
        }
    return _("%(department)s (invites %(person)s)") % {
        "department": item.department.name,
        "person": item.invites.name,
    }
