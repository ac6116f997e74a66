"""The cast, the clock and the city every test may ask for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import hypothesis
import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper as SqliteWrapper

from accounts.models import CitySettings, Department, Holiday, User
from accounts.roles import Role
from intake import questionnaire
from tests.factories.accounts import DepartmentFactory, UserFactory
from tests.servers import missing

# A shared machine is now and then too busy for hypothesis' own clock; whatever is slow
# for ever is the bench's business.
hypothesis.settings.register_profile(
    "groundwork",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("groundwork")

# Monday 2026-11-23 09:00 in the city, the moment tests and screenshots freeze.
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def on_postgresql() -> None:
    if connection.vendor != "postgresql":
        missing("PostgreSQL in DATABASE_URL")


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is nudged: what waits for a worker waits."""
    monkeypatch.setattr("notifications.outbox.nudge", lambda: None)
    monkeypatch.setattr("notifications.progress.nudge", lambda *_task: None)


@pytest.fixture
def city(db) -> CitySettings:
    """Harlow Bend's settings and the holidays around `now`."""
    for day, name in [
        (date(2026, 11, 26), "Thanksgiving"),
        (date(2026, 11, 27), "Day after Thanksgiving"),
        (date(2026, 12, 25), "Christmas Day"),
    ]:
        Holiday.objects.create(on=day, name=name)
    return CitySettings.objects.create(
        pk=1, name="City of Harlow Bend", request_prefix="HB"
    )


@pytest.fixture
def parks(city: CitySettings) -> Department:
    return DepartmentFactory(code="PRK", name="Parks and Recreation")


@pytest.fixture
def police(city: CitySettings) -> Department:
    return DepartmentFactory(code="PD", name="Police")


@pytest.fixture
def it_department(city: CitySettings) -> Department:
    return DepartmentFactory(code="IT", name="Information Technology", is_it=True)


@pytest.fixture
def requester(parks: Department) -> User:
    return UserFactory(name="A. Nguyen", email="nguyen@city.example", department=parks)


@pytest.fixture
def colleague(parks: Department) -> User:
    """Of the requester's department."""
    return UserFactory(name="Colleague", department=parks)


@pytest.fixture
def outsider(police: Department) -> User:
    """Of another department."""
    return UserFactory(name="Outsider", department=police)


@pytest.fixture
def triager(it_department: Department) -> User:
    return UserFactory(
        name="W. Sato",
        email="sato@city.example",
        department=it_department,
        roles=[Role.REQUESTER, Role.TRIAGER],
    )


@pytest.fixture
def manager(it_department: Department) -> User:
    return UserFactory(
        name="Y. Marsh",
        email="marsh@city.example",
        department=it_department,
        roles=[Role.REQUESTER, Role.TRIAGER, Role.MANAGER],
    )


@pytest.fixture
def leader(it_department: Department) -> User:
    return UserFactory(
        name="R. Delgado",
        email="delgado@city.example",
        department=it_department,
        roles=[Role.REQUESTER, Role.LEADER],
    )


@pytest.fixture
def records(police: Department) -> User:
    return UserFactory(name="E. Quist", department=police, roles=[Role.RECORDS])


@pytest.fixture
def admin(it_department: Department) -> User:
    return UserFactory(
        name="J. Novak", department=it_department, roles=[Role.REQUESTER, Role.ADMIN]
    )


@pytest.fixture(autouse=True)
def _no_questionnaire_of_another_test() -> None:
    """Tests freeze the clock, so theirs differ in neither version nor moment."""
    questionnaire.published.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _flush_past_immutable_tables() -> Iterator[None]:
    """Let a transactional test empty the tables that refuse deleting.

    PostgreSQL empties by TRUNCATE, which row triggers do not see. SQLite deletes: its
    triggers are lifted for the flush alone.
    """
    operations = SqliteWrapper.ops_class
    flush = operations.sql_flush

    def flush_past_triggers(self, style, tables, **options) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        return [
            *(f"DROP TRIGGER {self.quote_name(name)}" for name, _sql in triggers),
            *flush(self, style, tables, **options),
            *(sql for _name, sql in triggers),
        ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", flush_past_triggers)
        yield
