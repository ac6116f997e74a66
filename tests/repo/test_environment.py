"""Every setting read from the environment stands in .env.example, and no other."""

import re

from tests.servers import ROOT

_READ = re.compile(r'env(?:\.\w+)?\(\s*"([A-Z_]+)"')


def _example() -> set[str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return {line.split("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)}


def test_env_example_lists_exactly_what_settings_read():
    read = set(_READ.findall((ROOT / "config/settings.py").read_text()))

    # POSTGRES_PASSWORD is docker-compose's, for the database container.
    assert _example() - {"POSTGRES_PASSWORD"} == read
