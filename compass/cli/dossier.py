"""Sealed dossiers without the web application: issue from an answers file, verify."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from compass.cli.home import home, question_set_roots
from compass.cli.output import print_json, refuse_faults
from compass.core.answers import AnswersFile
from compass.core.answers_files import check_answers, read_answers
from compass.core.documents import Tree
from compass.core.faults import Fault, FaultsError
from compass.core.folders import find_folders
from compass.core.loading import load_folder
from compass.core.question_sets import QuestionSet
from compass.core.record import FILE, ReviewFacts, build_record, record_bytes
from compass.dossier.jobs import IssueJob
from compass.dossier.keys import KeyStore
from compass.dossier.press import DossierPress, PressError
from compass.dossier.verify import MAX_BYTES, Verdict, Verification

Result = TypeVar("Result")

VERIFY_URL = "https://localhost/verify"


@click.group()
def dossier() -> None:
    """Sealed dossiers: issue, verify."""


@dossier.command()
@click.option(
    "--answers", "path", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--language", required=True)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--verify-url", default=VERIFY_URL, help="Address that the QR code leads to.")
def issue(path: Path, language: str, out: Path, verify_url: str) -> None:
    """Print and seal a dossier from an answers file. It carries no decision."""
    try:
        answers_file = read_answers(path.read_bytes(), str(path))
        question_set = _find_set(answers_file, str(path))
        if faults := check_answers(question_set, answers_file, str(path)):
            raise FaultsError(faults)
    except FaultsError as error:
        raise refuse_faults(error.faults) from None
    if language not in question_set.languages:
        known = ", ".join(question_set.languages)
        raise click.UsageError(f"{language!r} is not a language of this set: {known}")
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    keys = KeyStore(home() / "keys")
    keys.ensure(now)
    job = IssueJob(
        record=record_bytes(_record(question_set, answers_file)),
        question_set=question_set.content,
        language=language,
        issued_at=now,
        verify_url=verify_url,
    )
    issued = _press(keys, lambda press: press.issue(job))
    out.write_bytes(issued.pdf)
    click.echo(f"{out}: {issued.pages} pages, {issued.seal_level}, digest {issued.digest}")


@dossier.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--trust", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Certificate (PEM) to trust; without it, the CA of this home.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def verify(ctx: click.Context, path: Path, trust: tuple[Path, ...], as_json: bool) -> None:
    """Say whether a PDF is a genuine dossier. Exit code 0 only when it is."""
    keys = KeyStore(home() / "keys")
    roots = trust or ((keys.ca_path,) if keys.ca_path.is_file() else ())
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    certificates = [root.read_bytes() for root in roots]
    today = dt.datetime.now(dt.UTC).date()
    found = _press(keys, lambda press: press.verify(content, trust=certificates, today=today))
    if as_json:
        print_json(_as_data(found))
    else:
        click.echo(f"{found.verdict}: {', '.join(found.reasons)}")
        click.echo(f"digest: {found.digest or '-'}")
    ctx.exit(0 if found.verdict is Verdict.GENUINE else 1)


def _press(keys: KeyStore, work: Callable[[DossierPress], Result]) -> Result:
    press = DossierPress(keys)
    try:
        return work(press)
    except PressError as error:
        raise click.ClickException(f"the dossier could not be processed ({error.code})") from None
    finally:
        press.close()


def _find_set(answers_file: AnswersFile, file: str) -> QuestionSet:
    for root in question_set_roots():
        for folder in find_folders(root):
            if (folder.parent.name, folder.name) == (answers_file.set_id, answers_file.version):
                return load_folder(folder)
    name = f"{answers_file.set_id} {answers_file.version}"
    raise FaultsError([Fault(file, 0, "question_set", "unknown-set", f"there is no {name}")])


def _record(question_set: QuestionSet, answers_file: AnswersFile) -> dict[str, Tree]:
    return build_record(
        question_set,
        origin=FILE,
        project=answers_file.project,
        review=ReviewFacts(
            id="",
            title=answers_file.title,
            language=answers_file.language,
            started=answers_file.date,
        ),
        people=answers_file.people,
        answers=answers_file.answers,
        actions=answers_file.actions,
        evidence=answers_file.evidence,
    )


def _as_data(found: Verification) -> dict[str, object]:
    return {
        "verdict": found.verdict.value,
        "reasons": list(found.reasons),
        "digest": found.digest,
        "file_sha256": found.file_sha256,
        "register": "consulted" if found.is_register_consulted else "not-consulted",
        "sealed_at": found.sealed_at.isoformat() if found.sealed_at else None,
        "countersigned_by": list(found.countersigned_by),
    }
