"""allauth's forms in our words, without placeholders that look like something typed.

Apart from `accounts.forms`, which allauth itself imports for its sign-up form.
"""

from typing import Any

from allauth.account import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import LONGEST_EMAIL


class NoPlaceholders:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)


class SignInForm(NoPlaceholders, forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        # The page links to the reset below the button, out of the way of typing.
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Stay signed in on this computer")


class SignUpForm(NoPlaceholders, forms.SignupForm):  # type: ignore[misc]
    field_order = ("email", "name", "department", "password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].validators.append(MaxLengthValidator(LONGEST_EMAIL))


class ForgottenPasswordForm(NoPlaceholders, forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class NewPasswordForm(NoPlaceholders, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(NoPlaceholders, forms.ChangePasswordForm):  # type: ignore[misc]
    pass


class FirstPasswordForm(NoPlaceholders, forms.SetPasswordForm):  # type: ignore[misc]
    pass
