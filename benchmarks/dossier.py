"""A dossier, printed and sealed, against WeasyPrint alone on the same markup; and verification.

Both run warm in one process, in turns. The floor prints the same HTML with the same parsed
stylesheet, fonts, variant (pdf/a-3a, which tags as PDF/UA asks) and attachments; it neither makes
the markup, nor improves the tags, nor adds fields, nor seals. Memory is that of a process that did
nothing but print: ``python -m benchmarks.dossier`` prints one dossier, or with ``floor`` the floor.
"""

import datetime as dt
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from benchmarks.home import Home
from benchmarks.timing import Result, compare, measure
from compass.core.loading import load_content
from compass.core.record import digest
from compass.core.record_reading import parse_record
from compass.dossier.inspection import verify
from compass.dossier.issue import issue
from compass.dossier.jobs import RECORD_NAME, SET_NAME, IssueJob
from compass.dossier.keys import KeyStore
from compass.dossier.markup import Imprint, dossier_html
from compass.dossier.rendering import VARIANT, OwnFilesFetcher
from compass.dossier.report import make_report
from compass.dossier.verify import Verdict
from compass.resources import resource as own_file

AIM, AIM_VERIFY, ROUNDS, WARM = 1.25, 1500, 5, 3
MOMENT = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
VERIFY_URL = "https://compass.example.org/verify"


def measure_dossier(home: Home) -> Iterator[Result]:
    keys, job = KeyStore(home.path / "keys"), _job(home.record, home.question_set.content)
    keys.ensure(dt.datetime.now(dt.UTC))
    floor = make_floor(job, keys)
    issued = issue(job, keys)
    what = f"dossier of {issued.pages} pages, sealed"
    yield compare(what, lambda: _expect_pdf(issue(job, keys).pdf), floor, aim=AIM, rounds=ROUNDS)
    yield measure(
        f"verification of it ({len(issued.pdf) // 1024} KiB)",
        lambda: _expect_genuine(issued.pdf, keys),
        aim=AIM_VERIFY,
        rounds=ROUNDS,
    )


def measure_memory(home: Home) -> Iterator[str]:
    """The peaks, in mebibytes, of processes that print the dossier a few times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / RECORD_NAME).write_bytes(home.record)
        (folder / SET_NAME).write_bytes(home.question_set.content)
        for what in ("ours", "floor"):
            command = [sys.executable, "-m", "benchmarks.dossier", what, name]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            yield f"peak memory of a process that prints, {what}: {done.stdout.strip()} MiB"


def make_floor(job: IssueJob, keys: KeyStore) -> Callable[[], None]:
    html = _markup(job, keys)
    fonts, fetcher = FontConfiguration(), OwnFilesFetcher()
    text = (own_file("static") / "dossier.css").read_text(encoding="utf-8")
    style = CSS(string=text, font_config=fonts, url_fetcher=fetcher)

    def print_it() -> None:
        document = HTML(string=html, url_fetcher=fetcher).render(
            stylesheets=[style], font_config=fonts, pdf_variant=VARIANT
        )
        document.metadata.attachments = [
            Attachment(string=content, name=name, created=MOMENT, modified=MOMENT)
            for name, content in ((RECORD_NAME, job.record), (SET_NAME, job.question_set))
        ]
        _expect_pdf(document.write_pdf(pdf_variant=VARIANT))

    return print_it


def _markup(job: IssueJob, keys: KeyStore) -> str:
    report = make_report(
        parse_record(job.record), digest(job.record), load_content(job.question_set), job.language
    )
    imprint = Imprint(job.issued_at, job.verify_url, keys.fingerprint, issuer="")
    return dossier_html(report, imprint)


def _job(record: bytes, question_set: bytes) -> IssueJob:
    return IssueJob(record, question_set, "en", MOMENT, VERIFY_URL)


def _expect_pdf(pdf: bytes) -> None:
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 100_000


def _expect_genuine(pdf: bytes, keys: KeyStore) -> None:
    found = verify(pdf, trust=keys.trusted(), today=dt.datetime.now(dt.UTC).date())
    assert found.verdict is Verdict.GENUINE, found.reasons


def main(what: str, folder: Path) -> None:
    keys = KeyStore(folder / "keys")
    keys.ensure(dt.datetime.now(dt.UTC))
    job = _job((folder / RECORD_NAME).read_bytes(), (folder / SET_NAME).read_bytes())
    run = make_floor(job, keys) if what == "floor" else lambda: issue(job, keys)
    for _ in range(WARM):
        run()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
