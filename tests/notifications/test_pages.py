from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import links
from accounts.actors import Actor
from accounts.errors import Conflict
from accounts.links import Purpose
from notifications import services
from notifications.digests import run_due_digests
from notifications.kinds import Kind
from notifications.models import DigestRun, MailSwitch, OutboxMessage, Preference
from notifications.models.outbox import State

OUTBOX = reverse("notifications:outbox")
PREFERENCES = reverse("notifications:preferences")


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def as_leader(client, leader):
    client.force_login(leader)
    return client


@pytest.fixture
def dead(message):
    OutboxMessage.objects.update(
        state=State.DEAD, attempts=8, failures=8, last_error="TimeoutError: timed out"
    )
    message.refresh_from_db()
    return message


@pytest.fixture
def unsubscribe_url(requester, now):
    token = links.mint(
        Purpose.UNSUBSCRIBE,
        contact=requester.contact,
        subject=Kind.DECIDED,
        now=now,
        expires_in=None,
    )
    return reverse("notifications:unsubscribe", args=[token])


def _copies(message, count):
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            event=message.event,
            recipient=message.recipient,
            subject_type=message.subject_type,
            subject_id=message.subject_id,
            cause=message.cause,
            context=message.context,
            dedupe_key=f"copy {n}",
            message_id=f"<{n}@city.example>",
            not_before=message.not_before,
            created_at=message.created_at,
        )
        for n in range(count)
    )


# --- the outbox ---------------------------------------------------------------------


def test_outbox_shows_states_with_counts_and_the_message(as_admin, dead):
    response = as_admin.get(OUTBOX)

    assert response.status_code == 200
    page = response.context["page"]
    counts = {view.label: view.count for view in page.views}
    assert counts["All"] == counts["Given up"] == 1
    assert counts["Waiting"] == 0
    assert "60 fixed plate readers" in response.text


def test_outbox_filters_by_state(as_admin, dead):
    assert as_admin.get(OUTBOX, {"state": "sent"}).context["page"].rows == []
    assert len(as_admin.get(OUTBOX, {"state": "dead"}).context["page"].rows) == 1


@pytest.mark.parametrize("query", ["state=nonsense", "before=x", "after=9" * 30])
def test_outbox_odd_queries_are_harmless(as_admin, message, query):
    assert as_admin.get(f"{OUTBOX}?{query}").status_code == 200


def test_outbox_tells_the_oldest_due_row(as_admin, message):
    OutboxMessage.objects.update(not_before=message.not_before - timedelta(days=400))

    page = as_admin.get(OUTBOX).context["page"]

    assert page.oldest_due == message


def test_outbox_pages_reach_every_row_once_and_back(as_admin, message):
    _copies(message, 119)

    seen, url = [], OUTBOX
    while url:
        page = as_admin.get(url).context["page"]
        seen.append([row.message.pk for row in page.rows])
        url = page.older_url
    back = as_admin.get(page.newer_url).context["page"]

    assert [len(pks) for pks in seen] == [50, 50, 20]
    assert len({pk for pks in seen for pk in pks}) == 120
    assert [row.message.pk for row in back.rows] == seen[1]


@pytest.mark.parametrize("url", ["outbox", "message"])
def test_outbox_pages_take_as_many_queries_at_any_size(as_admin, message, url):
    args = [message.pk] if url == "message" else []
    address = reverse(f"notifications:{url}", args=args)
    as_admin.get(address)
    with CaptureQueriesContext(connection) as few:
        as_admin.get(address)
    _copies(message, 60)

    with CaptureQueriesContext(connection) as many:
        as_admin.get(address)

    assert len(many) == len(few)
    assert len(many) <= 12


@pytest.mark.parametrize("who", ["requester", "triager", "manager", "leader"])
def test_outbox_is_for_administrators(client, request, message, who):
    client.force_login(request.getfixturevalue(who))

    for name in ("message", "replay"):
        url = reverse(f"notifications:{name}", args=[message.pk])
        assert client.post(url).status_code in {403, 405}
    assert client.get(OUTBOX).status_code == 403


def test_message_page_shows_text_and_attempts_with_masked_links(as_admin, dead):
    response = as_admin.get(reverse("notifications:message", args=[dead.pk]))

    assert "The grant is applied for, not awarded." in response.text
    assert "hidden.invalid" in response.text
    assert "/unsubscribe/" not in response.text


def test_message_page_of_a_broken_message_says_so(as_admin, message):
    OutboxMessage.objects.update(context={})

    response = as_admin.get(reverse("notifications:message", args=[message.pk]))

    assert response.status_code == 200
    assert "cannot be rendered" in response.text


def test_replay_puts_a_dead_message_back(as_admin, dead, requester, now):
    services.suppress_address(contact=requester.contact, now=now)

    response = as_admin.post(reverse("notifications:replay", args=[dead.pk]))

    dead.refresh_from_db()
    requester.contact.refresh_from_db()
    assert response.status_code == 302
    assert (dead.state, dead.failures, dead.attempts) == (State.PENDING, 0, 8)
    assert requester.contact.suppressed_at is None


def test_replay_of_a_living_message_conflicts(as_admin, message):
    response = as_admin.post(reverse("notifications:replay", args=[message.pk]))

    assert response.status_code == 409


def test_replay_by_get_is_refused(as_admin, dead):
    url = reverse("notifications:replay", args=[dead.pk])

    assert as_admin.get(url).status_code == 405


def test_replay_without_the_right_is_refused(dead, triager, now):
    with pytest.raises(PermissionDenied):
        services.replay_message(message=dead, by=Actor.of(triager), now=now)


def test_held_mail_is_told_and_let_go(as_admin, message, now):
    switch = services.hold_mail(channel="mail", reason="535 bad password", now=now)

    shown = as_admin.get(OUTBOX)
    as_admin.post(reverse("notifications:release", args=[switch.pk]))

    switch.refresh_from_db()
    assert "535 bad password" in shown.text
    assert switch.released_by is not None


def test_hold_mail_twice_keeps_the_first(now, city):
    first = services.hold_mail(channel="mail", reason="one", now=now)
    second = services.hold_mail(channel="mail", reason="two", now=now)

    assert first == second
    assert MailSwitch.objects.get().reason == "one"


def test_release_mail_twice_conflicts(admin, now):
    switch = services.hold_mail(channel="mail", reason="one", now=now)
    services.release_mail(switch=switch, by=Actor.of(admin), now=now)

    with pytest.raises(Conflict):
        services.release_mail(switch=switch, by=Actor.of(admin), now=now)


# --- what mail a person gets -----------------------------------------------------------


def test_preferences_show_the_kinds_that_may_reach_one(client, requester, leader):
    client.force_login(requester)
    for_requester = client.get(PREFERENCES).text
    client.force_login(leader)
    for_leader = client.get(PREFERENCES).text

    assert "weekly digest" not in for_requester
    assert "weekly digest" in for_leader


def test_preferences_save_what_is_ticked(client, requester):
    client.force_login(requester)

    response = client.post(
        PREFERENCES, {"wanted_kinds": ["submitted", "asked", "money"]}
    )

    off = Preference.objects.filter(contact=requester.contact, is_off=True)
    assert response.status_code == 302
    assert list(off.values_list("kind", flat=True)) == ["decided"]


def test_preferences_of_somebody_else_are_refused(requester, outsider, now):
    with pytest.raises(PermissionDenied):
        services.set_preferences(
            contact=requester.contact,
            wanted={Kind.DECIDED: False},
            by=Actor.of(outsider),
            now=now,
        )


def test_unsubscribe_opened_changes_nothing(client, unsubscribe_url):
    response = client.get(unsubscribe_url)

    assert response.status_code == 200
    assert not Preference.objects.exists()


def test_unsubscribe_one_click_works_without_cookies(unsubscribe_url, requester):
    stranger = Client(enforce_csrf_checks=True)

    response = stranger.post(unsubscribe_url, {"List-Unsubscribe": "One-Click"})
    again = stranger.post(unsubscribe_url, {"List-Unsubscribe": "One-Click"})

    assert (response.status_code, again.status_code) == (200, 200)
    preference = Preference.objects.get()
    assert (preference.contact, preference.kind) == (requester.contact, "decided")
    assert preference.is_off


def test_unsubscribe_with_a_forged_link_is_refused(client, unsubscribe_url):
    response = client.post(unsubscribe_url[:-3] + "x/")

    assert response.status_code == 410
    assert "This link no longer works" in response.text
    assert not Preference.objects.exists()


def test_unsubscribed_can_be_chosen_again(client, unsubscribe_url, requester):
    client.post(unsubscribe_url)
    client.force_login(requester)

    client.post(
        PREFERENCES, {"wanted_kinds": ["submitted", "asked", "decided", "money"]}
    )

    assert not Preference.objects.filter(is_off=True).exists()


# --- digests ---------------------------------------------------------------------------


@pytest.fixture
def digest_run(leader, now, settings):
    settings.DIGEST_SECTIONS = [
        "tests.notifications.fakes.headline",
        "tests.notifications.fakes.decide",
    ]
    run_due_digests(now)
    return DigestRun.objects.get()


def test_digest_page_shows_verdict_figures_and_rows(as_leader, digest_run):
    response = as_leader.get(digest_run.get_absolute_url())

    assert "2 decisions need you, $410k a year" in response.text
    assert "last week 8" in response.text
    assert "Drone as first responder" in response.text
    assert "Park cameras &amp; &lt;masts&gt;" in response.text
    assert "and 3 more" in response.text


def test_digest_pages_are_hidden_from_others(client, requester, digest_run):
    client.force_login(requester)

    assert client.get(digest_run.get_absolute_url()).status_code == 404
    assert client.get(reverse("notifications:digests")).status_code == 404


def test_digests_list_shows_subjects_newest_first(as_leader, digest_run, now):
    run_due_digests(now + timedelta(days=7))

    rows = as_leader.get(reverse("notifications:digests")).context["page"].rows

    assert [row.run.period_key for row in rows] == ["2026-W49", "2026-W48"]


def test_digests_list_without_any_says_when_the_first_comes(as_leader, city):
    assert "07:30" in as_leader.get(reverse("notifications:digests")).text


def test_digests_list_takes_as_many_queries_at_any_size(as_leader, digest_run, now):
    url = reverse("notifications:digests")
    as_leader.get(url)
    with CaptureQueriesContext(connection) as few:
        as_leader.get(url)
    for week in range(1, 6):
        run_due_digests(now + timedelta(days=7 * week))

    with CaptureQueriesContext(connection) as many:
        as_leader.get(url)

    assert len(many) == len(few)
