"""Forms on pages carry the token against forged posts."""

import re
from pathlib import Path

from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
INCLUDED_ALONE = re.compile(r'{% include "([^"]+)"((?:(?!%}).)* only) %}')


def test_no_form_is_included_without_its_token():
    """`only` leaves the token behind: the form would be refused with a 403."""
    without = [
        (path.name, name)
        for path in TEMPLATES.rglob("*.html")
        for name, given in INCLUDED_ALONE.findall(path.read_text(encoding="utf-8"))
        if "{% csrf_token %}" in (TEMPLATES / name).read_text(encoding="utf-8")
        and "csrf_token" not in given
    ]

    assert without == []
