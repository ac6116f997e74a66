from datetime import date

import factory
from factory.django import DjangoModelFactory

from projects.lifecycle import Phase
from projects.models import Project
from tests.factories.accounts import LONG_AGO, DepartmentFactory, UserFactory


class ProjectFactory(DjangoModelFactory):
    """A project without moves. One with a history is built by the services."""

    class Meta:
        model = Project

    ref = factory.Sequence(lambda n: f"PRJ-{500 + n}")
    name = factory.Sequence(lambda n: f"Project {n}")
    phase = Phase.PLANNED
    phase_since_on = date(2026, 10, 1)
    owner_department = factory.SubFactory(DepartmentFactory)
    opened_by = factory.SubFactory(UserFactory)
    opened_at = LONG_AGO
    updated_at = LONG_AGO
