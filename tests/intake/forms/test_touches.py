from django.http import QueryDict

from intake.forms.touches import touched_systems
from intake.ideas import TouchedSystem
from tests.factories.intake import SystemFactory


def test_touched_systems_leaves_out_what_no_database_could_hold(db):
    system = SystemFactory(code="GIS")
    data = QueryDict(mutable=True)
    data.update(
        {"fit_GIS": "partly", "because_GIS": "no\0 alarms", "fit_G\0": "partly"}
    )

    assert touched_systems(data) == (TouchedSystem(system, "partly", "no alarms"),)
