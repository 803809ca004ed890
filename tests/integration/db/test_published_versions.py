"""A draft may change; the database itself refuses to change or delete what was published."""

import datetime as dt

import pytest
import sqlalchemy as sa

from compass.core.publication import VersionState
from compass.db.models import QuestionSetVersion

NOW = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
REFUSED = "stays as it is"


def add(session, state, **facts):
    is_public = state is not VersionState.DRAFT
    row = QuestionSetVersion(
        set_id="a-set",
        version="1.0.0",
        digest="0" * 64,
        origin="uploaded",
        state=state,
        content=b"{}",
        registered_at=NOW,
        published_at=NOW if is_public else None,
        withdrawn_at=NOW if state is VersionState.WITHDRAWN else None,
        **facts,
    )
    session.add(row)
    session.flush()
    return row


def change(session, **values):
    statement = sa.update(QuestionSetVersion).values(**values)
    session.execute(statement.execution_options(synchronize_session=False))


def test_a_draft_can_be_replaced_and_deleted(session):
    row = add(session, VersionState.DRAFT)

    change(session, digest="1" * 64, content=b"{ }")
    session.delete(row)
    session.flush()

    assert session.scalar(sa.select(sa.func.count()).select_from(QuestionSetVersion)) == 0


@pytest.mark.parametrize("state", [VersionState.PUBLISHED, VersionState.WITHDRAWN])
@pytest.mark.parametrize(
    "values",
    [
        {"content": b"other"},
        {"digest": "1" * 64},
        {"version": "1.0.1"},
        {"note": "other"},
        {"state": VersionState.DRAFT, "published_at": None, "withdrawn_at": None},
        {"published_at": NOW + dt.timedelta(days=1)},
    ],
    ids=lambda values: next(iter(values)),
)
def test_what_was_published_cannot_be_changed(session, state, values):
    add(session, state)

    with pytest.raises(sa.exc.IntegrityError, match=REFUSED):
        change(session, **values)


def test_a_published_version_can_be_withdrawn_and_nothing_else_changes_with_it(session):
    add(session, VersionState.PUBLISHED)

    with pytest.raises(sa.exc.IntegrityError, match=REFUSED), session.begin_nested():
        change(session, state=VersionState.WITHDRAWN, withdrawn_at=NOW, content=b"other")
    change(session, state=VersionState.WITHDRAWN, withdrawn_at=NOW, withdrawal_reason="Outdated")

    with pytest.raises(sa.exc.IntegrityError, match=REFUSED):
        change(session, withdrawal_reason="Other")


@pytest.mark.parametrize("state", [VersionState.PUBLISHED, VersionState.WITHDRAWN])
def test_what_was_published_cannot_be_deleted(session, state):
    add(session, state)

    with pytest.raises(sa.exc.IntegrityError, match=REFUSED):
        session.execute(sa.text("DELETE FROM question_set_version"))


def test_what_was_published_cannot_be_replaced(session):
    add(session, VersionState.PUBLISHED)
    replacing = "ON CONFLICT (digest) DO UPDATE SET content = excluded.content"
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert, tail = ("INSERT OR REPLACE", "") if is_sqlite else ("INSERT", replacing)

    with pytest.raises(sa.exc.IntegrityError, match=REFUSED):
        session.execute(
            sa.text(
                f"{insert} INTO question_set_version (set_id, version, digest, origin, state, "
                "content, registered_at, note, withdrawal_reason) VALUES "
                f"('a-set', '1.0.0', :digest, 'uploaded', 'draft', :content, :at, '', '') {tail}"
            ),
            {"digest": "0" * 64, "content": b"other", "at": NOW.replace(tzinfo=None)},
        )


@pytest.mark.parametrize(
    ("state", "published_at"),
    [(VersionState.DRAFT, NOW), (VersionState.PUBLISHED, None)],
    ids=["draft", "published"],
)
def test_the_state_and_its_dates_agree(session, state, published_at):
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(
            sa.insert(QuestionSetVersion).values(
                set_id="a-set", version="1.0.0", digest="0" * 64, origin="uploaded", state=state,
                content=b"{}", registered_at=NOW, published_at=published_at,
            )
        )  # fmt: skip
