"""A review has one next round, but for those that were withdrawn.

Where two had been started from one review, the later ones lose the link: the log still says whose
answers they took over."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NAME = "uq_review_next_round"
IN_THE_WAY = sa.text("state <> 'withdrawn'")
UNLINK = """
UPDATE review SET previous_review_id = NULL
WHERE previous_review_id IS NOT NULL AND state <> 'withdrawn' AND EXISTS (
    SELECT 1 FROM review AS earlier
    WHERE earlier.previous_review_id = review.previous_review_id
    AND earlier.state <> 'withdrawn'
    AND (earlier.created_at < review.created_at
         OR (earlier.created_at = review.created_at AND earlier.id < review.id))
)
"""


def upgrade() -> None:
    op.execute(UNLINK)
    op.create_index(
        NAME,
        "review",
        ["previous_review_id"],
        unique=True,
        sqlite_where=IN_THE_WAY,
        postgresql_where=IN_THE_WAY,
    )


def downgrade() -> None:
    op.drop_index(NAME, "review")
