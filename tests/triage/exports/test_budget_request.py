from datetime import date
from decimal import Decimal

from triage.budget_request.document import Document, Entry, Part, Row, Table, Unit
from triage.exports import budget_request as sheet

_YEARS = ("FY2028", "FY2029")


def paper(*tables: Table) -> Document:
    entries = (Entry("a", "Target", "5"), Entry("b", "Measure", "", "R. Vega"))
    return Document(
        number="HB-2026-001",
        title="Sensors",
        department="Parks",
        city="Harlow Bend",
        fiscal_year=2028,
        made_on=date(2026, 11, 23),
        judged_on=None,
        summary="",
        parts=(Part(5, "Money", entries, tables),),
    )


def cells_of(*tables: Table) -> list[dict[str, str]]:
    document = paper(*tables)
    heads = sheet.headers(document)
    return [dict(zip(heads, row, strict=True)) for row in sheet.rows(document, "DRAFT")]


def test_money_is_a_number_without_sign_or_thousands():
    cost = Row("cost", "Cost", (9_625_800, None), ("A1", "A2", "A4"))
    table = Table("fiscal", "Cost by year", Unit.CENTS, _YEARS, (cost,))

    row = next(row for row in cells_of(table) if row["Item"] == "Cost")

    assert (row["FY2028"], row["FY2029"], row["Total"]) == ("96258.00", "", "")
    assert Decimal(row["FY2028"]) == Decimal(96258)
    assert (row["Unit"], row["Rests on"]) == ("dollars", "A1–A2, A4")


def test_table_of_other_columns_has_a_row_for_each_figure():
    fiscal = Table("fiscal", "Cost by year", Unit.CENTS, _YEARS, ())
    hours = Row("x", "HB-2026-001", (12_050,))
    table = Table("hours", "Hours", Unit.HOURS, ("Privacy",), (hours,), sums=False)

    row = next(row for row in cells_of(fiscal, table) if "Privacy" in row["Item"])

    assert (row["Item"], row["Total"]) == ("HB-2026-001: Privacy", "120.50")


def test_what_is_open_says_whom_to_ask_and_the_first_row_the_status():
    rows = cells_of()

    assert rows[0]["Says"] == "DRAFT"
    assert rows[2]["Says"] == "NOT YET KNOWN: ask R. Vega"
