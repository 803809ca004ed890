"""The floor: what the same requests cost with Flask and SQLAlchemy Core and nothing else.

It is meant to be hard to beat. Every statement is built once, rows stay rows, and the answer is a
plain text of what was read: no templates, translations, forms, CSRF token, cookies of its own,
security headers, log lines or evaluation of conditions. It is not made slow either: it opens the
same database through the same engine with the same PRAGMAs (WAL, synchronous=FULL), reads in
read-only transactions, and does what the page cannot do without: find the session and its person,
check that this person may see the thing, read what the page shows, and for a save take the lock,
update only the version that was read, and append the revision, in one durable commit.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from flask import Flask, abort, request

from compass.db.engine import make_engine
from compass.db.models import Base

TABLES = Base.metadata.tables
sign_in, person, role = TABLES["session"], TABLES["user_account"], TABLES["organisation_member"]
member, project, organisation = (
    TABLES["project_member"],
    TABLES["project"],
    TABLES["organisation"],
)
review, edition = TABLES["review"], TABLES["question_set_version"]
answer, revision = TABLES["answer"], TABLES["answer_revision"]
action, evidence, decision = TABLES["action"], TABLES["evidence"], TABLES["decision"]
move = TABLES["review_move"]
PAGE = 50

SESSION = sa.select(sign_in.c.user_id, sign_in.c.last_seen_at, sign_in.c.expires_at).where(
    sign_in.c.token_hash == sa.bindparam("token")
)
PERSON = (
    sa.select(person.c.name, person.c.language, role.c.organisation_id, role.c.role)
    .outerjoin_from(person, role, role.c.user_id == person.c.id)
    .where(person.c.id == sa.bindparam("user"), person.c.is_active)
)
TEAMS = sa.select(member.c.project_id, member.c.role).where(
    member.c.user_id == sa.bindparam("user"), member.c.left_at.is_(None)
)
REVIEW = (
    sa.select(
        review.c.title,
        review.c.state,
        review.c.project_id,
        review.c.set_version_id,
        project.c.name,
        project.c.organisation_id,
        organisation.c.name,
        edition.c.digest,
    )
    .join_from(review, project, project.c.id == review.c.project_id)
    .join(organisation, organisation.c.id == project.c.organisation_id)
    .join(edition, edition.c.id == review.c.set_version_id)
    .where(review.c.id == sa.bindparam("review"))
)
_CONTENT = (
    answer.c.question_id,
    answer.c.status,
    answer.c.value,
    answer.c.reason,
    answer.c.rationale,
    answer.c.expected,
    answer.c.is_flagged,
    answer.c.version,
)
ANSWERS = sa.select(*_CONTENT).where(answer.c.review_id == sa.bindparam("review"))
LAST_CHANGE = (
    sa.select(answer.c.updated_at, person.c.name)
    .join_from(answer, person, person.c.id == answer.c.updated_by)
    .where(
        answer.c.review_id == sa.bindparam("review"),
        answer.c.item == "",
        answer.c.question_id == sa.bindparam("question"),
    )
)
EVIDENCE = sa.select(evidence).where(evidence.c.review_id == sa.bindparam("review"))
ACTIONS = sa.select(action).where(action.c.review_id == sa.bindparam("review"))
OF_QUESTION = {
    "evidence": EVIDENCE.where(evidence.c.question_id == sa.bindparam("question")),
    "actions": ACTIONS.where(action.c.question_id == sa.bindparam("question")),
}
PUBLISHED = sa.select(
    edition.c.id, edition.c.set_id, edition.c.version, edition.c.digest, edition.c.state
).where(edition.c.state == "published")
OPEN_MOVE = (
    sa.select(move)
    .where(
        move.c.review_id == sa.bindparam("review"),
        move.c.undone_at.is_(None),
        move.c.settled_at.is_(None),
    )
    .order_by(move.c.moved_at.desc())
    .limit(1)
)
DECISIONS = sa.select(decision).where(decision.c.review_id == sa.bindparam("review"))
TEAM = (
    sa.select(person.c.name, person.c.email, member.c.role)
    .join_from(member, person, person.c.id == member.c.user_id)
    .where(member.c.project_id == sa.bindparam("project"), member.c.left_at.is_(None))
)
HOLD = (
    sa.update(review)
    .where(review.c.id == sa.bindparam("the_review"), review.c.state == "draft")
    .values(updated_at=sa.bindparam("now"))
)
SAVE = (
    sa.update(answer)
    .where(
        answer.c.review_id == sa.bindparam("the_review"),
        answer.c.item == "",
        answer.c.question_id == sa.bindparam("the_question"),
        answer.c.version == sa.bindparam("the_version"),
    )
    .values(
        value=sa.bindparam("new_value"),
        tally=sa.bindparam("new_tally"),
        rationale=sa.bindparam("new_rationale"),
        version=sa.bindparam("new_version"),
        updated_at=sa.bindparam("now"),
        updated_by=sa.bindparam("by"),
    )
)
APPEND = sa.insert(revision)
_PROJECTS = (
    sa.select(
        project.c.id, project.c.name, project.c.reference, project.c.phase, organisation.c.name
    )
    .join_from(project, organisation, organisation.c.id == project.c.organisation_id)
    .where(
        project.c.organisation_id.in_(sa.bindparam("places", expanding=True))
        | project.c.id.in_(sa.bindparam("teams", expanding=True))
    )
)
COUNT_PROJECTS = _PROJECTS.with_only_columns(sa.func.count(), maintain_column_froms=True)
PROJECTS = _PROJECTS.order_by(sa.func.lower(project.c.name), project.c.id).limit(PAGE)
REVIEWS_OF = sa.select(
    review.c.project_id, review.c.title, review.c.state, review.c.valid_until, review.c.updated_at
).where(review.c.project_id.in_(sa.bindparam("projects", expanding=True)))
_IN_PLACES = project.c.organisation_id.in_(sa.bindparam("places", expanding=True))
VERSIONS = (
    sa.select(edition.c.id, edition.c.set_id, edition.c.version, sa.func.count(review.c.id))
    .join_from(edition, review, review.c.set_version_id == edition.c.id)
    .join(project, project.c.id == review.c.project_id)
    .where(_IN_PLACES)
    .group_by(edition.c.id, edition.c.set_id, edition.c.version)
)
_COMPARED = (
    sa.select(review.c.id, review.c.title, review.c.state, project.c.name, organisation.c.name)
    .join_from(review, project, project.c.id == review.c.project_id)
    .join(organisation, organisation.c.id == project.c.organisation_id)
    .where(_IN_PLACES, review.c.set_version_id == sa.bindparam("version"))
)
COUNT_COMPARED = _COMPARED.with_only_columns(sa.func.count(), maintain_column_froms=True)
COMPARED = _COMPARED.order_by(sa.func.lower(project.c.name), project.c.id, review.c.id).limit(PAGE)
CELLS = sa.select(answer.c.review_id, *_CONTENT[:6]).where(
    answer.c.review_id.in_(sa.bindparam("reviews", expanding=True)), answer.c.item == ""
)
TALLIES = (
    sa.select(answer.c.question_id, answer.c.tally, sa.func.count())
    .where(
        answer.c.review_id.in_(_COMPARED.with_only_columns(review.c.id)),
        answer.c.item == "",
        answer.c.tally.is_not(None),
    )
    .group_by(answer.c.question_id, answer.c.tally)
)


def create_floor(url: str) -> Flask:
    app = Flask(__name__)
    engine = make_engine(url)
    reading = engine.execution_options(sqlite_read_only=True)

    @app.get("/reviews/<uuid:review_id>/questions/<question>")
    def show_question(review_id: uuid.UUID, question: str) -> str:
        with signed_in(reading) as (db, who, places, teams):
            found = visible(db, review_id, places, teams)
            key = {"review": review_id, "question": question}
            return text(
                who,
                found,
                *db.execute(ANSWERS, {"review": review_id}),
                *db.execute(LAST_CHANGE, key),
                *db.execute(OF_QUESTION["evidence"], key),
                *db.execute(OF_QUESTION["actions"], key),
            )

    @app.post("/reviews/<uuid:review_id>/questions/<question>")
    def save(review_id: uuid.UUID, question: str) -> str:
        with signed_in(engine) as (db, who, places, teams):
            found = visible(db, review_id, places, teams)
            now = dt.datetime.now(dt.UTC)
            write(db, review_id, question, found.set_version_id, now, who)
            answered = db.execute(ANSWERS, {"review": review_id}).all()
            db.commit()
            return f"version {int(request.form['version']) + 1}, {len(answered)} answered"

    @app.get("/reviews/<uuid:review_id>")
    def overview(review_id: uuid.UUID) -> str:
        with signed_in(reading) as (db, who, places, teams):
            found = visible(db, review_id, places, teams)
            return text(
                who,
                found,
                *db.execute(ANSWERS, {"review": review_id}),
                *db.execute(TEAM, {"project": found.project_id}),
                *db.execute(ACTIONS, {"review": review_id}),
                *db.execute(DECISIONS, {"review": review_id}),
                *db.execute(PUBLISHED),
                *db.execute(OPEN_MOVE, {"review": review_id}),
            )

    @app.get("/projects")
    def projects() -> str:
        with signed_in(reading) as (db, who, places, teams):
            scope = {"places": list(places), "teams": list(teams)}
            total = db.scalar(COUNT_PROJECTS, scope)
            rows = db.execute(PROJECTS, scope).all()
            reviews = db.execute(REVIEWS_OF, {"projects": [row.id for row in rows]})
            return text(who, total, *rows, *reviews)

    @app.get("/compare")
    def compare() -> str:
        with signed_in(reading) as (db, who, places, _teams):
            versions = db.execute(VERSIONS, {"places": list(places)}).all()
            scope = {"places": list(places), "version": versions[0].id}
            total = db.scalar(COUNT_COMPARED, scope)
            rows = db.execute(COMPARED, scope).all()
            cells = db.execute(CELLS, {"reviews": [row.id for row in rows]})
            return text(who, total, *rows, *cells, *db.execute(TALLIES, scope))

    return app


@contextmanager
def signed_in(engine: sa.Engine) -> Iterator[tuple[sa.Connection, sa.Row, set, dict]]:
    """The connection, the person, and where they are: organisations and teams."""
    with engine.connect() as db:
        token = hashlib.sha256(request.cookies.get("compass", "").encode()).hexdigest()
        found = db.execute(SESSION, {"token": token}).one_or_none() or abort(401)
        if found.expires_at < dt.datetime.now(dt.UTC):
            abort(401)
        roles = db.execute(PERSON, {"user": found.user_id}).all() or abort(401)
        teams = db.execute(TEAMS, {"user": found.user_id})
        places = {row.organisation_id for row in roles if row.role == "officer"}
        yield db, found, places, {row.project_id: row.role for row in teams}


def visible(db: sa.Connection, review_id: uuid.UUID, places: set, teams: dict) -> sa.Row:
    found = db.execute(REVIEW, {"review": review_id}).one_or_none() or abort(404)
    if found.project_id not in teams and found.organisation_id not in places:
        abort(404)
    return found


def write(
    db: sa.Connection,
    review_id: uuid.UUID,
    question: str,
    edition_id: int,
    now: dt.datetime,
    who: sa.Row,
) -> None:
    """Hold the review, update the version that was read, append the revision."""
    form = request.form
    number = int(form["version"]) + 1
    value = f'"{form["value"]}"'
    if not db.execute(HOLD, {"the_review": review_id, "now": now}).rowcount:
        abort(409)
    saved = db.execute(
        SAVE,
        {
            "the_review": review_id,
            "the_question": question,
            "the_version": number - 1,
            "new_value": value,
            "new_tally": form["value"],
            "new_rationale": form["rationale"],
            "new_version": number,
            "now": now,
            "by": who.user_id,
        },
    )
    if not saved.rowcount:
        abort(409)
    db.execute(
        APPEND,
        {
            "review_id": review_id,
            "item": "",
            "question_id": question,
            "number": number,
            "set_version_id": edition_id,
            "status": "answered",
            "value": value,
            "reason": "",
            "rationale": form["rationale"],
            "expected": None,
            "is_flagged": False,
            "written_at": now,
            "written_by": who.user_id,
        },
    )


def text(*parts: object) -> str:
    return "\n".join(str(part) for part in parts)
