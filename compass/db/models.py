"""The tables. Columns and constraints only: queries live beside, rules in core and services."""

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from compass.core.publication import VersionState
from compass.core.workflow import (
    OrganisationRole,
    Outcome,
    ProjectPhase,
    ReviewState,
    TeamRole,
)
from compass.db.base import Base, by_value

LONG, SHORT, CODE = sa.Text(), sa.String(200), sa.String(80)
ADDRESS = sa.String(100)  # an item, a slash and a question


class Organisation(Base):
    __tablename__ = "organisation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(SHORT, unique=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime]


class User(Base):
    __tablename__ = "user_account"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)  # kept in lower case
    name: Mapped[str] = mapped_column(SHORT)
    password_hash: Mapped[str | None] = mapped_column(SHORT)
    language: Mapped[str] = mapped_column(sa.String(2), default="en")
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime]


class OrganisationMember(Base):
    __tablename__ = "organisation_member"

    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"), primary_key=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("organisation.id"), primary_key=True, index=True
    )
    role: Mapped[OrganisationRole] = mapped_column(by_value(OrganisationRole), primary_key=True)


class Project(Base):
    __tablename__ = "project"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(SHORT)
    reference: Mapped[str] = mapped_column(CODE, default="")
    summary: Mapped[str] = mapped_column(LONG, default="")
    phase: Mapped[ProjectPhase] = mapped_column(by_value(ProjectPhase), index=True)
    created_at: Mapped[dt.datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"))

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")


class ProjectMember(Base):
    """Membership of a team. Who leaves keeps the row: past members may not decide either."""

    __tablename__ = "project_member"

    project_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("project.id"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(
        sa.ForeignKey("user_account.id"), primary_key=True, index=True
    )
    role: Mapped[TeamRole] = mapped_column(by_value(TeamRole))
    joined_at: Mapped[dt.datetime]
    left_at: Mapped[dt.datetime | None]


class QuestionSetVersion(Base):
    """One edition. ``content`` is the canonical JSON whose SHA-256 is ``digest``; the database
    refuses to change or delete it once it is no draft any more, but for its withdrawal."""

    __tablename__ = "question_set_version"
    __table_args__ = (
        sa.UniqueConstraint("set_id", "version"),
        sa.CheckConstraint("(state = 'draft') = (published_at IS NULL)", name="published"),
        sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    set_id: Mapped[str] = mapped_column(CODE)
    version: Mapped[str] = mapped_column(sa.String(40))
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    origin: Mapped[str] = mapped_column(sa.String(10))  # shipped, uploaded
    state: Mapped[VersionState] = mapped_column(by_value(VersionState))
    content: Mapped[bytes] = mapped_column(deferred=True)
    registered_at: Mapped[dt.datetime]
    uploaded_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id"))
    published_at: Mapped[dt.datetime | None]
    published_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id"))
    note: Mapped[str] = mapped_column(LONG, default="")  # what is new, for everybody
    withdrawn_at: Mapped[dt.datetime | None]
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id"))
    withdrawal_reason: Mapped[str] = mapped_column(LONG, default="")


class Review(Base):
    __tablename__ = "review"
    __table_args__ = (
        sa.Index(
            "uq_review_next_round",
            "previous_review_id",
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    project_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("project.id"), index=True)
    set_version_id: Mapped[int] = mapped_column(
        sa.ForeignKey("question_set_version.id"), index=True
    )
    title: Mapped[str] = mapped_column(SHORT)
    language: Mapped[str] = mapped_column(sa.String(2))
    state: Mapped[ReviewState] = mapped_column(by_value(ReviewState), index=True)
    version: Mapped[int] = mapped_column(default=1)
    message: Mapped[str] = mapped_column(LONG, default="")  # the officer's, when handed back
    withdrawal_reason: Mapped[str] = mapped_column(LONG, default="")
    created_at: Mapped[dt.datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"))
    submitted_at: Mapped[dt.datetime | None]
    decided_at: Mapped[dt.datetime | None]
    sealed_at: Mapped[dt.datetime | None]
    valid_until: Mapped[dt.date | None]
    updated_at: Mapped[dt.datetime]
    previous_review_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("review.id"), index=True
    )  # whose answers this round carried over

    project: Mapped[Project] = relationship(lazy="raise_on_sql")
    set_version: Mapped[QuestionSetVersion] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # as SQLAlchemy declares it


class ReviewMove(Base):
    """A review moved to another version of its set. ``before`` is what the move changed, as it was:
    undone with it until the next hand-in, which settles it."""

    __tablename__ = "review_move"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("review.id"), index=True)
    from_version_id: Mapped[int] = mapped_column(sa.ForeignKey("question_set_version.id"))
    to_version_id: Mapped[int] = mapped_column(sa.ForeignKey("question_set_version.id"))
    before: Mapped[str] = mapped_column(LONG)  # JSON
    moved_at: Mapped[dt.datetime]
    moved_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"))
    settled_at: Mapped[dt.datetime | None]
    undone_at: Mapped[dt.datetime | None]
    undone_by: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id"))


class Answer(Base):
    """The current state of one question in one review; ``version`` counts its saves. One to be
    confirmed was carried over from another version or round, and counts as unanswered."""

    __tablename__ = "answer"
    __table_args__ = (
        sa.UniqueConstraint("review_id", "item", "question_id"),
        sa.Index("ix_answer_tally", "review_id", "item", "question_id", "tally"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("review.id"))
    item: Mapped[str] = mapped_column(CODE, default="")
    question_id: Mapped[str] = mapped_column(CODE)
    status: Mapped[str | None] = mapped_column(sa.String(20))  # AnswerStatus, None = unanswered
    value: Mapped[str | None] = mapped_column(sa.Text)  # a JSON string, or list of strings
    reason: Mapped[str] = mapped_column(LONG, default="")
    rationale: Mapped[str] = mapped_column(LONG, default="")
    expected: Mapped[str | None] = mapped_column(CODE)
    is_flagged: Mapped[bool] = mapped_column(default=False)  # marked for discussion
    to_confirm: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    tally: Mapped[str | None] = mapped_column(CODE)  # what the comparison counts, None while open
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[dt.datetime]
    updated_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"))


class AnswerRevision(Base):
    """Every save, append-only."""

    __tablename__ = "answer_revision"
    __table_args__ = (sa.UniqueConstraint("review_id", "item", "question_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("review.id"))
    item: Mapped[str] = mapped_column(CODE, default="")
    question_id: Mapped[str] = mapped_column(CODE)
    number: Mapped[int]
    set_version_id: Mapped[int] = mapped_column(sa.ForeignKey("question_set_version.id"))
    status: Mapped[str | None] = mapped_column(sa.String(20))
    value: Mapped[str | None] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(LONG, default="")
    rationale: Mapped[str] = mapped_column(LONG, default="")
    expected: Mapped[str | None] = mapped_column(CODE)
    is_flagged: Mapped[bool] = mapped_column(default=False)
    written_at: Mapped[dt.datetime]
    written_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"), index=True)


class Action(Base):
    """A measure: what, who, due when, done or not."""

    __tablename__ = "action"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("review.id"), index=True)
    question_id: Mapped[str] = mapped_column(ADDRESS)
    what: Mapped[str] = mapped_column(LONG)
    who: Mapped[str] = mapped_column(SHORT)
    due: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    created_at: Mapped[dt.datetime]
    created_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"))
    carried_from: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("action.id"), index=True
    )  # the one of the round before that it goes on with


class Evidence(Base):
    """A link with its date; ``sha256`` where the team gives the digest of the thing linked."""

    __tablename__ = "evidence"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("review.id"), index=True)
    question_id: Mapped[str] = mapped_column(ADDRESS)
    title: Mapped[str] = mapped_column(SHORT)
    url: Mapped[str] = mapped_column(sa.String(2000))
    sha256: Mapped[str] = mapped_column(sa.String(64), default="")
    added_at: Mapped[dt.datetime]
    added_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"))


class Decision(Base):
    """An officer's decision; an escalation is a row too, and the review stays submitted."""

    __tablename__ = "decision"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("review.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(by_value(Outcome))
    reason: Mapped[str] = mapped_column(LONG)
    triggers: Mapped[str] = mapped_column(LONG, default="")  # what calls for a new review
    valid_until: Mapped[dt.date | None]
    decided_at: Mapped[dt.datetime]
    decided_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"))
    decided_by_name: Mapped[str] = mapped_column(SHORT)

    conditions: Mapped[list["DecisionCondition"]] = relationship(
        lazy="raise_on_sql", order_by="DecisionCondition.position"
    )


class DecisionCondition(Base):
    __tablename__ = "decision_condition"

    decision_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("decision.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(LONG)
    who: Mapped[str] = mapped_column(SHORT)
    due: Mapped[dt.date]


class ReviewRecord(Base):
    """The frozen record of a decided review: RFC 8785 bytes and their SHA-256."""

    __tablename__ = "review_record"

    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("review.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64), index=True)
    content: Mapped[bytes]
    frozen_at: Mapped[dt.datetime]


class Dossier(Base):
    """A sealed PDF of a review in one language; the file lies in the dossier storage."""

    __tablename__ = "dossier"
    __table_args__ = (sa.UniqueConstraint("review_id", "language"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    review_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("review.id"))
    language: Mapped[str] = mapped_column(sa.String(2))
    digest: Mapped[str] = mapped_column(sa.String(64), index=True)
    file_sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    size: Mapped[int]
    pages: Mapped[int]
    seal_level: Mapped[str] = mapped_column(sa.String(20))
    issued_at: Mapped[dt.datetime]
    issued_by: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"))


class Event(Base):
    """Who did what: ids only, no names, no free text. The database refuses UPDATE and DELETE."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(CODE)
    actor_id: Mapped[uuid.UUID | None]
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    project_id: Mapped[uuid.UUID | None]
    review_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    subject_id: Mapped[str] = mapped_column(CODE, default="")
    request_id: Mapped[str] = mapped_column(sa.String(40), default="")


class Session(Base):
    """A sign-in. The cookie holds a random token; the table only its SHA-256."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    created_at: Mapped[dt.datetime]
    last_seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)


class PasswordToken(Base):
    """A single-use link with which somebody sets a password."""

    __tablename__ = "password_token"

    token_hash: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user_account.id"), index=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class RateLimit(Base):
    """Attempts in a window of time, shared by all processes."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(SHORT, primary_key=True)
    window: Mapped[dt.datetime] = mapped_column(primary_key=True)
    count: Mapped[int]
