"""Who usually knows the answer to a question."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

WHO_ANSWERS: Mapping[str, str | Promise] = {
    "department": gettext_lazy("the department"),
    "IT": gettext_lazy("IT"),
    "vendor": gettext_lazy("the vendor"),
    "legal": gettext_lazy("the City Attorney"),
}


def who_answers(code: str) -> str:
    """A code the questionnaire newly uses is shown as it is."""
    return str(WHO_ANSWERS.get(code, code))
