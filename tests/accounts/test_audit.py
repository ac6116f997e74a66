import pytest
from django.db import DatabaseError, connection, transaction

from accounts import audit
from accounts.actors import THE_CLOCK, Actor
from accounts.models import AuditEntry
from accounts.services import rename_person


@pytest.fixture
def entry(requester, now) -> AuditEntry:
    rename_person(
        user=requester, name="A. Ngo", title="", by=Actor.of(requester), now=now
    )
    return AuditEntry.objects.get()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_auditentry SET action = 'x'",
        "DELETE FROM accounts_auditentry",
        "UPDATE accounts_auditentry SET at = at",
    ],
)
def test_raw_sql_cannot_change_an_entry(entry, statement):
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert AuditEntry.objects.get().action == "accounts.person_renamed"


def test_insert_or_replace_cannot_change_an_entry(entry):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite knows INSERT OR REPLACE")

    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT OR REPLACE INTO accounts_auditentry "
            "SELECT * FROM accounts_auditentry"
        )


def test_replica_role_cannot_change_an_entry(entry):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL switches triggers off for replicas")

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")

        with pytest.raises(DatabaseError, match="only ever added to"):
            cursor.execute("DELETE FROM accounts_auditentry")
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_flush_after_this_test_finds_an_entry_to_empty(entry):
    assert AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_triggers_stand_again_after_a_flush(entry):
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM accounts_auditentry")


def test_record_refuses_an_act_without_a_sentence(requester, now):
    with pytest.raises(KeyError):
        audit.record("accounts.no_such_act", subject=requester, by=THE_CLOCK, now=now)

    assert not AuditEntry.objects.exists()


def test_sentence_names_who_and_what(entry):
    assert audit.sentence(entry) == "A. Ngo changed the name from A. Nguyen to A. Ngo"


def test_history_is_of_that_thing_only_newest_first(entry, requester, colleague, now):
    by = Actor.of(requester)
    rename_person(user=requester, name="B. Ngo", title="", by=by, now=now)

    history = audit.history(requester)

    assert [each.facts["after"] for each in history] == ["B. Ngo", "A. Ngo"]
    assert audit.history(colleague) == []
