"""Worked example A as the command reads it, and lines to change it by."""

import json
from decimal import Decimal

from tests.triage.scoring.examples import ROOT
from triage.management.cost_drivers import released_drivers
from triage.scoring.budget import forecasts
from triage.scoring.budget.contract import read_money

CATALOGUE = released_drivers()


def read_example(name):
    path = ROOT / "tests/data/budget" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def judged(document):
    """Both scopes of a document."""
    money, _scope = read_money(document, CATALOGUE)
    return forecasts(money)
