"""Who gets in: a live token with the scope, for what its person may see."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.actors import Actor
from accounts.roles import Scope
from accounts.services import revoke_token
from intake.models import ProjectRequest
from tests.api import BASE, Program, program_of

pytestmark = pytest.mark.django_db

IDEA = {"title": "Shade map", "problem": "Nobody knows where shade is missing."}
READ, WRITE = Scope.REQUESTS_READ, Scope.REQUESTS_WRITE
CALLS = [
    ("get", "requests/", None, READ, 200),
    ("get", "requests/{0}/", None, READ, 200),
    ("get", "questionnaire/", None, READ, 200),
    ("post", "requests/", {**IDEA, "department": "PRK"}, WRITE, 201),
    ("put", "requests/{0}/", {**IDEA, "idea_version": 1}, WRITE, 200),
    ("patch", "requests/{0}/", {"title": "New", "idea_version": 1}, WRITE, 200),
    (
        "post",
        "requests/{0}/answers/",
        {"answers": [{"question": "NET1", "kind": "unknown"}]},
        WRITE,
        200,
    ),
    ("post", "requests/{0}/submit/", {"version": 1}, WRITE, 200),
]
every_call = pytest.mark.parametrize(
    ("method", "path", "body", "scope", "success"),
    CALLS,
    ids=[f"{call[0]} {call[1]}" for call in CALLS],
)


def call(program: Program, method: str, path: str, body, number: str):
    if method == "get":
        return program.get(path.format(number))
    return getattr(program, method)(path.format(number), body)


def rows():
    return list(ProjectRequest.objects.order_by("pk").values())


@every_call
def test_scope_alone_opens_its_calls(
    requester, draft, now, method, path, body, scope, success
):
    program = program_of(requester, now, [scope])

    response = call(program, method, path, body, draft.number)

    assert response.status_code == success, response.content
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "no-store, private"


@every_call
def test_every_other_scope_together_does_not(
    requester, draft, now, method, path, body, scope, success
):
    before = rows()
    program = program_of(requester, now, set(Scope) - {scope})

    response = call(program, method, path, body, draft.number)

    assert response.status_code == 403
    assert rows() == before


@every_call
def test_stranger_and_session_are_401(
    client, requester, draft, method, path, body, scope, success
):
    before = rows()
    client.force_login(requester)

    signed_in = getattr(client, method)(
        BASE + path.format(draft.number), body, content_type="application/json"
    )
    anonymous = call(Program(), method, path, body, draft.number)

    for response in (signed_in, anonymous):
        assert response.status_code == 401
        assert response["WWW-Authenticate"].startswith("Bearer")
        assert response["Content-Type"] == "application/json"
    assert rows() == before


@every_call
@pytest.mark.parametrize("end", ["expired", "revoked", "deactivated"])
def test_dead_token_is_401(
    requester, draft, now, time_machine, end, method, path, body, scope, success
):
    program = program_of(requester, now)
    if end == "expired":
        time_machine.move_to(now + timedelta(days=31), tick=False)
    elif end == "revoked":
        revoke_token(token=program.token, by=Actor.of(requester), now=now)
    else:
        requester.is_active = False
        requester.save(update_fields=["is_active"])
    before = rows()

    response = call(program, method, path, body, draft.number)

    assert response.status_code == 401
    assert rows() == before


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [item[:3] for item in CALLS if "{0}" in item[1]],
)
def test_request_of_another_department_is_404_as_one_that_is_not(
    program, foreign, method, path, body
):
    before = rows()

    hidden = call(program, method, path, body, foreign.number)
    missing = call(program, method, path, body, "HB-2026-404")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.json() == missing.json()
    assert rows() == before


@pytest.mark.parametrize("method", ["put", "patch"])
def test_reader_of_everything_may_not_write(leader, draft, now, method):
    before = rows()

    response = call(
        program_of(leader, now),
        method,
        "requests/{0}/",
        {**IDEA, "idea_version": 1},
        draft.number,
    )

    assert response.status_code == 403
    assert rows() == before


def test_only_json_is_read(program, requester, now):
    secret = program.headers["Authorization"]

    form = Client().post(BASE + "requests/", IDEA, headers={"Authorization": secret})

    assert form.status_code == 415
    assert form["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[" * 100_000, 400),
        ('{"title": NaN}', 400),
        ('{"title": "' + "x" * 3_000_000 + '"}', 413),
    ],
    ids=["cut off", "too deep", "no number", "too large"],
)
def test_body_that_cannot_be_read_is_refused(program, body, status):
    response = program.post("requests/", body)

    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
