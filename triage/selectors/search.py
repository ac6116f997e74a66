"""Find requests by words, in any case, on both databases."""

import re

from django.db import connection
from django.db.models import Q

_FIELDS = ("number", "title", "problem")


def matching(words: str) -> Q:
    """Requests that have every word in their number, title or problem."""
    found = Q()
    for word in words.split():
        found &= _anywhere(word)
    return found


def _anywhere(word: str) -> Q:
    # SQLite's LIKE and UPPER fold ASCII only; Django's REGEXP there is Python's, which
    # folds every letter. PostgreSQL folds with UPPER.
    if connection.vendor == "sqlite":
        lookup, value = "iregex", re.escape(word)
    else:
        lookup, value = "icontains", word
    found = Q()
    for field in _FIELDS:
        found |= Q(**{f"{field}__{lookup}": value})
    return found
