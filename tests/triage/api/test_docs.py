"""The API's description: true, valid, and shown to whoever is signed in."""

import json

import pytest
from django.core.management import call_command
from django.urls import get_resolver

from accounts.api import ApiView
from accounts.roles import Scope

pytestmark = pytest.mark.django_db

SCHEMA, DOCS = "/api/schema/?format=json", "/api/docs/"


@pytest.fixture
def described(client, requester) -> dict:
    client.force_login(requester)
    return json.loads(client.get(SCHEMA).content)


def operations(described: dict) -> dict[str, dict]:
    return {
        f"{method} {path}": operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def test_description_is_valid_without_a_warning(tmp_path):
    call_command(
        "spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "api.yaml")
    )


def test_description_holds_every_endpoint_and_no_other(described):
    endpoints = {
        pattern.callback.view_class
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", [])
        if issubclass(getattr(pattern.callback, "view_class", object), ApiView)
    }
    methods = {
        method
        for view in endpoints
        for method in ("get", "post", "put", "patch", "delete")
        if hasattr(view, method)
    }

    assert len(described["paths"]) == len(endpoints) == 9
    assert methods == {"get", "post", "put", "patch"}
    assert all(path.startswith("/api/v1/") for path in described["paths"])


def test_every_operation_wants_the_token(described):
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for operation in operations(described).values():
        assert operation["security"] == [{"token": []}]


def test_every_operation_tells_its_refusals(described):
    for name, operation in operations(described).items():
        told = {int(status) for status in operation["responses"]}
        expected = {401, 403}
        if "{" in name:
            expected |= {404}
        if not name.startswith("get"):
            expected |= {400, 409, 422}
        assert told >= expected, name
        assert any(
            f"`{scope}`" in operation["responses"]["403"]["description"]
            for scope in Scope
        )


def test_a_change_of_the_idea_needs_the_version_seen(described):
    shapes = described["components"]["schemas"]

    assert shapes["IdeaChanges"]["required"] == ["idea_version"]
    assert set(shapes["IdeaReplacement"]["required"]) == {
        "idea_version",
        "problem",
        "title",
    }


@pytest.mark.parametrize("address", [SCHEMA, DOCS, f"{DOCS}?script"])
def test_stranger_is_sent_to_the_sign_in(client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("address", [SCHEMA, DOCS])
def test_token_is_no_sign_in(requester, now, client, address, program):
    response = client.get(address, headers=program.headers)

    assert response.status_code == 302


def test_docs_page_has_our_frame_and_nothing_inline(client, requester):
    client.force_login(requester)

    page = client.get(DOCS).content.decode()
    script = client.get(f"{DOCS}?script")

    assert "A. Nguyen" in page
    assert "<style" not in page
    assert " style=" not in page
    assert "swagger-ui-bundle.js" in page
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/schema/" in script.content.decode().replace("\\u002D", "-")
