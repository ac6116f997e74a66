"""What the example city runs."""

from datetime import datetime

from intake.models import System
from intake.services import SystemDetails, record_system
from triage.demo.files import CityFiles, Row, day
from triage.demo.people import People

# The city's word for what is neither mission, critical nor important.
_CRITICALITY: dict[str, str] = {"standard": System.Criticality.ROUTINE}


def build_systems(files: CityFiles, people: People, *, now: datetime) -> None:
    for row in files.systems:
        record_system(
            code=row["code"], details=_details(row, people), by=people.triager, now=now
        )


def _details(row: Row, people: People) -> SystemDetails:
    criticality = str(row["criticality"])
    return SystemDetails(
        name=row["name"],
        owner_department=people.departments[row["owner_department"]],
        it_team=people.teams[row["it_team"]],
        vendor=row["vendor"],
        installed_year=row["installed_year"],
        end_of_support_on=day(row["end_of_support"]),
        integration_methods=row["integration_methods"],
        criticality=_CRITICALITY.get(criticality, criticality),
        data_class=row["data_class"],
        hosting=row["hosting"],
        disposition=row["time_quadrant"],
        note=row["note"],
    )
