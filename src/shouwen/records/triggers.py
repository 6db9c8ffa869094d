"""Append-only tables, the marks that are set once, and on SQLite periods that do not overlap:
guarded by the database itself (decisions 2, 5 and 11). Idempotent; installed after every migrate
and checked by ``doctor``."""

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = (
    "records_ledgerentry",
    "records_clockevent",
    "records_paper",
    "records_rendering",
    "records_serviceofpaper",
    "records_servicewish",
    "records_refusedattempt",
)
MISSED_ONCE = "missed_is_set_once"
FIRST_STAYS = "who_was_asked_first_stays"
"""Whoever was asked first, once it is known, is never anybody else (1.1a)."""
APART = {
    "sqlite": {
        "sittings_do_not_overlap": ("records_sitting", "id", ("post_id", "role"), "since", "until"),
        "versions_do_not_overlap": (
            "records_serviceversion",
            "matter_id",
            ("service_id",),
            "valid_from",
            "valid_until",
        ),
    }
}
"""Rows of a table, alike in some columns, whose periods have no instant in common. PostgreSQL keeps
them apart by exclusion constraints of these names, without triggers."""
VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}
"""What nobody does to an append-only table; SQLite knows no TRUNCATE."""


def install(using: str = "default", **_: object) -> None:
    """Put every trigger in place on the database ``using``."""
    connection = connections[using]
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def names(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The names of all triggers that must be there."""
    append_only = {f"{table}_{v}" for table in APPEND_ONLY for v in VERBS[connection.vendor]}
    apart = {
        f"{name}_{verb}"
        for name in APART.get(connection.vendor, ())
        for verb in ("insert", "update")
    }
    return frozenset({MISSED_ONCE, FIRST_STAYS, *append_only, *apart})


def installed(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The names of the triggers that are there."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return frozenset(row[0] for row in cursor.fetchall())


def _sqlite() -> list[str]:
    found = [
        f"CREATE TRIGGER IF NOT EXISTS {table}_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for verb in VERBS["sqlite"]
    ]
    found.append(
        f"CREATE TRIGGER IF NOT EXISTS {MISSED_ONCE} BEFORE UPDATE OF missed_at, missed_by_id "
        "ON records_obligation WHEN OLD.missed_at IS NOT NULL "
        "AND (NEW.missed_at IS NOT OLD.missed_at OR NEW.missed_by_id IS NOT OLD.missed_by_id) "
        "BEGIN SELECT RAISE(ABORT, 'missed is set once'); END"
    )
    found.append(
        f"CREATE TRIGGER IF NOT EXISTS {FIRST_STAYS} BEFORE UPDATE OF first_officer_id, "
        "first_post_id ON records_contact WHEN OLD.first_officer_id IS NOT NULL "
        "AND (NEW.first_officer_id IS NOT OLD.first_officer_id "
        "OR NEW.first_post_id IS NOT OLD.first_post_id) "
        "BEGIN SELECT RAISE(ABORT, 'who was asked first stays'); END"
    )
    for name, (table, key, alike, since, until) in APART["sqlite"].items():
        same = " AND ".join(f"other.{column} = NEW.{column}" for column in alike)
        for verb in ("insert", "update"):
            found.append(
                f"CREATE TRIGGER IF NOT EXISTS {name}_{verb} AFTER {verb.upper()} ON {table} "
                f"WHEN EXISTS (SELECT 1 FROM {table} AS other WHERE other.{key} <> NEW.{key} "
                f"AND {same} AND NEW.{since} IS NOT NULL AND other.{since} IS NOT NULL "
                f"AND (NEW.{until} IS NULL OR other.{since} < NEW.{until}) "
                f"AND (other.{until} IS NULL OR NEW.{since} < other.{until})) "
                f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
            )
    return found


def _postgresql() -> list[str]:
    found = [
        """CREATE OR REPLACE FUNCTION shouwen_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE OR REPLACE FUNCTION shouwen_missed_once() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'missed is set once'
        USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE OR REPLACE TRIGGER {MISSED_ONCE} BEFORE UPDATE OF missed_at, missed_by_id
        ON records_obligation FOR EACH ROW WHEN (OLD.missed_at IS NOT NULL
        AND (NEW.missed_at, NEW.missed_by_id) IS DISTINCT FROM (OLD.missed_at, OLD.missed_by_id))
        EXECUTE FUNCTION shouwen_missed_once()""",
        """CREATE OR REPLACE FUNCTION shouwen_first_stays() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'who was asked first stays'
        USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        f"""CREATE OR REPLACE TRIGGER {FIRST_STAYS} BEFORE UPDATE OF first_officer_id, first_post_id
        ON records_contact FOR EACH ROW WHEN (OLD.first_officer_id IS NOT NULL AND
        (NEW.first_officer_id, NEW.first_post_id) IS DISTINCT FROM
        (OLD.first_officer_id, OLD.first_post_id)) EXECUTE FUNCTION shouwen_first_stays()""",
    ]
    for table in APPEND_ONLY:
        for verb in VERBS["postgresql"]:
            level = "STATEMENT" if verb == "truncate" else "ROW"
            found.append(
                f"CREATE OR REPLACE TRIGGER {table}_{verb} BEFORE {verb.upper()} ON {table} "
                f"FOR EACH {level} EXECUTE FUNCTION shouwen_append_only()"
            )
    return found
