from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from intake.models import Category
from intake.services import (
    load_categories,
    load_cost_drivers,
    load_questionnaire,
)
from triage.scoring.parsing import load_json
from triage.services import load_reference_classes, load_rubric


class Command(BaseCommand):
    help = (
        "Loads what the forms ask and how answers weigh: the questionnaires, rubrics, "
        "categories and cost drivers of data/. What is there already stays as it is, so it can be run at "
        "every start."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        data = Path(settings.BASE_DIR) / "data"
        with transaction.atomic():
            self._load(data, timezone.now())

    def _load(self, data: Path, now: datetime) -> None:
        for path in sorted((data / "questionnaires").glob("*.json")):
            questionnaire = load_questionnaire(data=_read(path), now=now)
            self.stdout.write(f"Questionnaire {questionnaire.version}")
        for path in sorted((data / "rubrics").glob("*.json")):
            rubric = load_rubric(data=_read(path), now=now)
            self.stdout.write(f"Rubric {rubric.version}")
        # Names a city changed in the application are not changed back.
        if not Category.objects.exists():
            categories = load_categories(rows=_read(data / "categories.json"))
            self.stdout.write(f"{len(categories)} categories")
        drivers = load_cost_drivers(data=_read(data / "cost_drivers.json"), now=now)
        self.stdout.write(f"{drivers} new cost drivers")
        classes = load_reference_classes(data=_read(data / "reference_class.json"))
        self.stdout.write(f"{classes} new reference classes")


def _read(path: Path) -> Any:
    return load_json(path.read_text(encoding="utf-8"))
