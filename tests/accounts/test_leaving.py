from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.actors import Actor
from accounts.errors import Refused
from accounts.models import User
from accounts.roles import Role, Scope
from accounts.services import deactivate_person, make_token, reactivate_person


def test_deactivate_ends_sessions_for_good(client, requester, admin, now):
    requester.set_password("four plain words together")
    requester.save()
    client.force_login(requester)
    assert client.get("/profile/").status_code == 200

    deactivate_person(user=requester, by=Actor.of(admin), now=now)
    assert client.get("/profile/").status_code == 302

    reactivate_person(user=requester, by=Actor.of(admin), now=now)
    assert client.get("/profile/").status_code == 302


def test_deactivate_revokes_tokens(requester, admin, now):
    token, _secret = make_token(
        user=requester,
        name="Export",
        scopes=[Scope.REQUESTS_READ],
        expires_at=now + timedelta(days=1),
        by=Actor.of(requester),
        now=now,
    )

    deactivate_person(user=requester, by=Actor.of(admin), now=now)

    token.refresh_from_db()
    assert token.revoked_at == now


def test_reactivate_brings_back_the_roles(triager, admin, now):
    deactivate_person(user=triager, by=Actor.of(admin), now=now)
    assert triager.permissions == frozenset()

    reactivate_person(user=triager, by=Actor.of(admin), now=now)

    assert Role.TRIAGER in User.objects.get(pk=triager.pk).roles
    assert triager.permissions


def test_nobody_deactivates_themselves(admin, now):
    with pytest.raises(Refused, match="another administrator"):
        deactivate_person(user=admin, by=Actor.of(admin), now=now)

    assert User.objects.get(pk=admin.pk).is_active


@pytest.mark.parametrize("service", [deactivate_person, reactivate_person])
def test_neither_happens_twice(service, requester, admin, now):
    if service is deactivate_person:
        deactivate_person(user=requester, by=Actor.of(admin), now=now)

    with pytest.raises(Refused):
        service(user=requester, by=Actor.of(admin), now=now)


@pytest.mark.parametrize("service", [deactivate_person, reactivate_person])
def test_both_need_the_right(service, requester, manager, now):
    with pytest.raises(PermissionDenied):
        service(user=requester, by=Actor.of(manager), now=now)
