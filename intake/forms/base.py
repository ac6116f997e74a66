"""What every form of ours does."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from accounts.errors import Refused


class CrispyForm(forms.Form):
    """The page writes the form tag, the token and the buttons."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = self.layout()
        return helper

    def layout(self) -> Layout:
        return Layout(*self.fields)

    def show(self, refused: Refused) -> None:
        """Put what a service refused beside the fields it names."""
        for name, text in refused.messages.items():
            self.add_error(name if name in self.fields else None, text)
