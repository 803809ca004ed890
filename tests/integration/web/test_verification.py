"""The public page that says whether a PDF is a genuine dossier, with either kind of key."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
    pkcs12,
)

from compass.core.answers import ProjectFacts
from compass.core.loading import load_folder
from compass.core.record import FILE, ReviewFacts, build_record, record_bytes
from compass.db.engine import upgrade
from compass.dossier.jobs import IssueJob
from compass.dossier.keys import KeyStore
from compass.web import create_app
from compass.web.extensions import db
from compass.web.settings import Settings, StartupError

NOW = dt.datetime.now(dt.UTC)


def bought_key(folder: Path, passphrase: bytes = b"secret") -> Path:
    theirs = KeyStore(folder / "provider")
    theirs.ensure(NOW)
    key = load_pem_private_key(theirs.seal_key_path.read_bytes(), None)
    leaf = x509.load_pem_x509_certificate(theirs.seal_path.read_bytes())
    path = folder / "seal.p12"
    encryption = BestAvailableEncryption(passphrase)
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, leaf, None, encryption))
    return path


def settings(home: Path, **facts: str) -> Settings:
    return Settings(home, "x" * 40, f"sqlite:///{home / 'compass.db'}", "http://localhost", **facts)


@pytest.fixture
def job(every_kind_folder: Path) -> IssueJob:
    question_set = load_folder(every_kind_folder)
    record = build_record(
        question_set,
        origin=FILE,
        project=ProjectFacts("Parking", "Town"),
        review=ReviewFacts("", "One", "en", NOW.date()),
        people=[],
        answers={},
        actions=[],
        evidence=[],
    )
    return IssueJob(record_bytes(record), question_set.content, "en", NOW, "")


@pytest.fixture
def verdict_of(tmp_path: Path, post) -> Iterator:
    """What the page of a home with these settings says about a file."""
    opened = []

    def ask(pdf: bytes, **facts: str) -> str:
        app = create_app(settings(tmp_path / "home", **facts))
        opened.append(app)
        with app.app_context():
            upgrade(db.engine)
        page = post(app.test_client(), "/verify", {"file": (io.BytesIO(pdf), "dossier.pdf")})
        assert page.status_code == 200
        return page.text

    yield ask
    for app in opened:
        app.extensions["compass"].press.close()
        with app.app_context():
            db.engine.dispose()


def test_the_page_trusts_the_key_of_a_pkcs12_also_when_it_is_no_longer_in_use(
    tmp_path: Path, job: IssueJob, verdict_of
) -> None:
    facts = {"seal_p12": str(bought_key(tmp_path)), "seal_passphrase": "secret"}
    app = create_app(settings(tmp_path / "home", **facts))
    press = app.extensions["compass"].press
    pdf = press.issue(job).pdf
    press.close()

    assert "This dossier is genuine" in verdict_of(pdf, **facts)
    assert "This dossier is genuine" in verdict_of(pdf)


def test_a_pkcs12_that_cannot_be_opened_stops_the_start_with_a_message(tmp_path: Path) -> None:
    facts = {"seal_p12": str(bought_key(tmp_path)), "seal_passphrase": "guess"}

    with pytest.raises(StartupError, match="wrong passphrase"):
        create_app(settings(tmp_path / "home", **facts))


def test_the_page_says_what_is_checked_and_how_to_check_without_it(site) -> None:
    page = site.client().get("/verify").text

    assert "compass dossier verify --trust ca.pem" in re.sub(r"</?span[^>]*>", "", page)
    assert site.app.extensions["compass"].keys.fingerprint in page


def test_a_file_that_is_no_dossier_is_bad_news(site, post) -> None:
    page = post(site.client(), "/verify", {"file": (io.BytesIO(b"%PDF-1.7"), "a.pdf")}).text

    assert "cp-message--bad" in page
    assert "This file is not a dossier of the compass." in page


def test_a_check_without_a_file_asks_for_one_and_says_so_in_its_title(site, post) -> None:
    refused = post(site.client(), "/verify", {})

    assert refused.status_code == 422
    assert "<title>Error: Verify a dossier" in refused.text
    assert "Choose a file." in refused.text
