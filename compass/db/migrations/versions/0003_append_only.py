"""What is written once stays: the database itself refuses to change or delete these rows."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# table: the keys by which SQLite's INSERT OR REPLACE could overwrite a row
APPEND_ONLY = {
    "event": (("id",),),
    "answer_revision": (("id",), ("review_id", "item", "question_id", "number")),
    "decision": (("id",),),
    "decision_condition": (("decision_id", "position"),),
    "review_record": (("review_id",),),
    "dossier": (("id",), ("review_id", "language"), ("file_sha256",)),
}

POSTGRESQL_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table, keys in APPEND_ONLY.items():
            _refuse_on_sqlite(table, keys)
    else:
        op.execute(POSTGRESQL_FUNCTION)
        for table in APPEND_ONLY:
            _refuse_on_postgresql(table)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for what in ("update", "delete", "replace"):
                op.execute(f"DROP TRIGGER {table}_refuse_{what}")
    else:
        op.execute("DROP FUNCTION refuse_change() CASCADE")


def _refuse_on_sqlite(table: str, keys: tuple[tuple[str, ...], ...]) -> None:
    for what in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_{what} BEFORE {what.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )
    same_key = " OR ".join(
        " AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys
    )
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same_key})"  # noqa: S608  # names from above
    op.execute(
        f"CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table} WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: the key is taken'); END"
    )


def _refuse_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
