from dataclasses import replace
from datetime import date

from projects.export import projects_csv
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


def test_projects_csv_has_headers_and_quotes_what_needs_it():
    header, line = projects_csv([ROW])

    assert header.startswith("\ufeffreference,name,phase")
    assert line == (
        'PRJ-001,"Bins, ""smart""",Sidelined,2026-10-01,2027-03-01,Solid Waste,,'
        "HB-2026-025\r\n"
    )


def test_projects_csv_a_name_a_spreadsheet_would_compute_is_harmless():
    _header, line = projects_csv([replace(ROW, name="=1+1")])

    assert ",'=1+1," in line
