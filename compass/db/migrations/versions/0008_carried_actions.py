"""An action of a new round names the one of the round before that it goes on with."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("action") as table:
        table.add_column(sa.Column("carried_from", sa.Uuid()))
        table.create_foreign_key(
            op.f("fk_action_carried_from_action"), "action", ["carried_from"], ["id"]
        )
        table.create_index(op.f("ix_action_carried_from"), ["carried_from"])


def downgrade() -> None:
    with op.batch_alter_table("action") as table:
        table.drop_index(op.f("ix_action_carried_from"))
        table.drop_constraint(op.f("fk_action_carried_from_action"), type_="foreignkey")
        table.drop_column("carried_from")
