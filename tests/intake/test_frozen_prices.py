"""A price once set never changes, whoever tries, by whatever way."""

import pytest
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, transaction

from intake.models import DriverPrice
from tests.factories.drivers import DriverPriceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def price(db):
    """Fails the test at its end when any column says something else."""
    made = DriverPriceFactory()
    before = list(DriverPrice.objects.values())
    yield made
    assert list(DriverPrice.objects.values()) == before


def refuse(act) -> None:
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        act()


def test_orm_cannot_change_a_price(price):
    price.likely = 3100

    refuse(price.save)
    refuse(lambda: DriverPrice.objects.update(release=2))
    refuse(lambda: DriverPrice.objects.bulk_update([price], ["likely"]))
    refuse(
        lambda: DriverPrice.objects.filter(pk=price.pk)._raw_delete(DEFAULT_DB_ALIAS)
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE intake_driverprice SET likely = likely + 1",
        "UPDATE intake_driverprice SET release = NULL",
        "UPDATE intake_driverprice SET note = 'changed'",
        "UPDATE intake_driverprice SET id = id + 1000",
        "DELETE FROM intake_driverprice",
    ],
)
def test_sql_cannot_change_a_price(price, statement):
    with connection.cursor() as cursor:
        refuse(lambda: cursor.execute(statement))


def test_sql_cannot_put_another_price_in_its_place(price):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces rows")
    columns = ", ".join(
        str(field.column) for field in DriverPrice._meta.concrete_fields
    )

    with connection.cursor() as cursor:
        refuse(
            lambda: cursor.execute(
                f"INSERT OR REPLACE INTO intake_driverprice ({columns}) "  # noqa: S608
                f"SELECT {columns} FROM intake_driverprice"
            )
        )
