"""One process of writers: ten threads that save, and say so only after the commit.

Each acknowledged save is one line on standard output: question, version, text."""

import datetime as dt
import json
import os
import sys
import threading
import uuid
from pathlib import Path

from sqlalchemy.orm import Session

from compass.core.answers import Answer, AnswerStatus
from compass.db.engine import make_engine
from compass.services.actors import load_actor
from compass.services.answers import save_answer, stored_answer
from compass.services.errors import ReviewClosedError, StaleAnswerError
from compass.services.reviews import load_review


def main() -> None:
    task = json.loads(Path(sys.argv[1]).read_text())
    name = sys.argv[2]
    engine = make_engine(task["url"])
    failures: list[str] = []
    threads = [
        threading.Thread(target=_write, args=(engine, task, f"{name}-{number}", failures))
        for number in range(task["threads"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.dispose()
    if failures:
        sys.exit("\n".join(failures))


def _write(engine, task, name, failures):
    """Questions in turn, so that every thread meets all the others."""
    questions = task["questions"]
    try:
        for number in range(task["saves"]):
            question = questions[(number + hash(name)) % len(questions)]
            if not _save(engine, task, question, f"{name}-{number}"):
                return
    except Exception as error:  # whatever it is, the test must hear of it
        failures.append(f"{name}: {type(error).__name__}: {error}")


def _save(engine, task, question, text):
    """Until it is acknowledged; False when the review takes no more answers."""
    while True:
        with Session(engine) as session:
            review = load_review(session, uuid.UUID(task["review"]))
            actor = load_actor(session, uuid.UUID(task["actor"]))
            version = stored_answer(session, review, question).version
            session.rollback()  # as a browser does: read now, save later
            review = load_review(session, uuid.UUID(task["review"]))
            try:
                saved = save_answer(
                    session,
                    review,
                    question,
                    Answer(AnswerStatus.ANSWERED, rationale=text),
                    is_flagged=False,
                    expected_version=version,
                    by=actor,
                    now=dt.datetime.now(dt.UTC),
                )
                session.commit()
            except StaleAnswerError:
                continue
            except ReviewClosedError:
                return False
        os.write(1, f"{question}\t{saved.version}\t{text}\n".encode())
        return True


main()
