"""Two versions of a question set side by side, for officers."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from compass.core.publication import precedence
from compass.core.question_sets import QuestionSet
from compass.core.versions.descent import Descent, Lineage
from compass.core.versions.diff import SetDiff, diff_sets
from compass.services.lineages import lineage_between
from compass.services.permissions import Right
from compass.services.question_sets import get_version
from compass.web import access
from compass.web.answers.links import links_of
from compass.web.current import services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.settings import LANGUAGES
from compass.web.versions.blueprint import bp
from compass.web.versions.entry_lines import entries_beside, texts_beside
from compass.web.versions.marks import Pair
from compass.web.versions.question_pairs import pairs_of_question
from compass.web.versions.telling.side import ToldSide


@dataclass(frozen=True)
class QuestionLine:
    code: str
    title: str
    descent: Descent
    note: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class GoneLine:
    code: str
    title: str
    heirs: tuple[str, ...]
    note: str


@bp.get("/library/<set_id>/<before>...<after>")
@access.requires(Right.LIBRARY)
def compare(set_id: str, before: str, after: str) -> ResponseReturnValue:
    old, new = _set_or_404(set_id, before), _set_or_404(set_id, after)
    if precedence(old.version) >= precedence(new.version):
        raise NotFound
    found, diff = lineage_between(db.session, old, new), diff_sets(old, new)
    common = [code for code in new.languages if code in old.languages]
    reader = _language(common)
    relinked = [
        question.id
        for question in diff.questions
        if any(each.place == "links" for each in question.differences)
    ]
    was, is_now = _told(old, reader, relinked), _told(new, reader, relinked)
    return render_template(
        "versions/compare.html",
        found=found,
        texts=new.texts[reader],
        languages=common,
        lines=_lines(found, diff, was, is_now),
        gone=_gone(found, reader),
        entries=entries_beside(diff.general, was, is_now),
        general=texts_beside(diff.general, was, is_now),
        same=sum(descent.change is None for descent in found.descents.values()),
    )


def _set_or_404(set_id: str, version: str) -> QuestionSet:
    row = get_version(db.session, set_id, version)
    if row is None:
        raise NotFound
    return services().library.get(db.session, row)


def _language(common: list[str]) -> str:
    """The one that was asked for, else the reader's own, else the first that both have."""
    if not common:
        raise NotFound
    for wanted in (request.args.get("texts"), language()):
        if wanted in common:
            return str(wanted)
    return common[0]


def _told(question_set: QuestionSet, reader: str, relinked: Iterable[str]) -> ToldSide:
    """In the language of the texts; a language that we do not speak has our words in the
    reader's."""
    spoken = reader if reader in LANGUAGES else language()
    linked = {
        (link.set_id, link.question): f"{link.title} ({link.set_title})"
        for question in relinked
        for link in links_of(question_set.question(question), reader)
    }
    return ToldSide(question_set, question_set.texts[reader], spoken, linked)


def _lines(
    found: Lineage, diff: SetDiff, before: ToldSide, after: ToldSide
) -> tuple[QuestionLine, ...]:
    texts = after.texts
    return tuple(
        QuestionLine(
            code=found.after.question(descent.question).code,
            title=texts.questions[descent.question].title,
            descent=descent,
            note=texts.changes.get(descent.question, ""),
            pairs=_pairs(diff, descent, before, after),
        )
        for descent in found.descents.values()
        if descent.change is not None
    )


def _pairs(diff: SetDiff, descent: Descent, before: ToldSide, after: ToldSide) -> tuple[Pair, ...]:
    differences = diff.differences_of(descent.question)
    return pairs_of_question(differences, descent.question, before, after)


def _gone(found: Lineage, reader: str) -> tuple[GoneLine, ...]:
    old, new = found.before.texts[reader], found.after.texts[reader]
    return tuple(
        GoneLine(
            code=found.before.question(question).code,
            title=old.questions[question].title,
            heirs=tuple(new.questions[heir].title for heir in heirs),
            note=new.changes.get(question, ""),
        )
        for question, heirs in found.removed.items()
    )
