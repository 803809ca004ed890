"""``compass answers``: a review kept as a JSON file, against its question set."""

from pathlib import Path

import click

from compass.cli.output import FaultsFound, print_faults, print_json
from compass.cli.sets import load_set, load_set_of
from compass.core.answers import AnswersFile, split_address
from compass.core.answers_files import check_answers, read_answers, template
from compass.core.evaluation import Evaluation, evaluate
from compass.core.evaluation_data import evaluation_as_data
from compass.core.faults import Fault, FaultsError
from compass.core.question_sets import QuestionSet
from compass.core.strict_json import MAX_BYTES

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


@click.group()
def answers() -> None:
    """Answers files (JSON): make one, check it, see how far it is."""


@answers.command("template")
@click.argument("set_id", metavar="SET")
@click.argument("version")
@click.option("--language", default="en", show_default=True, help="A language of the set.")
def template_(set_id: str, version: str, language: str) -> None:
    """Print an empty answers file for VERSION of SET, with a guide to its questions."""
    question_set = load_set(set_id, version)
    if language not in question_set.languages:
        known = ", ".join(question_set.languages)
        raise click.UsageError(f"{set_id} {version} has no language {language!r}, but: {known}")
    print_json(template(question_set, language))


@answers.command("check")
@click.argument("file", type=_FILE)
@_JSON
def check(file: Path, *, as_json: bool) -> None:
    """Check FILE against its question set; exit code 1 with any fault. Open questions are none."""
    try:
        _, _, faults = _open(file)
    except FaultsError as error:
        faults = list(error.faults)
    print_faults(faults, as_json=as_json)
    if faults:
        raise click.exceptions.Exit(1)
    if not as_json:
        click.echo("No faults.")


@answers.command("evaluate")
@click.argument("file", type=_FILE)
@_JSON
def evaluate_(file: Path, *, as_json: bool) -> None:
    """Say which questions FILE has to answer, which are still open, and what follows so far."""
    try:
        question_set, answers_file, faults = _open(file)
    except FaultsError as error:
        raise FaultsFound(error.faults) from None
    if faults:
        raise FaultsFound(faults)
    evaluation = evaluate(question_set, answers_file.answers)
    if as_json:
        print_json(evaluation_as_data(evaluation))
    else:
        _print_text(question_set, evaluation, answers_file.language)


def read_answers_file(file: Path) -> AnswersFile:
    """No more of it than can be one: a file may have no end."""
    with file.open("rb") as stream:
        return read_answers(stream.read(MAX_BYTES + 1), str(file))


def _open(file: Path) -> tuple[QuestionSet, AnswersFile, list[Fault]]:
    answers_file = read_answers_file(file)
    question_set = load_set_of(answers_file, str(file))
    return question_set, answers_file, check_answers(question_set, answers_file, str(file))


def _print_text(question_set: QuestionSet, evaluation: Evaluation, language: str) -> None:
    texts, progress = question_set.texts[language], evaluation.progress
    click.echo(f"{progress.answered} of {progress.total} questions answered")
    for where in evaluation.unanswered:
        question = question_set.question(split_address(where)[1])
        title = texts.questions[question.id].title
        click.echo(f"open: {question.code} {title} ({where})")
    for label in evaluation.labels:
        click.echo(f"label: {texts.labels[label].label} ({label})")
    for name, score in evaluation.scores.items():
        value = "–" if score.value is None else f"{score.value:f}"
        click.echo(f"score: {texts.scores[name].title}: {value} of {score.maximum:f} ({name})")
    for name, result in evaluation.outcomes.items():
        text = texts.outcomes[name]
        label = text.results[result].label if result is not None else "not decided yet"
        click.echo(f"outcome: {text.title}: {label} ({name})")
