"""A real database for many processes: nothing is rolled back here."""

import datetime as dt
import json
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.loading import load_folder
from compass.core.workflow import OrganisationRole, ProjectPhase
from compass.db.engine import make_engine, upgrade
from compass.db.models import Answer, AnswerRevision
from compass.services import accounts, organisations, projects, question_sets, reviews
from compass.services.actors import load_actor

NOW = dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC)
WORKER = Path(__file__).with_name("worker.py")
ROOT = Path(__file__).parents[3]


@dataclass
class Arena:
    """A review in which many write at once."""

    engine: sa.Engine
    folder: Path
    lead: uuid.UUID
    officers: tuple[uuid.UUID, ...]
    review: uuid.UUID

    def start(
        self, processes: int, *, threads: int, saves: int, questions: tuple[str, ...]
    ) -> list[subprocess.Popen[bytes]]:
        task = self.folder / "task.json"
        facts = {
            "url": self.engine.url.render_as_string(hide_password=False),
            "review": str(self.review),
            "actor": str(self.lead),
            "threads": threads,
            "saves": saves,
            "questions": questions,
        }
        task.write_text(json.dumps(facts))
        return [
            subprocess.Popen(
                [sys.executable, WORKER, task, f"p{number}"],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=ROOT,
                env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
            )
            for number in range(processes)
        ]

    def transaction(self, work: Callable[[Session], object]) -> Callable[[], object]:
        """A function that does ``work(session)`` in a transaction of its own."""

        def run() -> object:
            with Session(self.engine) as session:
                result = work(session)
                session.commit()
                return result

        return run

    def count(self, table: type, *where: sa.ColumnElement[bool]) -> int:
        with Session(self.engine) as session:
            query = sa.select(sa.func.count()).select_from(table).where(*where)
            return session.scalar(query)

    def check_nothing_is_lost(self, acknowledged: list[tuple[str, int, str]]) -> None:
        """Every acknowledged save is a revision, and the answer is its last one."""
        with Session(self.engine) as session:
            revisions = {
                (row.question_id, row.number): row.rationale
                for row in session.scalars(
                    sa.select(AnswerRevision).where(AnswerRevision.review_id == self.review)
                )
            }
            current = {
                row.question_id: (row.version, row.rationale)
                for row in session.scalars(sa.select(Answer).where(Answer.review_id == self.review))
            }
        lost = [save for save in acknowledged if revisions.get(save[:2]) != save[2]]
        assert lost == []
        assert len(set(acknowledged)) == len(acknowledged)
        for question, (version, text) in current.items():
            numbers = sorted(number for key, number in revisions if key == question)
            assert numbers == list(range(1, version + 1))
            assert revisions[question, version] == text

    def check_file(self) -> None:
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                result = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            assert result == ["ok"]


def _at_once(*actions: Callable[[], object]) -> list[object]:
    """Each in a thread of its own, all off at the same moment; what each gave or raised."""
    results: list[object] = [None] * len(actions)
    start = threading.Barrier(len(actions))

    def run(number: int, action: Callable[[], object]) -> None:
        start.wait(timeout=30)
        try:
            results[number] = action()
        except Exception as error:
            results[number] = error

    threads = [threading.Thread(target=run, args=item) for item in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.fixture
def at_once() -> Callable[..., list[object]]:
    return _at_once


@pytest.fixture
def arena(make_url, request, tmp_path, every_kind_folder) -> Callable[[], Arena]:
    name = request.node.name.replace("[", "-").rstrip("]")
    engine = make_engine(make_url(name))
    upgrade(engine)
    with Session(engine) as session:
        arena = _build(session, every_kind_folder, engine, tmp_path)
        session.commit()
    yield arena
    engine.dispose()


def _build(session, every_kind_folder, engine, folder) -> Arena:
    city = organisations.create_organisation(session, name="City", by=None, now=NOW)
    people = [_user(session, city, name) for name in ("Lea", "Oda", "Olaf")]
    lead = load_actor(session, people[0])
    project = projects.create_project(
        session,
        organisation_id=city.id,
        name="Parking",
        phase=ProjectPhase.DESIGN,
        by=lead,
        now=NOW,
    )
    question_sets.register(session, load_folder(every_kind_folder), now=NOW)
    review = reviews.start_review(
        session,
        project,
        set_version=question_sets.get_version(session, "every-kind", "1.0.0"),
        title="One",
        language="en",
        by=load_actor(session, people[0]),
        now=NOW,
    )
    return Arena(engine, folder, people[0], tuple(people[1:]), review.id)


def _user(session, city, name) -> uuid.UUID:
    user = accounts.create_user(
        session, email=f"{name}@example.org", name=name, language="en", by=None, now=NOW
    )
    roles = {OrganisationRole.MEMBER, OrganisationRole.OFFICER}
    organisations.set_organisation_roles(session, user, city, roles=roles, by=None, now=NOW)
    return user.id
