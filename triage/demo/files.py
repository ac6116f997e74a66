"""The files of the example city, as they lie in data/."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class CityFiles:
    """What data/city holds, and the reference data beside it. See data/city/README.md."""

    city: Row
    departments: list[Row]
    people: list[Row]
    teams: list[Row]
    systems: list[Row]
    requests: list[Row]
    projects: list[Row]
    money: Row
    portfolio: Row
    questionnaire: Row
    rubric: Row
    categories: list[Row]
    cost_drivers: Row
    reference_classes: Row


def read_city(data: Path) -> CityFiles:
    """:param data: the folder data/ of this release."""
    city = data / "city"
    rubric = _newest(data / "rubrics")
    questionnaire = data / "questionnaires" / f"{rubric['questionnaire_version']}.json"
    return CityFiles(
        city=_read(city / "city.json"),
        departments=_read(city / "departments.json"),
        people=_read(city / "people.json"),
        teams=_read(city / "it_teams.json"),
        systems=_read(city / "systems.json"),
        requests=_read(city / "requests.json"),
        projects=_read(city / "projects.json"),
        money=_read(city / "money.json"),
        portfolio=_read(city / "portfolio.json"),
        questionnaire=_read(questionnaire),
        rubric=rubric,
        categories=_read(data / "categories.json"),
        cost_drivers=_read(data / "cost_drivers.json"),
        reference_classes=_read(data / "reference_class.json"),
    )


def read_cases(folder: Path) -> list[Row]:
    """The documented cases of a folder, by file name; other files are left alone."""
    rows = [_read(path) for path in sorted(folder.glob("*.json"))]
    return [
        row
        for row in rows
        if isinstance(row, dict) and row.get("schema") == "city-it-case/1"
    ]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _newest(folder: Path) -> Row:
    return dict(_read(max(folder.glob("*.json"), key=lambda path: path.stem)))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
