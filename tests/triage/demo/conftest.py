from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from triage.demo.files import CityFiles, read_city
from triage.demo.seeding import seed_city

DATA = Path(settings.BASE_DIR) / "data"


@pytest.fixture(scope="session")
def files() -> CityFiles:
    return read_city(DATA)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, files):
    """The example city, built once for a module and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed_city(files)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def harlow_bend(built, db) -> None:
    """The example city; what a test changes is undone after it."""
