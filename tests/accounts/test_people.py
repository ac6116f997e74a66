import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied

from accounts import audit
from accounts.actors import THE_CLOCK, Actor
from accounts.errors import Refused
from accounts.models import AuditEntry, Contact, User
from accounts.roles import Role
from accounts.services import (
    change_email,
    create_person,
    grant_roles,
    name_contact,
    rename_person,
)
from tests.factories.accounts import ContactFactory, UserFactory

GOOD_PASSWORD = "four plain words together"


def add(now, by=THE_CLOCK, **changes):
    values = {
        "email": "New.Person@City.example",
        "name": "New Person",
        "roles": [Role.REQUESTER, Role.TRIAGER],
        "department": None,
    }
    return create_person(**{**values, **changes}, by=by, now=now)


def last_sentence() -> str:
    return audit.sentence(AuditEntry.objects.all()[0])


def test_create_person_makes_user_contact_address_and_grants(parks, now):
    user = add(now, department=parks, title="Planner", password=GOOD_PASSWORD)

    assert user.email == user.contact.email == "new.person@city.example"
    assert (user.contact.name, user.contact.department) == ("New Person", parks)
    assert user.roles == {Role.REQUESTER, Role.TRIAGER}
    assert user.department_confirmed_at == now
    assert user.check_password(GOOD_PASSWORD)
    address = EmailAddress.objects.get(user=user)
    assert (address.verified, address.primary) == (True, True)
    assert last_sentence() == "Groundwork added New Person as requester, triager"


def test_create_person_without_password_cannot_sign_in_by_one(db, now):
    assert not add(now).has_usable_password()


def test_create_person_not_confirmed_leaves_the_department_open(parks, now):
    user = add(now, department=parks, department_confirmed=False)

    assert (user.department, user.department_confirmed_at) == (parks, None)


def test_create_person_takes_over_the_contact_of_that_address(parks, now):
    contact = ContactFactory(email="new.person@city.example", name="Partner")

    user = add(now, department=parks)

    assert user.contact == contact
    assert Contact.objects.get().name == "New Person"


def test_create_person_twice_is_refused_and_leaves_one(db, now):
    add(now)

    with pytest.raises(Refused, match="has an account already") as refused:
        add(now, email="NEW.person@city.example")

    assert set(refused.value.messages) == {"email"}
    assert User.objects.count() == 1


def test_create_person_weak_password_is_refused_and_leaves_nobody(db, now):
    with pytest.raises(Refused) as refused:
        add(now, password="short")

    assert "12 characters" in refused.value.messages["password"]
    assert not User.objects.exists()
    assert not Contact.objects.exists()


def test_create_person_needs_the_right(manager, now):
    with pytest.raises(PermissionDenied):
        add(now, by=Actor.of(manager))

    assert not User.objects.filter(name="New Person").exists()


def test_grant_roles_sets_exactly_these(requester, admin, now):
    grant_roles(
        user=requester, roles=[Role.TRIAGER, Role.LEADER], by=Actor.of(admin), now=now
    )

    assert User.objects.get(pk=requester.pk).roles == {Role.TRIAGER, Role.LEADER}
    assert requester.roles == {Role.TRIAGER, Role.LEADER}
    assert last_sentence() == (
        "J. Novak changed the roles of A. Nguyen from requester to leader, triager"
    )


def test_grant_roles_held_already_records_nothing(requester, admin, now):
    grant_roles(user=requester, roles=[Role.REQUESTER], by=Actor.of(admin), now=now)

    assert not AuditEntry.objects.exists()


def test_grant_roles_keeps_who_granted_the_others(requester, admin, now):
    before = requester.role_grants.get().granted_at

    grant_roles(
        user=requester,
        roles=[Role.REQUESTER, Role.RECORDS],
        by=Actor.of(admin),
        now=now,
    )

    assert requester.role_grants.get(role=Role.REQUESTER).granted_at == before
    assert requester.role_grants.get(role=Role.RECORDS).granted_by == admin


def test_grant_roles_needs_the_right(requester, manager, now):
    with pytest.raises(PermissionDenied):
        grant_roles(user=requester, roles=[], by=Actor.of(manager), now=now)

    assert requester.role_grants.exists()


def test_last_administrator_keeps_the_role(admin, now):
    UserFactory(name="Gone", is_active=False, roles=[Role.ADMIN])

    with pytest.raises(Refused, match="the last one"):
        grant_roles(user=admin, roles=[Role.REQUESTER], by=Actor.of(admin), now=now)

    assert Role.ADMIN in User.objects.get(pk=admin.pk).roles


def test_administrator_of_two_may_step_back(admin, now):
    UserFactory(roles=[Role.ADMIN])

    grant_roles(user=admin, roles=[Role.REQUESTER], by=Actor.of(admin), now=now)

    assert admin.roles == {Role.REQUESTER}


def test_rename_person_renames_the_contact_too(requester, now):
    rename_person(
        user=requester, name=" A. Ngo ", title="Chief", by=Actor.of(requester), now=now
    )

    assert Contact.objects.get(user=requester).name == "A. Ngo"
    assert User.objects.get(pk=requester.pk).title == "Chief"


def test_rename_person_of_another_needs_the_right(requester, colleague, now):
    with pytest.raises(PermissionDenied):
        rename_person(
            user=requester, name="X", title="", by=Actor.of(colleague), now=now
        )

    assert User.objects.get(pk=requester.pk).name == "A. Nguyen"


def test_change_email_moves_sign_in_and_contact(requester, admin, now):
    change_email(user=requester, email="Ngo@City.example", by=Actor.of(admin), now=now)

    assert User.objects.get(pk=requester.pk).email == "ngo@city.example"
    assert Contact.objects.get(user=requester).email == "ngo@city.example"
    assert EmailAddress.objects.get(user=requester).email == "ngo@city.example"


def test_change_email_to_one_in_use_is_refused(requester, admin, now):
    ContactFactory(email="taken@elsewhere.example")

    with pytest.raises(Refused, match="Somebody else"):
        change_email(
            user=requester,
            email="taken@elsewhere.example",
            by=Actor.of(admin),
            now=now,
        )


def test_change_email_needs_the_right(requester, now):
    with pytest.raises(PermissionDenied):
        change_email(
            user=requester, email="x@city.example", by=Actor.of(requester), now=now
        )


def test_name_contact_finds_by_address_whatever_the_case(db):
    known = ContactFactory.create(email="vendor@elsewhere.example", name="Known")

    found = name_contact(name="Other", email="Vendor@Elsewhere.example")

    assert found == known
    assert found.name == "Known"


def test_name_contact_without_address_is_one_per_name_and_department(parks, police):
    first = name_contact(name="Caltrans", department=parks)

    assert name_contact(name="Caltrans ", department=parks) == first
    assert name_contact(name="Caltrans", department=police) != first
    assert name_contact(name="Caltrans", email="a@b.example") != first
