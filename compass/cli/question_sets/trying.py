"""``compass question-sets dry-run``: what a version would do to the reviews that there are."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

import click
from sqlalchemy.orm import Session

from compass.cli.context import application
from compass.cli.sets import load_set
from compass.core.documents import Tree
from compass.core.question_sets import QuestionSet
from compass.core.versions.effects import Change, Consequence
from compass.core.versions.moving import Fate
from compass.services.actors import COMMAND_LINE
from compass.services.dry_runs import ReviewEffects, Totals, dry_run
from compass.services.question_sets import get_version, library
from compass.web.extensions import db

_IN_MEMORY = 1024 * 1024  # bytes; what is more goes to the disk


@click.command("dry-run")
@click.argument("set_id", metavar="SET")
@click.argument("version")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def dry_run_(set_id: str, version: str, *, as_json: bool) -> None:
    """Say what VERSION of SET would do to every review of an earlier version; nothing changes.

    The version may be a draft in the database, or lie in a folder of question sets."""
    with application():
        after = _version(db.session, set_id, version)
        found = dry_run(db.session, after, by=COMMAND_LINE)
        if as_json:
            _print_document(after, found)
        else:
            _print_lines(after, found)


def _version(session: Session, set_id: str, version: str) -> QuestionSet:
    row = get_version(session, set_id, version)
    return library.get(session, row) if row is not None else load_set(set_id, version)


def _print_document(after: QuestionSet, effects: Iterable[ReviewEffects]) -> None:
    """Whole or not at all, and put aside review by review: an installation can have more of them
    than fit in memory."""
    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8") as document:
        document.writelines(_document(after, effects))
        document.seek(0)
        for line in document:
            click.echo(line, nl=False)


def _document(after: QuestionSet, effects: Iterable[ReviewEffects]) -> Iterator[str]:
    head = {"set": after.id, "version": after.version, "digest": after.digest}
    yield json.dumps(head)[:-1] + ', "reviews": ['
    totals, separator = Totals(), ""
    for found in effects:
        totals.add(found)
        yield f"{separator}\n{json.dumps(_as_data(found), ensure_ascii=False)}"
        separator = ","
    total = json.dumps(_totals_as_data(totals), ensure_ascii=False)
    yield f'\n], "totals": {total}}}\n'


def _print_lines(after: QuestionSet, effects: Iterable[ReviewEffects]) -> None:
    click.echo(f"{after.id} {after.version}: what it would do to the reviews that there are")
    totals = Totals()
    for found in effects:
        totals.add(found)
        review, counts = found.review, found.effects.counts
        click.echo(f"{review.id}  {review.version}  {review.state}  {_told(counts)}")
        for change in (*found.effects.scores, *found.effects.outcomes):
            click.echo(f"  {change.id}: {change.before or '-'} → {change.after or '-'}")
    told = _told(totals.answers)
    click.echo(f"reviews: {totals.reviews}, can move: {totals.can_move}; answers: {told}")


def _as_data(found: ReviewEffects) -> dict[str, Tree]:
    review, effects = found.review, found.effects
    return {
        "review": str(review.id),
        "title": review.title,
        "project": review.project_name,
        "state": review.state.value,
        "version": review.version,
        "can_move": found.can_move,
        **_counted(effects.counts),
        "new": list[Tree](effects.new),
        "questions": {
            where: fate.value for where, fate in effects.fates.items() if fate is not Fate.KEPT
        },
        "scores": [_change(change) for change in effects.scores],
        "outcomes": [_change(change) for change in effects.outcomes],
    }


def _totals_as_data(totals: Totals) -> dict[str, Tree]:
    return {
        "reviews": totals.reviews,
        "can_move": totals.can_move,
        **_counted(totals.answers),
        "new": totals.new,
        "questions": {
            question: {fate.value: number for fate, number in sorted(counts.items())}
            for question, counts in totals.questions.items()
        },
        "scores": dict[str, Tree](totals.scores),
        "outcomes": dict[str, Tree](totals.outcomes),
    }


def _change(change: Change) -> Tree:
    return {"id": change.id, "from": change.before, "to": change.after}


def _counted(answers: Counter[Consequence]) -> dict[str, Tree]:
    return {each.value: answers[each] for each in Consequence}


def _told(answers: Counter[Consequence]) -> str:
    return ", ".join(f"{answers[each]} {each.replace('_', ' ')}" for each in Consequence)
