"""Taking a suggested line, or leaving it out."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.models import ITTeam
from intake.forms.base import CrispyForm
from intake.forms.estimates import EstimateField


class AcceptSuggestionForm(CrispyForm):
    """How many there are, and whose time it is; the page draws both in one row."""

    quantity = EstimateField(label=gettext_lazy("How many?"))
    team = forms.ModelChoiceField(
        queryset=ITTeam.objects.all(), label=gettext_lazy("Whose time?"), required=False
    )


class RefuseSuggestionForm(CrispyForm):
    because = forms.CharField(
        label=gettext_lazy("Why not?"), max_length=200, required=False
    )
