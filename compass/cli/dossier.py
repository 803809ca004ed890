"""Sealed dossiers without the web application: issue from an answers file, verify."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from cryptography.x509 import load_pem_x509_certificates

from compass.cli.answers import read_answers_file
from compass.cli.home import verify_url as configured_verify_url
from compass.cli.keys import key_store
from compass.cli.output import FaultsFound, print_json
from compass.cli.sets import load_set_of
from compass.core.answers import AnswersFile
from compass.core.answers_files import check_answers
from compass.core.documents import Tree
from compass.core.faults import FaultsError
from compass.core.question_sets import QuestionSet
from compass.core.record import FILE, ReviewFacts, build_record, record_bytes
from compass.dossier.jobs import IssueJob
from compass.dossier.keys import KeysError, KeyStore
from compass.dossier.press import DossierPress, PressError
from compass.dossier.verify import MAX_BYTES, Verdict, Verification
from compass.files import write_whole

Result = TypeVar("Result")

MAX_ADDRESS = 500  # what a QR code of this size still holds with room to spare

VERDICTS = {
    Verdict.GENUINE: "This dossier is genuine and unchanged.",
    Verdict.COUNTERSIGNED: "This dossier is genuine, and people have added their signatures.",
    Verdict.SUPERSEDED: "This dossier is genuine, but a newer review has taken its place.",
    Verdict.EXPIRED: "This dossier is genuine, but its decision is no longer valid.",
    Verdict.WITHDRAWN: "This dossier is genuine, but its decision was withdrawn.",
    Verdict.ALTERED: "This file was changed after it was sealed. Do not rely on it.",
    Verdict.UNKNOWN_KEY: "This file was sealed with a key that is not trusted here.",
    Verdict.NOT_A_DOSSIER: "This file is not a dossier of the compass.",
}


def web_address(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None or (value.startswith(("https://", "http://")) and len(value) <= MAX_ADDRESS):
        return value
    raise click.BadParameter(f"use at most {MAX_ADDRESS} characters, and begin with https://")


@click.group()
def dossier() -> None:
    """Sealed dossiers: issue, verify."""


@dossier.command()
@click.option(
    "--answers", "path", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--language", required=True)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--verify-url",
    callback=web_address,
    help="Address that the QR code leads to; default: as configured.",
)
def issue(path: Path, language: str, out: Path, verify_url: str | None) -> None:
    """Print and seal a dossier from an answers file. It carries no decision."""
    try:
        answers_file = read_answers_file(path)
        question_set = load_set_of(answers_file, str(path))
        if faults := check_answers(question_set, answers_file, str(path)):
            raise FaultsError(faults)
    except FaultsError as error:
        raise FaultsFound(error.faults) from None
    if language not in question_set.languages:
        known = ", ".join(question_set.languages)
        raise click.UsageError(f"{language!r} is not a language of this set: {known}")
    if not out.parent.is_dir():
        raise click.ClickException(f"there is no folder {out.parent}")
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    job = IssueJob(
        record=record_bytes(_record(question_set, answers_file)),
        question_set=question_set.content,
        language=language,
        issued_at=now,
        verify_url=verify_url or configured_verify_url(),
    )
    try:
        issued = _press(key_store(), lambda press: press.issue(job))
        write_whole(out, issued.pdf)
    except (KeysError, OSError) as error:
        raise click.ClickException(str(error)) from None
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
    keys = key_store()
    try:
        certificates = [_certificate(root) for root in trust] or keys.trusted()
    except KeysError as error:
        raise click.ClickException(str(error)) from None
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    today = dt.datetime.now(dt.UTC).date()
    found = _press(keys, lambda press: press.verify(content, trust=certificates, today=today))
    if as_json:
        print_json(_as_data(found))
    else:
        click.echo(VERDICTS[found.verdict])
        click.echo(f"{found.verdict}: {', '.join(found.reasons)}; register: not-consulted")
        click.echo(f"digest: {found.digest or '-'}")
    ctx.exit(0 if found.verdict is Verdict.GENUINE else 1)


def _certificate(path: Path) -> bytes:
    content = path.read_bytes()
    try:
        load_pem_x509_certificates(content)
    except ValueError:
        raise click.BadParameter(f"{path} holds no certificate (PEM)") from None
    return content


def _press(keys: KeyStore, work: Callable[[DossierPress], Result]) -> Result:
    press = DossierPress(keys)
    try:
        return work(press)
    except PressError as error:
        raise click.ClickException(f"the dossier could not be processed ({error.code})") from None
    finally:
        press.close()


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
        "file_sha256": found.file_sha256 or None,
        "register": "consulted" if found.is_register_consulted else "not-consulted",
        "sealed_at": found.sealed_at.isoformat() if found.sealed_at else None,
        "countersigned_by": list(found.countersigned_by),
    }
