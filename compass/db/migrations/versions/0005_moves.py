"""Reviews that move to another version of their set or carry answers over to a new round."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "answer", sa.Column("to_confirm", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    with op.batch_alter_table("review") as table:
        table.add_column(sa.Column("previous_review_id", sa.Uuid()))
        table.create_foreign_key(
            op.f("fk_review_previous_review_id_review"), "review", ["previous_review_id"], ["id"]
        )
        table.create_index(op.f("ix_review_previous_review_id"), ["previous_review_id"])
    create_review_move()


def downgrade() -> None:
    op.drop_table("review_move")
    with op.batch_alter_table("review") as table:
        table.drop_index(op.f("ix_review_previous_review_id"))
        table.drop_constraint(op.f("fk_review_previous_review_id_review"), type_="foreignkey")
        table.drop_column("previous_review_id")
    op.drop_column("answer", "to_confirm")


def create_review_move() -> None:
    keys = {
        "review_id": "review",
        "from_version_id": "question_set_version",
        "to_version_id": "question_set_version",
        "moved_by": "user_account",
        "undone_by": "user_account",
    }
    op.create_table(
        "review_move",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("from_version_id", sa.Integer(), nullable=False),
        sa.Column("to_version_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.Uuid(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("undone_at", sa.DateTime(timezone=True)),
        sa.Column("undone_by", sa.Uuid()),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_review_move_{column}_{table}")
            )
            for column, table in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_move")),
    )
    op.create_index(op.f("ix_review_move_review_id"), "review_move", ["review_id"])
