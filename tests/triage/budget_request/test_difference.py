import dataclasses
from datetime import date

import pytest

from triage.budget_request.difference import differences, joined
from triage.budget_request.document import (
    Assumption,
    Document,
    Entry,
    LogLine,
    Part,
    Row,
    Signature,
    SourceClass,
    Table,
    Unit,
)

COLUMNS = ("FY2028", "FY2029")


def table(code: str, *rows: Row) -> Table:
    return Table(code, code, Unit.CENTS, COLUMNS, rows)


def paper(*tables: Table, entries=(), log=(), **fields) -> Document:
    return Document(
        **{
            "number": "HB-2026-001",
            "title": "Sensors",
            "department": "Parks",
            "city": "Harlow Bend",
            "fiscal_year": 2028,
            "made_on": date(2026, 11, 12),
            "judged_on": date(2026, 11, 12),
            "summary": "",
            "parts": (Part(5, "Money", tuple(entries), tables, tuple(log)),),
            **fields,
        }
    )


def says(old: Document, new: Document) -> list[str]:
    return [change.says for change in differences(old, new)]


def money_paper(line_cents: int, **fields) -> Document:
    cost = Row("cost", "Cost", (100_00 + line_cents, 0))
    lines = (
        Row("cost:1", "Install", (100_00, 0)),
        Row("cost:2", "Hire", (line_cents, 0)),
    )
    return paper(table("fiscal", cost), table("lines", *lines), **fields)


def test_same_paper_on_another_day_differs_in_nothing():
    old = money_paper(5)

    assert differences(old, dataclasses.replace(old, made_on=date(2027, 1, 1))) == ()


def test_sum_names_the_lines_that_moved_it():
    assert says(money_paper(0), money_paper(62_000_00)) == [
        "Cost: +$62,000 (FY2028 +$62,000), because of “Hire”",
        "Hire: FY2028 +$62,000",
    ]


def test_sum_of_it_names_the_requests():
    def whole(one: int, two: int) -> Document:
        return paper(
            table("fiscal", Row("cost", "Cost", (one + two, 0))),
            table(
                "requests",
                Row("request:HB-2026-013", "Meters", (one, 0), number="HB-2026-013"),
                Row("request:HB-2026-021", "Cameras", (two, 0), number="HB-2026-021"),
            ),
        )

    first, *_rest = says(whole(0, 1_000_00), whole(60_000_00, 3_000_00))

    assert first == (
        "Cost: +$62,000 (FY2028 +$62,000), because of HB-2026-013 and HB-2026-021"
    )


def test_less_is_told_with_a_minus():
    assert says(money_paper(62_000_00), money_paper(0))[0].startswith("Cost: −$62,000")


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (
            Entry("a", "Target", "", "R. Vega"),
            Entry("a", "Target", "5"),
            "Target is now known: “5”",
        ),
        (
            Entry("a", "Target", "5"),
            Entry("a", "Target", "6"),
            "Target was “5”, is “6”",
        ),
        (
            Entry("a", "Target", "5"),
            Entry("a", "Target", "", "R. Vega"),
            "Target is no longer known; it was “5”",
        ),
        (
            Entry("a", "Target", "", "A. One"),
            Entry("a", "Target", "", "B. Two"),
            "Target: B. Two is to be asked now",
        ),
    ],
)
def test_texts_are_told_as_before_and_after(was, now, sentence):
    assert says(paper(entries=[was]), paper(entries=[now])) == [sentence]


@pytest.mark.parametrize(
    "changed",
    [
        {"summary": "Other"},
        {"title": "Other"},
        {"signatures": (Signature("CIO", "R. Delgado"),)},
        {"log": (LogLine("A1", "Why?", "So", "A", date(2026, 1, 1)),)},
        {"assumptions": (Assumption("A1", "k", "Price", SourceClass.QUOTE),)},
        {"entries": (Entry("a", "Target", "5"),)},
    ],
)
def test_whatever_differs_has_a_sentence(changed):
    assert says(paper(), paper(**changed))


def test_names_are_joined_as_people_do():
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b and c"
