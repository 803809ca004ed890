"""A sealed dossier of the fixture set, made once."""

import datetime as dt
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import load_pem_x509_certificate

from compass.core.answers import Action, Answer, AnswerStatus, Evidence, Person, ProjectFacts
from compass.core.kinds import QuestionKind, Value
from compass.core.loading import load_folder
from compass.core.question_sets import Question, QuestionSet
from compass.core.record import (
    Condition,
    Decision,
    PreviousRound,
    ReviewFacts,
    build_record,
    record_bytes,
)
from compass.core.workflow import Outcome
from compass.dossier.jobs import IssuedPdf, IssueJob
from compass.dossier.keys import KeyStore
from compass.dossier.press import DossierPress

ISSUED_AT = dt.datetime(2026, 11, 23, 14, 2, tzinfo=dt.UTC)
VERIFY_URL = "https://compass.example/verify"


PREVIOUS = PreviousRound(
    "4d3c2b1a-0000-4000-8000-000000000000", "Autumn <2025>", "0.9.0", "ef" * 32,
    dt.date(2025, 10, 2),
)  # fmt: skip


@dataclass(frozen=True)
class Sealed:
    issued: IssuedPdf
    record: bytes
    keys: KeyStore

    @property
    def pdf(self) -> bytes:
        return self.issued.pdf

    @property
    def ca(self) -> bytes:
        return self.keys.ca_path.read_bytes()


@pytest.fixture(scope="session")
def question_set(every_kind_folder: Path) -> QuestionSet:
    return load_folder(every_kind_folder)


def answered(question: Question) -> Answer:
    """A full answer of any kind, so that every question of the set is visible."""
    values: dict[QuestionKind, Value | None] = {
        QuestionKind.JUDGEMENT: question.levels[0] if question.levels else None,
        QuestionKind.YES_NO: "yes",
        QuestionKind.SINGLE_CHOICE: next(iter(question.options), None),
        QuestionKind.MULTIPLE_CHOICE: question.options,
        QuestionKind.SHORT_TEXT: "Marie",
        QuestionKind.LONG_TEXT: "First line\nsecond line",
        QuestionKind.NUMBER: "12.5",
        QuestionKind.DATE: "2026-05-04",
    }
    return Answer(
        AnswerStatus.ANSWERED,
        values[question.kind],
        rationale="We try it with 😀 five applicants. <script>alert(1)</script>",
        expected=question.levels[-1] if question.levels else None,
    )


@pytest.fixture(scope="session")
def record(question_set: QuestionSet) -> bytes:
    answers = {question.id: answered(question) for question in question_set.answerable}
    first = next(q.id for q in question_set.questions if q.kind is QuestionKind.JUDGEMENT)
    data = build_record(
        question_set,
        origin="register",
        project=ProjectFacts("Housing benefit", "Social affairs", "SA-1", "build", "An assistant."),
        review=ReviewFacts(
            "4d3c2b1a-0000-4000-8000-000000000001", "Spring", "en",
            dt.date(2026, 1, 5), dt.date(2026, 3, 1), dt.date(2026, 3, 9),
        ),
        people=[Person("lead", "Els Peeters"), Person("officer", "Nadia Aerts")],
        answers=answers,
        actions=[Action("a1", (first,), "Name the reasons", "Tom Claes", dt.date(2027, 4, 15))],
        evidence=[Evidence("e1", (first,), "Letter", "https://example.org/letter.pdf")],
        decision=Decision(
            Outcome.GO_WITH_CONDITIONS, "It helps people.", "a new group",
            dt.date(2030, 1, 1),
            dt.date(2026, 3, 9), "Nadia Aerts",
            (Condition("Publish the criteria", "Tom Claes", dt.date(2027, 5, 1)),),
        ),
        previous=PREVIOUS,
    )  # fmt: skip
    return record_bytes(data)


@pytest.fixture(scope="session")
def job(record: bytes, question_set: QuestionSet) -> IssueJob:
    return IssueJob(record, question_set.content, "en", ISSUED_AT, VERIFY_URL)


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DossierPress]:
    keys = KeyStore(tmp_path_factory.mktemp("home") / "keys")
    keys.ensure(ISSUED_AT - dt.timedelta(days=2000))
    press = DossierPress(keys)
    yield press
    press.close()


@pytest.fixture(scope="session")
def sealed(press: DossierPress, job: IssueJob, record: bytes) -> Sealed:
    return Sealed(press.issue(job), record, press.keys)


@pytest.fixture(scope="session")
def bought(tmp_path_factory: pytest.TempPathFactory) -> KeyStore:
    """Keys with a PKCS#12 file, as an organisation buys one; the passphrase is "secret"."""
    theirs = KeyStore(tmp_path_factory.mktemp("provider") / "keys")
    theirs.ensure(ISSUED_AT - dt.timedelta(days=100))
    key = load_pem_private_key(theirs.seal_key_path.read_bytes(), None)
    leaf, ca = (
        load_pem_x509_certificate(path.read_bytes()) for path in (theirs.seal_path, theirs.ca_path)
    )
    p12 = tmp_path_factory.mktemp("bought") / "seal.p12"
    encryption = BestAvailableEncryption(b"secret")
    p12.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, leaf, [ca], encryption))
    return KeyStore(p12.parent / "keys", p12, "secret")


@pytest.fixture
def sockets_refused(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every address that somebody tried to connect to; none is reached."""
    tried: list[object] = []

    def refuse(self: socket.socket, address: object) -> None:
        tried.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return tried
