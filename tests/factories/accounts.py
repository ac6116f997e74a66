from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import Contact, Department, ITTeam, RoleGrant, User
from accounts.roles import Role

LONG_AGO = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    code = factory.Sequence(lambda n: f"D{n}")
    name = factory.Sequence(lambda n: f"Department {n}")


class UserFactory(DjangoModelFactory):
    """A person with a confirmed department, a contact and the roles given."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@city.example")
    department = factory.SubFactory(DepartmentFactory)
    department_confirmed_at = LONG_AGO
    joined_at = LONG_AGO

    @factory.post_generation
    def roles(self: User, create, extracted: list[Role] | None, **kwargs) -> None:
        Contact.objects.create(
            name=self.name, email=self.email, user=self, department=self.department
        )
        for role in [Role.REQUESTER] if extracted is None else extracted:
            RoleGrant.objects.create(user=self, role=role, granted_at=LONG_AGO)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    name = factory.Sequence(lambda n: f"Contact {n}")
    email = factory.Sequence(lambda n: f"contact{n}@elsewhere.example")


class ITTeamFactory(DjangoModelFactory):
    class Meta:
        model = ITTeam

    code = factory.Sequence(lambda n: f"team{n}")
    name = factory.Sequence(lambda n: f"Team {n}")
    full_time_equivalents = 5
    project_hours_per_fiscal_year = 1000
