from datetime import date

import pytest

from projects.export import csv_lines, harmless
from projects.selectors import ProjectRow

ROW = ProjectRow(
    ref="PRJ-001",
    name='Bins, "smart"',
    url="/projects/PRJ-001/",
    phase="sidelined",
    phase_label="Sidelined",
    since_on=date(2026, 10, 1),
    wake_on=date(2027, 3, 1),
    department="Solid Waste",
    lead="",
    request_number="HB-2026-025",
)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_harmless_what_a_spreadsheet_would_compute_gets_an_apostrophe(start):
    assert harmless(f"{start}1+1") == f"'{start}1+1"


def test_harmless_ordinary_text_is_left_alone():
    assert harmless("60 readers") == "60 readers"


def test_csv_lines_quote_what_needs_quoting():
    header, line = csv_lines([ROW])

    assert header.startswith("\ufeffreference,name,phase")
    assert line == (
        'PRJ-001,"Bins, ""smart""",Sidelined,2026-10-01,2027-03-01,Solid Waste,,'
        "HB-2026-025\r\n"
    )
