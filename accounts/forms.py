"""Forms of accounts, one per act, named after the service behind it."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import LONGEST_EMAIL, Department, User
from accounts.role_texts import ROLE_TEXTS
from accounts.roles import Role, Scope

LARGEST_LIST_BYTES = 1_000_000


class CrispyForm(forms.Form):
    """The page writes the form tag, the button and what stands between."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(*self.fields)
        return helper


def _departments() -> Any:
    return Department.objects.filter(is_example=False)


def _department_field(**options: Any) -> "forms.ModelChoiceField[Department]":
    return forms.ModelChoiceField(
        queryset=_departments(), label=_("Department"), **options
    )


def _email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("E-mail"),
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


def _roles_field() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Roles"),
        choices=[
            (role, f"{text.label} ({text.who}): {text.may}")
            for role, text in ROLE_TEXTS.items()
        ],
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("A person can hold several."),
    )


def _password_field(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        **options,
    )


class RenamePersonForm(CrispyForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As colleagues know you; it stands beside what you do."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class AskForDepartmentForm(CrispyForm):
    department = _department_field(
        help_text=_("An administrator confirms it; until then no department counts."),
    )


class ConfirmDepartmentForm(CrispyForm):
    department = _department_field()


class ChangeEmailForm(CrispyForm):
    email = _email_field()


class GrantRolesForm(CrispyForm):
    roles = _roles_field()


class InvitePersonForm(CrispyForm):
    email = _email_field()
    name = forms.CharField(label=_("Name"), max_length=120)
    department = _department_field()
    roles = _roles_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = [Role.REQUESTER]


class CheckPeopleForm(CrispyForm):
    """The file of a list of people; what it says is read by `people_csv`."""

    file = forms.FileField(
        label=_("List of people (CSV)"),
        help_text=_(
            "First line: email, name, department, title, roles. Department by code or "
            "name; several roles separated by spaces; no role means requester."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_LIST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB; split it."))
        try:
            return str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                _("Save the file as CSV in UTF-8 and choose it again.")
            ) from error


class ImportPeopleForm(CrispyForm):
    """The list as it was previewed, carried to the confirmation."""

    file = forms.CharField(
        max_length=LARGEST_LIST_BYTES, strip=False, widget=forms.HiddenInput
    )


class AcceptInvitationForm(CrispyForm):
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = _password_field(
        _("Password"),
        help_text=_("At least 12 characters; a few words in a row are good."),
    )
    password_again = _password_field(_("The same password again"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        again = typed.get("password_again")
        if again and typed.get("password") != again:
            self.add_error("password_again", _("Type the same password both times."))
        return typed


class MakeTokenForm(CrispyForm):
    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("So that you know later which one to revoke."),
    )
    scopes = forms.TypedMultipleChoiceField(
        label=_("What it may do"),
        choices=[
            (Scope.REQUESTS_READ, _("Read the requests you may read")),
            (Scope.REQUESTS_WRITE, _("Create, answer and submit requests as you")),
            (Scope.ASSESSMENTS_READ, _("Read how requests were scored")),
        ],
        coerce=Scope,
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        help_text=_("At most a year from now."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SignUpFields(forms.Form):
    """What allauth's sign-up forms ask for beside e-mail and password."""

    name = RenamePersonForm.base_fields["name"]
    department = _department_field(
        help_text=_("Where you work; an administrator confirms it."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        domain = typed.get("email", "").rpartition("@")[2].lower()
        if self.only_listed_domains and domain and not is_listed(domain):
            self.add_error(
                "email",
                _("Only addresses of the city may sign up. Ask to be invited."),
            )
        return typed

    @property
    def only_listed_domains(self) -> bool:
        """A social sign-up comes from an identity provider, which vouches instead."""
        return not hasattr(self, "sociallogin")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Nothing is left to do: `accounts.adapters` admitted the person."""


def is_listed(domain: str) -> bool:
    """Whether people of this e-mail domain may sign up by themselves."""
    return domain in {listed.strip().lower() for listed in settings.SIGN_UP_DOMAINS}
