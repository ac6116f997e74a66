import factory
from factory.django import DjangoModelFactory

from intake.lifecycle import Step
from intake.models import ProjectRequest, System
from tests.factories.accounts import LONG_AGO, DepartmentFactory, UserFactory


class ProjectRequestFactory(DjangoModelFactory):
    """A draft. Later steps carry a history: reach them through the services."""

    class Meta:
        model = ProjectRequest

    number_year = 2026
    number_serial = factory.Sequence(lambda n: 5000 + n)
    number = factory.LazyAttribute(lambda r: f"HB-{r.number_year}-{r.number_serial}")
    title = factory.Sequence(lambda n: f"Idea {n}")
    problem = "Crews learn of a flooded underpass from residents."
    created_by = factory.SubFactory(UserFactory)
    department = factory.SelfAttribute("created_by.department")
    step = Step.DRAFT
    created_at = LONG_AGO
    updated_at = LONG_AGO


class SystemFactory(DjangoModelFactory):
    class Meta:
        model = System

    code = factory.Sequence(lambda n: f"SYS{n}")
    name = factory.Sequence(lambda n: f"System {n}")
    owner_department = factory.SubFactory(DepartmentFactory)
