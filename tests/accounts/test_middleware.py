"""What every request passes through."""

import pytest
from django.test import RequestFactory

from accounts.middleware import LoggedRequests


@pytest.mark.parametrize(
    "path",
    [
        "/requests/%00/",
        "/requests/%00/money/",
        "/systems/%00/",
        "/systems/?q=%00",
        "/systems/export.csv?department=%00",
        "/systems/suggest/?fit_%00=would_do",
        "/projects/%00/",
        "/projects/?department=%00",
        "/queue/?order=newest&after=%00",
        "/api/v1/requests/%00/",
    ],
)
def test_address_with_a_null_character_is_not_understood(client, requester, path):
    client.force_login(requester)

    answer = client.get(path)

    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/answer/WzEsMl0:abc-_1/", "GET /answer/…/"),
        ("/answer/WzEsMl0:abc-_1", "GET /answer/…"),
        ("/answer/WzEsMl0:abc-_1/)", "GET /answer/…/)"),
        ("/unsubscribe/WzEsMl0:abc/?utm=1", "GET /unsubscribe/…/?utm=1"),
        ("/invitation/WzEsMl0:abc/", "GET /invitation/…/"),
        (
            "/accounts/password/reset/key/1-c8x/",
            "GET /accounts/password/reset/key/1-…/",
        ),
        ("/requests/HB-2026-001/", "GET /requests/HB-2026-001/"),
        ("/no/such/page/", "GET /no/such/page/"),
    ],
)
def test_log_keeps_no_secret_of_an_address(path, logged):
    assert LoggedRequests.format_request(RequestFactory().get(path)) == logged


@pytest.mark.django_db
def test_requests_are_logged_without_the_token(client, caplog):
    with caplog.at_level("INFO"):
        client.get("/answer/not-a-token/")

    said = " ".join(str(record.msg) for record in caplog.records)
    assert "GET /answer/…/" in said
    assert "not-a-token" not in said
