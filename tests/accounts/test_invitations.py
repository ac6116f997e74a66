import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.core.exceptions import PermissionDenied

from accounts import links
from accounts.actors import Actor
from accounts.errors import Refused
from accounts.links import LinkDead, Purpose
from accounts.models import AuditEntry, Contact, Invitation, SignedLink, User
from accounts.roles import Role
from accounts.services import (
    InvitationOver,
    accept_invitation,
    invite_person,
    send_invitation_again,
    withdraw_invitation,
)

PASSWORD = "four plain words together"


@pytest.fixture
def invite(parks, admin, now, django_capture_on_commit_callbacks):
    def invite(**changes) -> Invitation:
        values = {
            "email": "Guest@City.example",
            "name": "G. Guest",
            "department": parks,
            "roles": [Role.REQUESTER, Role.RECORDS],
            "by": Actor.of(admin),
        }
        with django_capture_on_commit_callbacks(execute=True):
            return invite_person(**{**values, **changes}, now=now)

    return invite


def mailed_path() -> str:
    body = str(mail.outbox[-1].body)
    found = re.search(r"http://127\.0\.0\.1:8000(/invitation/\S+)", body)
    assert found
    return found[1]


def mailed_token() -> str:
    return mailed_path().split("/")[2]


def test_invite_person_mails_a_link_that_names_nobody_else(invite, admin):
    invite()

    sent = mail.outbox[0]
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert sent.to == ["guest@city.example"]
    assert sent.subject == "J. Novak invites you to Groundwork"
    assert mailed_path() in str(sent.alternatives[0][0])
    assert "Parks and Recreation" in sent.body


def test_invite_person_stores_no_token(invite):
    invite()
    token = mailed_token()

    for model in (Invitation, SignedLink, AuditEntry, Contact):
        assert token not in str(list(model.objects.values()))


def test_invite_person_rolled_back_mails_nothing(parks, admin, now):
    with pytest.raises(Refused):
        invite_person(
            email=admin.email,
            name="X",
            department=parks,
            roles=[],
            by=Actor.of(admin),
            now=now,
        )

    assert mail.outbox == []


def test_invite_person_whose_mail_fails_stays_invited(invite, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.no_such_backend.EmailBackend"

    assert invite().pk


def test_invite_person_twice_is_refused(invite):
    invite()

    with pytest.raises(Refused, match="invited already"):
        invite()


def test_invite_person_needs_the_right(invite, manager):
    with pytest.raises(PermissionDenied):
        invite(by=Actor.of(manager))

    assert not Invitation.objects.exists()


def test_accept_invitation_joins_with_what_was_promised(invite, parks, now):
    invitation = invite()
    link = links.read(mailed_token(), Purpose.INVITATION, now=now)

    user = accept_invitation(link=link, name="Guest", password=PASSWORD, now=now)

    assert user.contact == invitation.contact
    assert user.roles == {Role.REQUESTER, Role.RECORDS}
    assert (user.department, user.department_confirmed_at) == (parks, now)
    invitation.refresh_from_db()
    assert invitation.accepted_at == now


def test_accept_invitation_weak_password_leaves_it_open(invite, now):
    invitation = invite()
    link = links.read(mailed_token(), Purpose.INVITATION, now=now)

    with pytest.raises(Refused):
        accept_invitation(link=link, name="Guest", password="short", now=now)

    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert links.read(mailed_token(), Purpose.INVITATION, now=now)


def test_accept_invitation_twice_works_once(invite, now):
    invite()
    link = links.read(mailed_token(), Purpose.INVITATION, now=now)
    accept_invitation(link=link, name="Guest", password=PASSWORD, now=now)

    with pytest.raises((LinkDead, InvitationOver)):
        accept_invitation(link=link, name="Other", password=PASSWORD, now=now)

    assert User.objects.filter(email="guest@city.example").count() == 1


def test_withdraw_invitation_kills_the_link(invite, admin, now):
    invitation = invite()

    withdraw_invitation(invitation=invitation, by=Actor.of(admin), now=now)

    with pytest.raises(LinkDead, match="withdrawn"):
        links.read(mailed_token(), Purpose.INVITATION, now=now)
    with pytest.raises(InvitationOver):
        withdraw_invitation(invitation=invitation, by=Actor.of(admin), now=now)


def test_send_again_replaces_the_link(
    invite, admin, now, django_capture_on_commit_callbacks
):
    invitation = invite()
    old = mailed_token()

    with django_capture_on_commit_callbacks(execute=True):
        send_invitation_again(invitation=invitation, by=Actor.of(admin), now=now)

    assert mailed_token() != old
    assert links.read(mailed_token(), Purpose.INVITATION, now=now)
    with pytest.raises(LinkDead):
        links.read(old, Purpose.INVITATION, now=now)


def test_send_again_after_the_end_is_refused(invite, admin, now):
    invitation = invite()
    withdraw_invitation(invitation=invitation, by=Actor.of(admin), now=now)

    with pytest.raises(InvitationOver):
        send_invitation_again(invitation=invitation, by=Actor.of(admin), now=now)


def test_page_opened_by_a_mail_scanner_changes_nothing(
    client, invite, now, time_machine
):
    time_machine.move_to(now)
    invitation = invite()

    for _prefetch in range(3):
        assert client.get(mailed_path()).status_code == 200

    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_page_accepted_signs_in(client, invite, now, time_machine):
    time_machine.move_to(now)
    invite()

    answer = client.post(
        mailed_path(),
        {"name": "Guest", "password": PASSWORD, "password_again": PASSWORD},
    )

    assert answer.status_code == 302
    assert get_user(client) == User.objects.get(email="guest@city.example")
    assert client.get(mailed_path()).status_code == 410


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"password": PASSWORD, "password_again": "other"}, b"both times"),
        ({"password": "short", "password_again": "short"}, b"12 characters"),
        ({"password": "", "password_again": ""}, b"required"),
    ],
)
def test_page_with_a_bad_password_says_what_to_do(
    client, invite, now, time_machine, typed, says
):
    time_machine.move_to(now)
    invite()

    answer = client.post(mailed_path(), {"name": "Guest", **typed})

    assert answer.status_code == 422
    assert says in answer.content
    assert b'value="Guest"' in answer.content


def test_page_after_fourteen_days_says_it_expired(client, invite, now, time_machine):
    invite()
    time_machine.move_to(now + timedelta(days=14))

    answer = client.get(mailed_path())

    assert answer.status_code == 410
    assert b"has expired" in answer.content


def test_page_of_a_link_cut_short_says_so(client, db):
    answer = client.get("/invitation/abc/")

    assert answer.status_code == 410
    assert b"not complete" in answer.content
