import io
import json
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from intake.models import CostDriver, DriverPrice
from intake.services import load_categories
from intake.services.drivers import load_cost_drivers
from tests.conftest import NOW
from tests.triage.conftest import load_json
from tests.triage.scoring.examples import ROOT
from triage.management import cost_drivers
from triage.management.cost_drivers import read_drivers, released_drivers

EXAMPLE = ROOT / "tests/data/budget/plate_readers.json"


def run(*args):
    out = io.StringIO()
    call_command("budget", *args, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture
def no_database(monkeypatch):
    def nothing(rows):
        raise DatabaseError("no such table")

    monkeypatch.setattr(cost_drivers, "with_prices", nothing)


@pytest.mark.usefixtures("no_database")
def test_budget_reads_standard_input_and_needs_no_database(monkeypatch):
    stdin = SimpleNamespace(buffer=io.BytesIO(EXAMPLE.read_bytes()))
    monkeypatch.setattr("sys.stdin", stdin)

    (result,) = run()

    likely = result["scenarios"]["likely"]
    assert likely["total_cost"] == 1_138_000_02
    assert likely["total_gap"] == 758_000_02
    assert likely["gap"] == [96_258_20, 10_962_00, 194_307_21, 202_591_59, 253_881_02]
    assert likely["hours_gap"] == [524.5, 46.0, 46.0, 46.0, 46.0]
    assert (likely["gap_share"], likely["unfunded_recurring_share"]) == (0.6661, 0.683)
    assert likely["cliff"] == {"year": "FY2030", "amount": 150_000_00, "ratio": 0.7404}
    assert result["range"] == [764_490_02, 1_536_272_56]
    assert result["range_80"] == [1_010_630_63, 1_273_623_59]
    assert (result["tier"], result["tier_low"], result["tier_high"]) == ("B3",) * 3
    assert result["flags"] == ["CLIFF", "IT-NOT-IN-ASK"]
    assert result["next_number"] == {"driver": "LPR_SUB", "share": 0.6468}


@pytest.mark.usefixtures("no_database")
def test_budget_of_one_request_a_line_answers_each_in_order(tmp_path):
    example = json.loads(EXAMPLE.read_text())
    source = tmp_path / "in.jsonl"
    source.write_text(
        "\n".join(
            json.dumps(example | {"id": n, "scope": s})
            for n, s in enumerate(["all", "IT"])
        )
    )

    whole, of_it = run(str(source))

    assert (whole["id"], of_it["id"]) == (0, 1)
    assert whole["scenarios"]["likely"]["total_cost"] == 1_138_000_02
    assert of_it["scenarios"]["likely"]["total_cost"] == 137_371_04


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON, give one object"),
        ("nonsense", "not JSON, give one object"),
        ('{"start": NaN}', "not JSON, give one object: NaN is not a number"),
        (
            '{"start": 1e99999999999999999999}',
            "not JSON, give one object: 1e9+ is not a number to reckon with",
        ),
        ("{}", "^start: give a date such as 2026-10-01"),
        ('{"start": "2027-01-01", "stage": "idea"}\n{}', "^request 2: start: give"),
    ],
)
def test_budget_that_cannot_be_read_says_why_and_fails(tmp_path, text, message):
    source = tmp_path / "in.json"
    source.write_text(text)

    with pytest.raises(CommandError, match=message) as failure:
        run(str(source))

    assert failure.value.returncode == 1
    assert "\n" not in str(failure.value)


def test_budget_of_a_missing_file_says_so():
    with pytest.raises(CommandError, match=r"missing\.json: No such file"):
        run("missing.json")


@pytest.mark.django_db
def test_drivers_of_an_empty_database_are_those_of_the_release():
    assert read_drivers() == released_drivers()


@pytest.mark.django_db
def test_drivers_of_the_city_count_as_it_has_them():
    load_categories(rows=load_json("categories.json"))
    load_cost_drivers(data=load_json("cost_drivers.json"), now=NOW)
    assert read_drivers() == released_drivers()

    price = DriverPrice.objects.get(driver__code="PENTEST")
    quote = {name: Decimal(20000) for name in ("low", "likely", "high")}
    DriverPrice.objects.create(
        driver=CostDriver.objects.get(code="PENTEST"),
        version=price.version + 1,
        base_year=2027,
        confidence=DriverPrice.Confidence.QUOTE,
        set_at=NOW,
        **quote,
    )

    found = read_drivers()["PENTEST"]
    assert (found.price.low, found.is_quoted, found.base_year) == (
        Decimal(20000),
        True,
        2027,
    )
