"""References: PRJ- and three digits or more, one counter for all years."""

import re

from django.db.models import F

from projects.models import RefCounter

_REF = re.compile(r"^PRJ-(?P<serial>\d{3,})$")


def next_ref() -> str:
    """Take the next reference, such as "PRJ-015", in the caller's transaction.

    One conditional update raises the counter, so two at once never get the same. Gaps
    are allowed.
    """
    RefCounter.objects.get_or_create(pk=1)
    RefCounter.objects.update(last=F("last") + 1)
    return f"PRJ-{RefCounter.objects.get().last:03}"


def keep_ref(ref: str) -> None:
    """Give nobody else a reference the city already uses: raise the counter to it.

    :raises ValueError: it is not of our form.
    """
    match = _REF.match(ref)
    if match is None:
        raise ValueError(f"{ref!r} is not of the form PRJ-001.")
    serial = int(match["serial"])
    RefCounter.objects.get_or_create(pk=1)
    RefCounter.objects.filter(last__lt=serial).update(last=serial)
