"""Who uploaded, published and withdrew a version of a question set; only a draft may change."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = "question_set_version"
PEOPLE = ("uploaded_by", "published_by", "withdrawn_by")
STATES = sa.Enum(
    "draft",
    "published",
    "withdrawn",
    name="versionstate",
    native_enum=False,
    create_constraint=True,
    length=40,
)
CHECKS = {
    "published": "(state = 'draft') = (published_at IS NULL)",
    "withdrawn": "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)",
}
# what stays as it was when a published version is withdrawn
FIXED = (
    "id", "set_id", "version", "digest", "origin", "content", "registered_at", "uploaded_by",
    "published_at", "published_by", "note",
)  # fmt: skip
REFUSAL = "a published question set stays as it is"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        for name in PEOPLE:
            table.add_column(sa.Column(name, sa.Uuid()))
        for name in ("published_at", "withdrawn_at"):
            table.add_column(sa.Column(name, sa.DateTime(timezone=True)))
        for name in ("note", "withdrawal_reason"):
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.execute(f"UPDATE {TABLE} SET published_at = registered_at")  # noqa: S608  # a constant
    with op.batch_alter_table(TABLE) as table:
        for name in PEOPLE:
            key = op.f(f"fk_{TABLE}_{name}_user_account")
            table.create_foreign_key(key, "user_account", [name], ["id"])
        for name in ("note", "withdrawal_reason"):
            table.alter_column(name, existing_type=sa.Text(), server_default=None)
        table.alter_column("state", existing_type=sa.String(10), type_=STATES)
        for name, rule in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_{TABLE}_{name}"), rule)
    if op.get_bind().dialect.name == "sqlite":
        refuse_changes_on_sqlite()
    else:
        refuse_changes_on_postgresql()


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for what in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER {TABLE}_refuse_{what}")
    else:
        op.execute("DROP FUNCTION refuse_change_of_published() CASCADE")
        op.execute(f"DROP TRIGGER {TABLE}_refuse_truncate ON {TABLE}")
    with op.batch_alter_table(TABLE) as table:
        for name in CHECKS:
            table.drop_constraint(op.f(f"ck_{TABLE}_{name}"), type_="check")
        for name in PEOPLE:
            table.drop_constraint(op.f(f"fk_{TABLE}_{name}_user_account"), type_="foreignkey")
        table.drop_constraint(op.f(f"ck_{TABLE}_versionstate"), type_="check")
        table.alter_column("state", existing_type=sa.String(40), type_=sa.String(10))
        for name in (*PEOPLE, "published_at", "withdrawn_at", "note", "withdrawal_reason"):
            table.drop_column(name)


def refuse_changes_on_sqlite() -> None:
    withdrawal = _withdrawal("IS")
    op.execute(
        f"CREATE TRIGGER {TABLE}_refuse_update BEFORE UPDATE ON {TABLE} "
        f"WHEN OLD.state <> 'draft' AND NOT ({withdrawal}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    op.execute(
        f"CREATE TRIGGER {TABLE}_refuse_delete BEFORE DELETE ON {TABLE} "
        f"WHEN OLD.state <> 'draft' BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    keys = " OR ".join(_same(key) for key in (("id",), ("digest",), ("set_id", "version")))
    taken = f"EXISTS (SELECT 1 FROM {TABLE} WHERE state <> 'draft' AND ({keys}))"  # noqa: S608  # names from above
    op.execute(
        f"CREATE TRIGGER {TABLE}_refuse_replace BEFORE INSERT ON {TABLE} WHEN {taken} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: the key is taken'); END"
    )


def refuse_changes_on_postgresql() -> None:
    withdrawal = _withdrawal("IS NOT DISTINCT FROM")
    op.execute(
        f"""
        CREATE FUNCTION refuse_change_of_published() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND OLD.state = 'draft' THEN
                RETURN OLD;
            END IF;
            IF TG_OP = 'UPDATE' AND (OLD.state = 'draft' OR {withdrawal}) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """
    )
    op.execute(
        f"CREATE TRIGGER {TABLE}_refuse_change BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published()"
    )
    op.execute(
        f"CREATE TRIGGER {TABLE}_refuse_truncate BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _withdrawal(same: str) -> str:
    unchanged = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in FIXED)
    return f"OLD.state = 'published' AND NEW.state = 'withdrawn' AND {unchanged}"


def _same(key: Sequence[str]) -> str:
    return "(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")"
