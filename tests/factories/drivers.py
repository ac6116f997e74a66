from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from intake.models import CostDriver, CostLine, DriverPrice
from tests.factories.accounts import LONG_AGO


class CostDriverFactory(DjangoModelFactory):
    """A plate reader's subscription, without a price yet."""

    class Meta:
        model = CostDriver

    code = factory.Sequence(lambda n: f"D{n}")
    name = factory.Sequence(lambda n: f"Driver {n}")
    group = "devices"
    unit = "camera-year"
    counted = "camera"
    timing = "recurring"
    cost_type = "operating"


class DriverPriceFactory(DjangoModelFactory):
    """What the catalog says a plate reader costs."""

    class Meta:
        model = DriverPrice

    driver = factory.SubFactory(CostDriverFactory)
    low = Decimal(2300)
    likely = Decimal(3000)
    high = Decimal(3600)
    base_year = 2026
    confidence = "sourced"
    sources = factory.LazyFunction(
        lambda: [{"text": "Los Gatos staff report", "url": "https://example.org/1"}]
    )
    set_at = LONG_AGO
    release = 1


class PricedLineFactory(DjangoModelFactory):
    """Forty of what the driver counts, at the driver's price."""

    class Meta:
        model = CostLine

    description = "Cameras"
    payer = "department"
    timing = "recurring"
    cost_type = "operating"
    basis = "priced"
    quantity_low = quantity_likely = quantity_high = Decimal(40)
