"""Tables that are only ever added to: the database itself refuses anything else."""

from collections.abc import Sequence

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def refuse_changes(table: str, *, of: Sequence[str] = ()) -> migrations.RunPython:
    """A migration operation after which rows of `table` can be neither changed nor deleted.

    With `of` only those columns and the key are frozen; the others may still change.
    Give it a migration of its own. SQLite rebuilds a table to alter it and loses its
    triggers on the way: a later migration that alters the table repeats this operation.
    Emptying the whole table (TRUNCATE, as the tests of PostgreSQL do) stays with the
    table's owner, who could drop the trigger as well.
    """

    # With the key free, two rows could change places behind all that refers to them.
    of_columns = f" OF {', '.join(('id', *of))}" if of else ""

    def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        # params None: the statements hold percent signs of their own.
        for statement in _STATEMENTS[schema_editor.connection.vendor]:
            schema_editor.execute(
                statement.format(table=table, of=of_columns), params=None
            )

    def backwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _UNDO[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=table), params=None)

    return migrations.RunPython(forwards, backwards)


# INSERT OR REPLACE deletes the old row: with recursive_triggers (set on every
# connection) its delete trigger fires as well.
_SQLITE = [
    statement
    for event, of in (("UPDATE", "{of}"), ("DELETE", ""))
    for statement in (
        # Repeated with more columns, the trigger of before would else stay as it is.
        f"DROP TRIGGER IF EXISTS {{table}}_refuse_{event.lower()}",
        f"""
        CREATE TRIGGER {{table}}_refuse_{event.lower()} BEFORE {event}{of} ON {{table}}
        BEGIN SELECT RAISE(ABORT, '{{table}} is only ever added to'); END
        """,
    )
]

# ENABLE ALWAYS: session_replication_role = replica switches ordinary triggers off.
_POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION refuse_changes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    "DROP TRIGGER IF EXISTS {table}_refuse_changes ON {table}",
    """
    CREATE TRIGGER {table}_refuse_changes BEFORE UPDATE{of} OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_changes()
    """,
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_refuse_changes",
]

_STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
_UNDO = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS {table}_refuse_update",
        "DROP TRIGGER IF EXISTS {table}_refuse_delete",
    ],
    "postgresql": ["DROP TRIGGER IF EXISTS {table}_refuse_changes ON {table}"],
}
