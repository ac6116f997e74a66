import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.models import AuditEntry, Contact, User
from accounts.services import ask_for_department, confirm_department


def test_ask_for_department_waits_for_confirmation(requester, police, now):
    ask_for_department(
        user=requester, department=police, by=Actor.of(requester), now=now
    )

    user = User.objects.get(pk=requester.pk)
    assert (user.department, user.department_confirmed_at) == (police, None)
    assert Contact.objects.get(user=user).department == police


def test_ask_for_the_same_department_keeps_the_confirmation(requester, parks, now):
    ask_for_department(
        user=requester, department=parks, by=Actor.of(requester), now=now
    )

    assert User.objects.get(pk=requester.pk).department_confirmed_at
    assert not AuditEntry.objects.exists()


def test_ask_for_department_of_another_needs_the_right(
    requester, colleague, police, now
):
    with pytest.raises(PermissionDenied):
        ask_for_department(
            user=requester, department=police, by=Actor.of(colleague), now=now
        )


def test_confirm_department_settles_it(requester, admin, police, now):
    ask_for_department(
        user=requester, department=police, by=Actor.of(requester), now=now
    )

    confirm_department(user=requester, department=police, by=Actor.of(admin), now=now)

    assert User.objects.get(pk=requester.pk).department_confirmed_at == now


def test_confirm_department_needs_the_right(requester, parks, now):
    with pytest.raises(PermissionDenied):
        confirm_department(
            user=requester, department=parks, by=Actor.of(requester), now=now
        )
