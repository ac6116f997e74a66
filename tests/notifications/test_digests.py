from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from notifications import delivery
from notifications.digests import (
    edition_for,
    may_still_see_digest,
    run_due_digests,
    send_digest_as_of,
)
from notifications.digests.building import subject_line, verdict_sentence
from notifications.digests.parts import Section
from notifications.digests.presenting import range_bar
from notifications.models import DigestEdition, DigestRun, OutboxMessage
from notifications.models.outbox import State
from tests.factories.accounts import UserFactory
from tests.notifications import fakes

MONDAY_SLOT = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _sections(settings):
    settings.DIGEST_SECTIONS = [
        "tests.notifications.fakes.headline",
        "tests.notifications.fakes.decide",
        "tests.notifications.fakes.who_reads",
    ]


def test_run_due_digests_tells_every_leader_once(leader, requester, now):
    run_due_digests(now)
    run_due_digests(now + timedelta(minutes=1))

    run = DigestRun.objects.get()
    assert (run.schedule, run.period_key) == ("leadership", "2026-W48")
    assert run.window_end == MONDAY_SLOT
    assert [m.recipient for m in OutboxMessage.objects.all()] == [leader.contact]


def test_run_due_digests_before_the_slot_waits(leader):
    run_due_digests(datetime(2026, 11, 20, 17, 0, tzinfo=UTC))

    assert not DigestRun.objects.exists()


def test_run_due_digests_without_readers_makes_nothing(requester, now):
    run_due_digests(now)

    assert not DigestRun.objects.exists()


def test_run_due_digests_skipped_week_appears_in_the_next(leader, now):
    run_due_digests(now)
    run_due_digests(MONDAY_SLOT + timedelta(days=7 + 4))
    run_due_digests(MONDAY_SLOT + timedelta(days=14, minutes=1))

    newest, first = DigestRun.objects.all()
    assert newest.period_key == "2026-W50"
    assert newest.window_start == first.window_end


def test_two_beats_for_ninety_days_make_one_digest_a_week(leader, now):
    for hour in range(0, 24 * 90, 6):
        moment = now + timedelta(hours=hour)
        run_due_digests(moment)
        run_due_digests(moment + timedelta(seconds=1))

    runs = list(DigestRun.objects.order_by("window_end"))
    assert len(runs) == 13
    assert OutboxMessage.objects.count() == 13
    for before, after in pairwise(runs):
        assert before.window_end == after.window_start


def test_editions_are_built_once_per_set_of_rights(leader, it_department, now):
    for _ in range(3):
        UserFactory(department=it_department, roles=[Role.REQUESTER, Role.LEADER])
    UserFactory(department=it_department, roles=[Role.LEADER, Role.MANAGER])

    run_due_digests(now)

    assert DigestEdition.objects.count() == 2
    assert OutboxMessage.objects.count() == 5


def test_composing_takes_as_many_queries_for_many_readers(leader, it_department, now):
    with CaptureQueriesContext(connection) as for_one:
        run_due_digests(now)
    for _ in range(30):
        UserFactory(department=it_department, roles=[Role.REQUESTER, Role.LEADER])

    with CaptureQueriesContext(connection) as for_many:
        run_due_digests(now + timedelta(days=7))

    assert OutboxMessage.objects.count() == 1 + 31
    assert len(for_many) == len(for_one)


def test_digest_is_delivered_with_the_verdict_as_subject(leader, now, mailoutbox):
    run_due_digests(now)

    delivery.deliver_slice(clock=lambda: now)

    assert OutboxMessage.objects.get().state == State.SENT
    assert mailoutbox[0].subject.startswith("2 decisions need you · $410k a year")
    assert "Drone as first responder" in mailoutbox[0].body


def test_snapshot_stays_as_it_was_told(leader, now, settings, mailoutbox):
    run_due_digests(now)
    settings.DIGEST_SECTIONS = ["tests.notifications.fakes.quiet"]

    delivery.deliver_slice(clock=lambda: now)

    assert "Drone as first responder" in mailoutbox[0].body


def test_edition_for_rights_lost_meanwhile_shows_nothing(leader, now):
    run_due_digests(now)
    run = DigestRun.objects.get()
    assert edition_for(leader, run) is not None

    leader.role_grants.all().delete()
    fresh = type(leader).objects.get(pk=leader.pk)

    assert edition_for(fresh, run) is None
    assert not may_still_see_digest(subject_id=run.pk, contact=fresh.contact)


@pytest.mark.parametrize(
    ("reader", "may_read"),
    [
        ("leader", True),
        ("manager", True),
        ("triager", True),
        ("records", True),
        ("requester", False),
        ("outsider", False),
    ],
)
def test_edition_for_readers_of_all_requests_only(
    request, leader, now, reader, may_read
):
    run_due_digests(now)

    edition = edition_for(request.getfixturevalue(reader), DigestRun.objects.get())

    assert (edition is not None) is may_read


def test_send_digest_as_of_a_day_once_and_beside_the_schedule(leader, now):
    first = send_digest_as_of(date(2026, 11, 23), now=now)
    again = send_digest_as_of(date(2026, 11, 23), now=now)
    run_due_digests(now)

    assert first == again
    assert sorted(DigestRun.objects.values_list("period_key", flat=True)) == [
        "2026-11-23",
        "2026-W48",
    ]
    assert OutboxMessage.objects.count() == 2


def test_send_digest_command_names_the_page(leader, capsys):
    call_command("send_digest", "--as-of", "2026-11-23")

    run = DigestRun.objects.get()
    assert run.get_absolute_url() in capsys.readouterr().out


def test_send_digest_preview_prints_and_stores_nothing(leader, capsys):
    call_command("send_digest", "--as-of", "2026-11-23", "--preview")

    printed = capsys.readouterr().out
    assert printed.startswith("Subject: 2 decisions need you")
    assert "as of 23 November 2026" in printed
    assert "Drone as first responder" in printed
    assert not DigestRun.objects.exists()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("more", [[], ["--preview"]])
def test_send_digest_without_readers_says_what_to_do(city, more):
    with pytest.raises(CommandError, match="role of a leader"):
        call_command("send_digest", "--as-of", "2026-11-23", *more)


def test_quiet_week_is_one_line(leader, now, settings, mailoutbox):
    settings.DIGEST_SECTIONS = ["tests.notifications.fakes.quiet"]

    run_due_digests(now)
    delivery.deliver_slice(clock=lambda: now)

    assert mailoutbox[0].subject == "A quiet week: nothing needs you"
    assert "PROJECTS" not in mailoutbox[0].body


def test_subject_line_keeps_the_gravest_that_fit():
    line = subject_line(["2 decisions need you", "x" * 30, "y" * 30, "z"])

    assert line == "2 decisions need you · " + "x" * 30


@pytest.mark.parametrize(
    ("fragments", "sentence"),
    [
        ([], "A quiet week: nothing needs you, and nothing changed."),
        (["two wait"], "Two wait."),
        (["two wait", "one is late"], "Two wait and one is late."),
        (["a", "b", "c"], "A, b and c."),
    ],
)
def test_verdict_sentence_joins_the_fragments(fragments, sentence):
    assert verdict_sentence(fragments) == sentence


def test_section_survives_the_snapshot():
    section = fakes.decide(None, None)

    assert Section.from_json(section.as_json()) == section


@pytest.mark.parametrize(
    ("low", "planning", "high"),
    [
        ("57.1", "63.0", "70.0"),
        ("0.0", "0.0", "0.0"),
        ("19.0", "19.0", "19.0"),
        ("100.0", "100.0", "100.0"),
        ("99.5", "99.9", "100.0"),
    ],
)
def test_range_bar_cells_fill_the_width(low, planning, high):
    bar = range_bar(low, planning, high, "high")

    total = sum(float(cell.percent) for cell in bar.cells)
    assert total == pytest.approx(100, abs=0.3)
    assert all(float(cell.percent) >= 0 for cell in bar.cells)
