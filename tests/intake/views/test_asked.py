"""The page behind a signed link: what it shows, and that only POST changes anything."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import links
from accounts.links import ActingLink, Purpose
from accounts.models import AuditEntry, SignedLink, User
from intake.models import Answer, Ask
from intake.services import return_ask, withdraw_open_asks
from intake.views import asked as view
from notifications import delivery
from notifications.models import OutboxMessage
from tests.factories.accounts import ContactFactory
from tests.intake.asking import answer_in_the_app, ask, link_of, mailed_path


@pytest.fixture
def asked(submitted, triager, now) -> Ask:
    return ask(submitted, ContactFactory(name="P. Flores"), triager, now)


@pytest.fixture
def path(asked, now) -> str:
    return mailed_path(asked, now)


def everything() -> list:
    """What a scanner must not change."""
    return [
        list(model.objects.order_by("pk").values())
        for model in (Ask, Answer, SignedLink, AuditEntry, OutboxMessage)
    ]


def test_page_shows_the_question_to_a_stranger(client, path):
    response = client.get(path)

    for said in (
        "How many devices will be installed",
        "1 to 10",
        "Don&#x27;t know yet",
        "Device count drives asset records",
        "You know the poles.",
        "W. Sato asks you one question",
        "Tuesday, 1 Dec 2026",
        "under your name, P. Flores",
        "City of Harlow Bend",
    ):
        assert said in response.text, said
    header = response.text.partition("<header")[2].partition("</header>")[0]
    assert "City of Harlow Bend" in header
    assert "<a" not in header


@pytest.mark.parametrize("method", ["get", "head"])
def test_scanner_changes_nothing_however_often(client, path, method):
    before = everything()

    for _visit in range(3):
        assert getattr(client, method)(path).status_code == 200

    assert everything() == before


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_not_allowed(client, path, method):
    before = everything()

    assert getattr(client, method)(path).status_code == 405
    assert everything() == before


def test_page_is_kept_by_nobody_and_gives_its_address_away_to_nobody(client, path):
    response = client.get(path)

    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "strict-origin"


def test_answer_is_taken_once_and_thanked_for(client, asked, path):
    response = client.post(path, {"answer": "to10"})

    assert response["Location"] == path
    assert Answer.objects.get().answered_by == asked.to
    thanks = client.get(path)
    assert thanks.status_code == 200
    assert "Thank you. W. Sato has your answer" in thanks.text


def test_dont_know_yet_is_an_answer(client, path):
    client.post(path, {"answer": "unknown"})

    assert Answer.objects.get().kind == "unknown"


@pytest.mark.parametrize("sent", [{}, {"answer": ""}, {"answer": "many"}])
def test_no_answer_or_none_of_them_is_refused(client, path, sent):
    before = everything()

    response = client.post(path, sent)

    assert response.status_code == 422
    assert response.context["form"].errors
    assert everything() == before


def test_not_applicable_is_not_for_them_to_say(client, path):
    assert client.post(path, {"answer": "not_applicable"}).status_code == 422


def test_replayed_answer_changes_nothing_and_says_so(client, path):
    client.post(path, {"answer": "to10"})
    before = everything()

    response = client.post(path, {"answer": "to100"})

    assert response.status_code == 409
    assert "What you sent just now was not saved." in response.text
    assert everything() == before


def test_answered_in_the_app_meanwhile_the_page_says_so(
    client, submitted, requester, path, now
):
    answer_in_the_app(submitted, requester, now)
    before = everything()

    sent = client.post(path, {"answer": "to100"})
    looked = client.get(path)

    assert (sent.status_code, looked.status_code) == (409, 410)
    assert "Somebody else was faster" in sent.text
    assert "A. Nguyen" not in sent.text
    assert everything() == before


def test_faster_between_the_check_and_the_write_is_told_the_same(
    client, submitted, requester, asked, path, now, monkeypatch
):
    def somebody_is_faster(request, link, page, question):
        answer_in_the_app(submitted, requester, now)
        return act(request, link, page, question)

    act = view._act
    monkeypatch.setattr(view, "_act", somebody_is_faster)

    response = client.post(path, {"answer": "to100"})

    assert response.status_code == 409
    assert "Somebody else was faster" in response.text
    assert Answer.objects.get().option == "to10"


def test_sent_back_with_a_note_is_thanked_for(client, asked, path):
    client.post(path, {"note": "The vendor knows, ask K. Berg."})

    asked.refresh_from_db()
    assert asked.returned_note == "The vendor knows, ask K. Berg."
    assert "somebody else has to be asked" in client.get(path).text


def test_sent_back_without_a_note_is_refused(client, path):
    response = client.post(path, {"note": " "})

    assert response.status_code == 422
    assert "Say who knows it" in response.text
    assert '<details class="mt-4" open>' in response.text


def test_sent_back_in_another_tab_cannot_be_answered(client, asked, path, now):
    return_ask(link=link_of(asked, now), note="Parks knows.", now=now)

    assert client.post(path, {"answer": "to10"}).status_code == 409
    assert not Answer.objects.exists()


def test_past_its_day_says_whom_to_write_to(client, path, now, time_machine):
    time_machine.move_to(now + timedelta(days=9), tick=False)
    before = everything()

    sent, looked = client.post(path, {"answer": "to10"}), client.get(path)

    assert (sent.status_code, looked.status_code) == (409, 410)
    assert "The day for this answer is over" in looked.text
    assert "sato@city.example" in looked.text
    assert everything() == before


def test_withdrawn_question_says_so(client, submitted, path, now):
    withdraw_open_asks(submitted, now=now)

    response = client.get(path)

    assert response.status_code == 410
    assert "This question is no longer asked" in response.text


def test_closed_account_cannot_answer(client, submitted, colleague, triager, now):
    path = mailed_path(ask(submitted, colleague.contact, triager, now), now)
    User.objects.filter(pk=colleague.pk).update(is_active=False)

    assert client.post(path, {"answer": "to10"}).status_code == 409
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "a:b"]
)
def test_tampered_address_says_what_to_do(client, path, spoil):
    token = path.split("/")[2]
    before = everything()

    for method in (client.get, client.head, client.post):
        response = method(reverse("intake:asked", args=[spoil(token)]))
        assert response.status_code == 410
    assert (
        "reply to whoever asked you" in client.get(response.request["PATH_INFO"]).text
    )
    assert everything() == before


def test_link_of_another_purpose_opens_no_question(client, asked, now):
    token = links.mint(
        Purpose.INVITATION,
        contact=asked.to,
        subject=str(asked.pk),
        now=now,
        expires_in=timedelta(days=3),
    )

    assert client.post(reverse("intake:asked", args=[token])).status_code == 410
    assert Ask.objects.open().exists()


def test_link_to_a_question_of_somebody_else_opens_nothing(client, asked, now):
    acting = ActingLink(Purpose.ASK, str(asked.pk), "intake:asked", now)

    response = client.get(acting.path_for(ContactFactory(), now=now))

    assert response.status_code == 410
    assert "How many devices" not in response.text


def test_somebody_else_signed_in_may_not_answer_in_that_name(client, path, colleague):
    client.force_login(colleague)
    before = everything()

    response = client.post(path, {"answer": "to10"})

    assert response.status_code == 403
    assert "This question is for P. Flores" in response.text
    assert everything() == before


def test_the_person_themselves_may_be_signed_in(
    client, submitted, colleague, triager, now
):
    path = mailed_path(ask(submitted, colleague.contact, triager, now), now)
    client.force_login(colleague)

    client.post(path, {"answer": "to10"})

    assert Answer.objects.get().answered_by == colleague.contact


def test_answer_without_the_pages_secret_is_refused(path):
    response = Client(enforce_csrf_checks=True).post(path, {"answer": "to10"})

    assert response.status_code == 403
    assert not Answer.objects.exists()


def test_mail_carries_the_link_and_nothing_stored_does(client, asked, path, now):
    delivery.deliver_slice(clock=lambda: now)

    token = path.split("/")[2]
    (sent,) = (each for each in mail.outbox if each.to == [asked.to.email])
    assert isinstance(sent, mail.EmailMultiAlternatives)
    for part in (str(sent.body), str(sent.alternatives[0][0])):
        assert f"http://127.0.0.1:8000{path}" in part
        # They have no account, so nothing to choose there.
        assert "/preferences/" not in part
    assert token not in str(everything())
    assert token.split(":")[-1] not in str(everything())


def test_mail_not_sent_yet_is_not_sent_once_it_is_answered(
    asked, submitted, requester, now
):
    answer_in_the_app(submitted, requester, now)

    delivery.deliver_slice(clock=lambda: now)

    message = OutboxMessage.objects.get(event="question_asked")
    assert message.state == "suppressed"
    assert message.last_error == "What its link is for is done or over."
    assert [asked.to.email] not in [each.to for each in mail.outbox]


def test_page_costs_few_queries(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(path)
    with django_assert_max_num_queries(1):
        client.get(reverse("intake:asked", args=["not-a-token"]))
