from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import path
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.errors import Conflict, Refused
from accounts.models import ApiToken, AuditEntry
from accounts.roles import Scope
from accounts.services import deactivate_person, make_token, revoke_token
from accounts.tokens import HasScope


class Mirror(APIView):
    permission_classes = [IsAuthenticated, HasScope]
    scope = Scope.REQUESTS_READ
    write_scope = Scope.REQUESTS_WRITE

    def get(self, request):
        return Response({"name": request.user.name})

    def post(self, request):
        if "conflict" in request.data:
            raise Conflict("Somebody was faster.")
        raise Refused({"title": "Say more."})


urlpatterns = [path("mirror/", Mirror.as_view())]


@pytest.fixture(autouse=True)
def _mirror(settings, now, time_machine):
    settings.ROOT_URLCONF = __name__
    time_machine.move_to(now, tick=False)


@pytest.fixture
def make(requester, now):
    def make(*scopes: Scope, **changes) -> tuple[ApiToken, str]:
        values = {
            "user": requester,
            "name": "Export",
            "scopes": scopes or [Scope.REQUESTS_READ],
            "expires_at": now + timedelta(days=30),
            "by": Actor.of(requester),
        }
        return make_token(**{**values, **changes}, now=now)

    return make


def ask(client, secret: str, method: str = "get", **data):
    headers = {"Authorization": f"Bearer {secret}"}
    return getattr(client, method)(
        "/mirror/", data or None, content_type="application/json", headers=headers
    )


def test_token_opens_the_api_as_its_person(client, make):
    _token, secret = make()

    answer = ask(client, secret)

    assert (answer.status_code, answer.json()) == (200, {"name": "A. Nguyen"})


def test_secret_is_stored_nowhere(make):
    token, secret = make()

    assert secret.startswith("gw_")
    assert len(secret) > 40
    for model in (ApiToken, AuditEntry):
        assert secret not in str(list(model.objects.values()))
    assert secret.startswith(token.prefix)


@pytest.mark.parametrize("secret", ["", "gw_", "gw_wrong", "x" * 5000, "gw_\u00e9"])
def test_unknown_token_is_401_in_json(client, make, secret):
    make()

    answer = ask(client, secret.encode().decode("latin-1"))

    assert answer.status_code == 401
    assert "not valid" in answer.json()["detail"]
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_no_token_is_401(client, db):
    assert client.get("/mirror/").status_code == 401


def test_session_does_not_open_the_api(client, requester):
    client.force_login(requester)

    assert client.get("/mirror/").status_code == 401


def test_expired_token_is_401(client, make, now, time_machine):
    _token, secret = make()
    time_machine.move_to(now + timedelta(days=30), tick=False)

    assert ask(client, secret).status_code == 401


def test_revoked_token_is_401(client, make, requester, now):
    token, secret = make()
    revoke_token(token=token, by=Actor.of(requester), now=now)

    assert ask(client, secret).status_code == 401


def test_token_of_a_deactivated_person_is_401(client, make, requester, admin, now):
    _token, secret = make()
    deactivate_person(user=requester, by=Actor.of(admin), now=now)

    assert ask(client, secret).status_code == 401


def test_last_use_is_written_every_ten_minutes(client, make, now, time_machine):
    token, secret = make()
    used = []
    for minutes in (0, 9, 10):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        ask(client, secret)
        token.refresh_from_db()
        used.append(token.last_used_at - now)

    assert used == [timedelta(), timedelta(), timedelta(minutes=10)]


def test_token_reads_only_with_the_scope(client, make):
    _token, secret = make(Scope.ASSESSMENTS_READ)

    answer = ask(client, secret)

    assert answer.status_code == 403
    assert "not given the right" in answer.json()["detail"]


def test_token_that_reads_does_not_write(client, make):
    _token, secret = make(Scope.REQUESTS_READ)

    assert ask(client, secret, "post").status_code == 403


def test_refused_is_422_with_fields_and_conflict_409(client, make):
    _token, secret = make(Scope.REQUESTS_WRITE)

    refused = ask(client, secret, "post")
    conflict = ask(client, secret, "post", conflict=True)

    assert (refused.status_code, refused.json()["fields"]) == (
        422,
        {"title": "Say more."},
    )
    assert (conflict.status_code, conflict.json()) == (
        409,
        {"detail": "Somebody was faster."},
    )


def test_make_token_for_another_is_refused(make, colleague):
    with pytest.raises(PermissionDenied):
        make(user=colleague)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"scopes": []}, "scopes"),
        ({"expires_at": timedelta()}, "expires_on"),
        ({"expires_at": timedelta(days=367)}, "expires_on"),
    ],
)
def test_make_token_refuses(make, now, changes, field):
    if isinstance(changes.get("expires_at"), timedelta):
        changes = {"expires_at": now + changes["expires_at"]}

    with pytest.raises(Refused) as refused:
        make(**changes)

    assert set(refused.value.messages) == {field}
    assert not ApiToken.objects.exists()


def test_revoke_token_of_another_needs_the_right(make, colleague, admin, now):
    token, _secret = make()

    with pytest.raises(PermissionDenied):
        revoke_token(token=token, by=Actor.of(colleague), now=now)

    revoke_token(token=token, by=Actor.of(admin), now=now)
    with pytest.raises(Refused, match="already"):
        revoke_token(token=token, by=Actor.of(admin), now=now)
