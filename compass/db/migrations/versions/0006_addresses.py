"""Actions and evidence name an address: an item before a question of any length fits."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _resize(sa.String(80), sa.String(100))


def downgrade() -> None:
    _resize(sa.String(100), sa.String(80))


def _resize(before: sa.String, after: sa.String) -> None:
    for name in ("action", "evidence"):
        with op.batch_alter_table(name) as table:
            table.alter_column(
                "question_id", existing_type=before, type_=after, existing_nullable=False
            )
