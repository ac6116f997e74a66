from datetime import date, timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser

import pytest

from accounts import links
from accounts.links import ActingLink, Purpose
from accounts.models import SignedLink
from notifications import emails
from notifications.digests import preview_edition
from notifications.digests.presenting import mail_context
from notifications.kinds import EVENTS
from tests.factories.accounts import ContactFactory
from tests.notifications.samples import CONTEXTS, sample_context

FAKES = [
    "tests.notifications.fakes.headline",
    "tests.notifications.fakes.decide",
    "tests.notifications.fakes.empty_told",
    "tests.notifications.fakes.quiet",
]
HOSTILE = "Night\r\nBcc: all@city.example <script>alert(1)</script> & {{ title }}"


def _render(event, context):
    return emails.render_event(
        event,
        context,
        unsubscribe_url="https://city.example/unsubscribe/x/",
        recipient_name="A. Nguyen",
    )


def _elements(html):
    """Names of the elements a browser would make of it."""
    seen: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: seen.add(tag)  # type: ignore[method-assign]
    parser.feed(html)
    return seen


@pytest.fixture
def contexts(leader, settings):
    """A full context for every event there is."""
    settings.DIGEST_SECTIONS = FAKES
    edition = preview_edition(date(2026, 11, 23), reader=leader)
    digest = {**mail_context(edition), "path": "/digests/1/"}
    return {**CONTEXTS, "digest": digest}


def test_every_event_has_a_sample(contexts):
    assert set(contexts) == set(EVENTS)


@pytest.mark.parametrize("event", EVENTS)
def test_render_event_has_all_three_parts(contexts, event):
    rendered = _render(event, contexts[event])

    link = "http://127.0.0.1:8000" + contexts[event]["path"]
    assert 0 < len(f"Subject: {rendered.subject}") <= 78
    assert "\n" not in rendered.subject
    for part in (rendered.text, rendered.html):
        assert link in part
        assert "https://city.example/unsubscribe/x/" in part
        assert "/preferences/" in part
        assert "You get this because" in part
    assert "{{" not in rendered.html + rendered.text + rendered.subject


@pytest.mark.django_db
@pytest.mark.parametrize("event", CONTEXTS)
def test_render_event_says_next_steps_and_every_value(event):
    context = sample_context(event)

    rendered = _render(event, context)

    assert "Next steps" in rendered.text
    assert "Next steps" in rendered.html
    for key, value in context.items():
        if isinstance(value, str) and key != "path" and not value.startswith("20"):
            assert value in rendered.text, key


@pytest.mark.django_db
@pytest.mark.parametrize("event", CONTEXTS)
def test_render_event_hostile_values_stay_text(event):
    context = {
        key: HOSTILE if isinstance(value, str) and not value.startswith("20") else value
        for key, value in sample_context(event).items()
    }

    rendered = _render(event, {**context, "path": "/requests/HB-2026-001/"})

    assert "\n" not in rendered.subject
    assert "\r" not in rendered.subject
    assert "script" not in _elements(rendered.html)
    assert "&lt;" not in rendered.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "missing", ["says", "strongest", "note", "why", "would_change"]
)
def test_render_event_optional_values_may_be_empty(missing):
    for event in CONTEXTS:
        context = sample_context(event)
        if missing in context:
            context[missing] = ""

        rendered = _render(event, context)

        assert "\n\n\n" not in rendered.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2027-03-12", "Deferred until 12 Mar 2027, decided by Y. Marsh."),
        ("the grant is awarded", "Deferred until the grant is awarded, decided by"),
        ("", "60 fixed plate readers: Deferred, decided by Y. Marsh."),
    ],
)
def test_decided_says_until_when_or_what(until, said):
    context = {**sample_context("request_decided"), "until": until}

    rendered = _render("request_decided", context)

    assert said in rendered.text
    assert said in rendered.html


def test_render_event_html_is_inlined_and_keeps_its_dark_variant(contexts):
    html = _render("digest", contexts["digest"]).html

    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html
    assert ".mast" not in html


def test_digest_text_is_complete(contexts):
    text = _render("digest", contexts["digest"]).text

    for said in (
        "2 decisions need you, $410k a year is unfunded from FY2028 and 1 project",
        "Waiting for a first answer: 6, 5 late (last week 8)",
        "DECIDE THIS WEEK",
        "* Drone as first responder",
        "57–70, planning 64: High",
        "Read and confirm: http://127.0.0.1:8000/queue/HB-2026-002/",
        "Park cameras & <masts>",
        "and 3 more",
        "Nobody came in late.",
    ):
        assert said in text
    assert "PROJECTS" not in text


def test_one_line_cuts_long_subjects():
    cut = emails.one_line("word " * 40)

    assert len(f"Subject: {cut}") <= 78
    assert cut.endswith("…")


def test_compose_sets_the_headers_mail_programs_need(message, requester, now):
    mail = emails.compose(message, now=now)

    sent = message_from_bytes(mail.message().as_bytes(), policy=policy.default)
    assert sent["Message-ID"] == message.message_id
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["List-Id"] == "Groundwork <decided.groundwork.harlowbend.example>"
    assert sent["References"] == sent["In-Reply-To"]
    assert sent.get_body(("html",)) is not None
    url = sent["List-Unsubscribe"].strip("<>")
    token = url.rstrip("/").rpartition("/")[2]
    link = links.read(token, Purpose.UNSUBSCRIBE, now=now)
    assert (link.contact, link.subject) == (requester.contact, "decided")


def test_compose_twice_keeps_message_id_and_link(message, now):
    first, second = (emails.compose(message, now=now) for _ in range(2))

    assert first.extra_headers == second.extra_headers


def test_compose_same_request_is_one_thread(message, colleague, now):
    other = type(message)(
        event="question_asked",
        recipient=colleague.contact,
        subject_type=message.subject_type,
        subject_id=message.subject_id,
        context=sample_context("question_asked"),
        message_id="<other@city.example>",
    )

    threads = {
        emails.compose(each, now=now).extra_headers["References"]
        for each in (message, other)
    }

    assert len(threads) == 1


def test_preview_masks_the_links_that_act(message, now):
    live = emails.compose(message, now=now)
    token = live.extra_headers["List-Unsubscribe"].rstrip("/>").rpartition("/")[2]

    shown = emails.preview(message)

    assert token in live.body
    assert token not in shown.text + shown.html
    assert emails.MASKED in shown.text


@pytest.fixture
def acting_message(message, now):
    link = ActingLink(Purpose.ASK, "12", "intake:asked", now + timedelta(days=1))
    message.event = "question_asked"
    message.context = {**sample_context("question_asked"), "link": link.as_plain()}
    message.save()
    return message


def test_compose_mints_the_link_that_acts(acting_message, requester, now):
    mail = emails.compose(acting_message, now=now)

    link = SignedLink.objects.get(purpose=Purpose.ASK)
    assert (link.contact, link.subject) == (requester.contact, "12")
    assert "http://127.0.0.1:8000/answer/" in mail.body
    assert acting_message.context["path"] not in mail.body


def test_compose_again_mails_the_same_address(acting_message, now):
    later = now + timedelta(hours=5)

    assert (
        emails.compose(acting_message, now=now).body
        == emails.compose(acting_message, now=later).body
    )


def test_preview_masks_the_link_that_acts_and_mints_none(acting_message):
    shown = emails.preview(acting_message)

    assert "/answer/" not in shown.text + shown.html
    assert shown.text.count(emails.MASKED) == 2
    assert not SignedLink.objects.filter(purpose=Purpose.ASK).exists()


def test_compose_offers_no_choices_to_who_has_no_account(message, now):
    message.recipient = ContactFactory()

    mail = emails.compose(message, now=now)

    assert "/preferences/" not in mail.body
    assert "/unsubscribe/" in mail.body
