"""Forms of accounts, one per act."""

from django import forms
from django.http import HttpRequest

from accounts.models import User


class SignUpForm(forms.Form):
    def signup(self, request: HttpRequest, user: User) -> None: ...
