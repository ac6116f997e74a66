"""The first person in: somebody has to be able to invite the others."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from accounts.actors import THE_CLOCK
from accounts.errors import Refused
from accounts.roles import Role
from accounts.services import create_person


class Command(BaseCommand):
    help = "Add an administrator, who can then invite everybody else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read the password from standard input instead of asking twice",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            user = create_person(
                email=options["email"],
                name=options["name"],
                roles=[Role.REQUESTER, Role.ADMIN],
                department=None,
                password=self._password(from_stdin=options["password_stdin"]),
                by=THE_CLOCK,
                now=timezone.now(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{user.name} can sign in as {user.email}.")

    def _password(self, *, from_stdin: bool) -> str:
        if from_stdin:
            return sys.stdin.readline().rstrip("\n")
        password = getpass("Password: ")
        if password != getpass("The same again: "):
            raise CommandError("The two passwords differ; nobody was added.")
        return password
