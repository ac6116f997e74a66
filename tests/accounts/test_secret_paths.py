"""Secrets in addresses stay out of what others read."""

import pytest
from django.test import Client

from accounts import links
from accounts.secret_paths import before_send

TOKEN = "WzEsMl0:s_ZxXsZIs16iU36EqIKpbFAteMzBs2FYRHLWUQn5Q70"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("get", f"/answer/{TOKEN}/", "Gone: /answer/…/"),
        ("options", f"/answer/{TOKEN}/", "Method Not Allowed (OPTIONS): /answer/…/"),
        ("get", f"/answer/{TOKEN}/)", "Not Found: /answer/…/)"),
        ("post", f"/answer/{TOKEN}/", "Forbidden (CSRF cookie not set.): /answer/…/"),
    ],
)
def test_refusal_is_logged_without_the_token(city, caplog, method, path, said):
    getattr(Client(enforce_csrf_checks=True), method)(path)

    messages = [record.getMessage() for record in caplog.records]
    assert said in messages
    assert TOKEN not in " ".join(messages)


@pytest.mark.django_db
def test_failure_is_logged_without_the_token(city, caplog, monkeypatch):
    monkeypatch.setattr(links, "find", lambda *_: 1 / 0)

    Client(raise_request_exception=False).get(f"/answer/{TOKEN}/")

    messages = [record.getMessage() for record in caplog.records]
    assert "Internal Server Error: /answer/…/" in messages
    assert TOKEN not in " ".join(messages)


@pytest.mark.parametrize(
    ("event", "sent"),
    [
        (
            {"request": {"url": f"https://city.example/answer/{TOKEN}/"}},
            {"request": {"url": "https://city.example/answer/…/"}},
        ),
        ({"message": "no page"}, {"message": "no page"}),
    ],
)
def test_error_report_goes_without_the_token(event, sent):
    assert before_send(event, {}) == sent
