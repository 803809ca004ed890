"""``compass question-sets diff``: what changed between two versions."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from compass.cli.output import print_json
from compass.cli.sets import load_between, load_set
from compass.core.publication import precedence
from compass.core.question_sets import QuestionSet
from compass.core.versions.descent import Descent, Lineage, chain, lineage
from compass.core.versions.diff import SetDiff, diff_sets
from compass.core.versions.diff_data import diff_as_data
from compass.core.versions.differences import Difference
from compass.core.versions.words import RunKind, word_runs

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_MARKS = {RunKind.SAME: "{}", RunKind.REMOVED: "[-{}-]", RunKind.ADDED: "{{+{}+}}"}


@click.command("diff")
@click.argument("set_id", metavar="SET")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--in", "folder", type=_FOLDER, help="A folder that holds versions as <id>/<version>/."
)
@click.option("--language", default="", help="Of the texts that are shown; all in JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def diff(
    set_id: str, before: str, after: str, folder: Path | None, language: str, *, as_json: bool
) -> None:
    """Say what changed in SET from version A to version B, question by question."""
    beside = () if folder is None else (folder,)
    old, new = (load_set(set_id, version, beside=beside) for version in (before, after))
    if precedence(old.version) > precedence(new.version):
        raise click.UsageError(f"{before} comes after {after}: name the earlier version first")
    found = lineage(chain(old, new, load_between(old, new, beside=beside)))
    if as_json:
        print_json(diff_as_data(found))
        return
    for line in _lines(found, diff_sets(old, new), _language(new, language)):
        click.echo(line)


def _language(question_set: QuestionSet, wanted: str) -> str:
    if not wanted:
        return question_set.languages[0]
    if wanted not in question_set.languages:
        known = ", ".join(question_set.languages)
        raise click.UsageError(f"this set has no language {wanted!r}, but: {known}")
    return wanted


def _lines(found: Lineage, compared: SetDiff, language: str) -> Iterator[str]:
    after, changed = found.after, [each for each in found.descents.values() if each.change]
    same = len(found.descents) - len(changed)
    yield f"{after.id} {found.before.version} → {after.version}"
    yield f"{same} of {len(found.descents)} questions are the same"
    for descent in changed:
        yield ""
        yield from _question_lines(descent, found, compared, language)
    for question, heirs in found.removed.items():
        lives_on = f", lives on in {_named(after, heirs, language)}" if heirs else ""
        yield ""
        yield f"{_named(found.before, [question], language)}: removed{lives_on}"
    if compared.general:
        yield ""
        yield "beside the questions:"
        for difference in compared.general:
            yield from _told(difference, language)


def _question_lines(
    descent: Descent, found: Lineage, compared: SetDiff, language: str
) -> Iterator[str]:
    reasons = f" ({', '.join(descent.reasons)})" if descent.reasons else ""
    yield f"{_named(found.after, [descent.question], language)}: {descent.change}"
    yield f"  {descent.comparability.replace('-', ' ')}{reasons}"
    if descent.origins not in ((), (descent.question,)):
        yield f"  from: {_named(found.before, descent.origins, language)}"
    if note := found.after.texts[language].changes.get(descent.question):
        yield f"  note: {note}"
    for difference in compared.differences_of(descent.question):
        yield from _told(difference, language)


def _named(question_set: QuestionSet, questions: Iterable[str], language: str) -> str:
    """By code, id and title; without titles where this version does not speak the language."""
    texts = question_set.texts.get(language)
    return ", ".join(
        f"{question_set.question(one).code} {one}".strip()
        + (f" “{texts.questions[one].title}”" if texts else "")
        for one in questions
    )


def _told(difference: Difference, language: str) -> Iterator[str]:
    if difference.language not in ("", language) or not difference.place:
        return
    before, after = difference.before, difference.after
    if isinstance(before, str) and isinstance(after, str) and difference.language:
        shown = "".join(_MARKS[run.kind].format(run.text) for run in word_runs(before, after))
    else:
        shown = f"{_short(before)} → {_short(after)}"
    yield f"  {difference.place} [{difference.kind}]: {shown}"


def _short(value: object) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
