"""What can go wrong in a service, as the caller has to tell it to a person.

A concrete error is defined beside the code that raises it and derives from one of these;
`accounts.middleware.DomainErrors` and `accounts.api.exception_handler` turn them into
answers (409, or 422 for refused input).
"""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class DomainError(Exception):
    """A rule says no. The text is for the person who tried, in plain words."""


class Conflict(DomainError):
    """Somebody else changed the thing first; the person has to look again."""


class Refused(DomainError):
    """Input a rule refuses, told by field so that a form can show it in place.

    :param messages: field name ("" for the whole form) → what is wrong and what to do.
    """

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__(" ".join(str(text) for text in messages.values()))
        self.messages = dict(messages)

    def as_validation_error(self) -> ValidationError:
        """For `form.add_error(None, …)`."""
        return ValidationError(
            {name or NON_FIELD_ERRORS: text for name, text in self.messages.items()}
        )
