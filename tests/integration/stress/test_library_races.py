"""Officers press the button at the same moment: a version is published once, as it was seen."""

import datetime as dt
import shutil

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from compass.core.loading import load_folder
from compass.core.publication import VersionState
from compass.db.models import Event, QuestionSetVersion
from compass.services import publication
from compass.services.actors import load_actor
from compass.services.question_sets import get_version

NOW = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
AT_ONCE = 6


@pytest.fixture
def edition(tmp_path, every_kind_folder):
    """The fixture set as another set, with this title."""

    def make(title):
        folder = tmp_path / title / "raced" / "1.0.0"
        shutil.copytree(every_kind_folder, folder)
        for name, old, new in (
            ("set.yaml", "id: every-kind", "id: raced"),
            ("en.yaml", "\ntitle: ", f"\ntitle: {title} "),
        ):
            text = (folder / name).read_text("utf-8").replace(old, new, 1)
            (folder / name).write_text(text, "utf-8")
        return load_folder(folder)

    return make


def upload(arena, made):
    def work(session):
        officer = load_actor(session, arena.officers[0])
        return publication.upload(session, made, by=officer, now=NOW).arrival.value

    return arena.transaction(work)


def publish(arena, digest):
    def work(session):
        version = get_version(session, "raced", "1.0.0")
        officer = load_actor(session, arena.officers[1])
        publication.publish(session, version, digest=digest, note="New.", by=officer, now=NOW)
        return "published"

    return arena.transaction(work)


def told(results):
    return sorted(getattr(r, "code", type(r).__name__) if isinstance(r, Exception) else r
                  for r in results)  # fmt: skip


def stored(arena):
    with Session(arena.engine) as session:
        columns = QuestionSetVersion.state, QuestionSetVersion.digest
        return session.execute(
            sa.select(*columns).where(QuestionSetVersion.set_id == "raced")
        ).one()


def test_the_same_files_arrive_once(arena, at_once, edition):
    made = edition("One")

    results = at_once(*[upload(arena, made)] * AT_ONCE)

    assert told(results) == ["already-here"] * (AT_ONCE - 1) + ["new"]
    assert arena.count(Event, Event.kind == "question-set-uploaded") == 1


def test_a_version_is_published_once(arena, at_once, edition):
    made = edition("One")
    upload(arena, made)()

    results = at_once(*[publish(arena, made.digest)] * AT_ONCE)

    assert told(results) == ["TransitionError"] * (AT_ONCE - 1) + ["published"]
    assert arena.count(Event, Event.kind == "question-set-published") == 1


@pytest.mark.parametrize("attempt", range(5))
def test_nothing_is_published_unseen(arena, at_once, edition, attempt):
    seen, other = edition("Seen"), edition("Other")
    upload(arena, seen)()

    results = at_once(publish(arena, seen.digest), upload(arena, other))

    outcome = (told(results), *stored(arena))
    assert outcome in (
        (["published", "raise-the-version"], VersionState.PUBLISHED, seen.digest),
        (["changed-meanwhile", "replaced"], VersionState.DRAFT, other.digest),
    )
