from datetime import date

from projects.export import headers, rows
from projects.selectors import ProjectRow

ROW = ProjectRow(
    ref="PRJ-001",
    name="Bins",
    url="/projects/PRJ-001/",
    phase="sidelined",
    phase_label="Sidelined",
    since_on=date(2026, 10, 1),
    wake_on=date(2027, 3, 1),
    department="Solid Waste",
    lead="",
    request_number="HB-2026-025",
)


def test_projects_have_a_cell_under_every_head():
    (row,) = rows([ROW])

    assert dict(zip(headers(), row, strict=True)) == {
        "Reference": "PRJ-001",
        "Name": "Bins",
        "Phase": "Sidelined",
        "Since": "2026-10-01",
        "Look at it again on": "2027-03-01",
        "Owner": "Solid Waste",
        "Lead in IT": "",
        "Request": "HB-2026-025",
    }
