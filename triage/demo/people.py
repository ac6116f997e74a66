"""Who is who in the example city, and the calendar they work by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.actors import THE_CLOCK, Actor
from accounts.models import (
    BudgetEvent,
    CitySettings,
    Contact,
    Department,
    Holiday,
    ITTeam,
)
from accounts.roles import Role
from accounts.services import create_person
from triage.demo.files import CityFiles, Row, day

IT = "IT"
TRIAGE_LEAD, IT_FINANCE = "Y. Marsh", "P. Ivanova"
TRIAGER, DECIDER, LEADER = "W. Sato", "Y. Marsh", "R. Delgado"


@dataclass(frozen=True)
class People:
    """Everybody by name, and the liaisons by code of their department."""

    actors: Mapping[str, Actor]
    departments: Mapping[str, Department]
    teams: Mapping[str, ITTeam]

    @property
    def triager(self) -> Actor:
        return self.actors[TRIAGER]

    @property
    def decider(self) -> Actor:
        return self.actors[DECIDER]

    @property
    def leader(self) -> Actor:
        return self.actors[LEADER]

    def liaison(self, department: str) -> Actor:
        contact = self.departments[department].liaison
        assert contact is not None  # noqa: S101 -- every department of the data has one
        return self.actors[contact.name]


def build_settings(files: CityFiles) -> None:
    """The settings but for the people they name, the holidays and the budget calendar."""
    data = files.city
    CitySettings.objects.update_or_create(
        pk=1,
        defaults={
            "name": data["name"],
            "time_zone": data["time_zone"],
            "fiscal_year_start_month": int(data["fiscal_year"]["start"][:2]),
            "request_prefix": data["request_prefix"],
            "answer_by_business_days": data["answer_by_business_days"],
            "drawn_on": day(data["today"]),
        },
    )
    for holiday in data["holidays"]:
        Holiday.objects.update_or_create(
            on=holiday["date"], defaults={"name": holiday["name"]}
        )
    for event in data["budget_calendar"]:
        BudgetEvent.objects.update_or_create(
            on=event["date"],
            name=event["event"],
            defaults={
                "kind": event.get("kind", BudgetEvent.Kind.OTHER),
                "fiscal_year": event.get("fiscal_year"),
            },
        )


def build_people(files: CityFiles, *, password: str | None, now: datetime) -> People:
    """Departments, people with their roles, liaisons, teams with their leads."""
    departments = {row["code"]: _department(row) for row in files.departments}
    actors = {
        row["name"]: Actor.of(
            create_person(
                email=row["email"],
                name=row["name"],
                title=row["title"],
                roles=[Role(role) for role in row["roles"]],
                department=departments[row["department"]],
                password=password,
                by=THE_CLOCK,
                now=now,
            )
        )
        for row in files.people
    }
    for row in files.departments:
        departments[row["code"]].liaison = _contact(actors, row["liaison"])
        departments[row["code"]].save(update_fields=["liaison"])
    CitySettings.objects.update(
        triage_lead=_contact(actors, TRIAGE_LEAD),
        it_finance=_contact(actors, IT_FINANCE),
    )
    teams = {row["code"]: _team(row, actors) for row in files.teams}
    return People(actors, departments, teams)


def _department(row: Row) -> Department:
    return Department.objects.create(
        code=row["code"],
        name=row["name"],
        employees=row["employees"],
        is_it=row["code"] == IT,
    )


def _team(row: Row, actors: Mapping[str, Actor]) -> ITTeam:
    return ITTeam.objects.create(
        code=row["code"],
        name=row["name"],
        lead=_contact(actors, row["lead"]),
        full_time_equivalents=row["fte"],
        skills=row["skills"],
        project_hours_per_fiscal_year=row["project_hours_per_fy"],
        note=row["note"],
    )


def _contact(actors: Mapping[str, Actor], name: str) -> Contact | None:
    return actors[name].contact
