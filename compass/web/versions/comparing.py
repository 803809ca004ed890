"""Two versions of a question set side by side, for officers."""

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
from compass.web.current import services
from compass.web.extensions import db
from compass.web.i18n import language
from compass.web.versions.blueprint import bp
from compass.web.versions.marks import Pair, pairs_of


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
    return render_template(
        "versions/compare.html",
        found=found,
        texts=new.texts[reader],
        languages=common,
        lines=_lines(found, diff, reader),
        gone=_gone(found, reader),
        general=pairs_of(diff.general, reader),
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


def _lines(found: Lineage, diff: SetDiff, reader: str) -> tuple[QuestionLine, ...]:
    texts = found.after.texts[reader]
    return tuple(
        QuestionLine(
            code=found.after.question(descent.question).code,
            title=texts.questions[descent.question].title,
            descent=descent,
            note=texts.changes.get(descent.question, ""),
            pairs=pairs_of(diff.differences_of(descent.question), reader),
        )
        for descent in found.descents.values()
        if descent.change is not None
    )


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
