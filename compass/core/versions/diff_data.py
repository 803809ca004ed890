"""Two versions compared, as one JSON document (docs/question-set-versions.md)."""

from compass.core.documents import Tree
from compass.core.question_sets import QuestionSet
from compass.core.versions.changes import ChangeClass
from compass.core.versions.descent import UNDECLARED, Comparability, Descent, Lineage
from compass.core.versions.diff import SetDiff, diff_sets
from compass.core.versions.differences import Difference


def diff_as_data(found: Lineage) -> dict[str, Tree]:
    diff = diff_sets(found.before, found.after)
    questions = [
        _question(descent, found, diff)
        for descent in found.descents.values()
        if descent.change is not None
    ]
    removed = [_removed(question, heirs, found) for question, heirs in found.removed.items()]
    return {
        "set": found.after.id,
        "from": _version(found.before),
        "to": _version(found.after),
        "through": list[Tree](found.through),
        "questions": [*questions, *removed],
        "unchanged": [name for name, each in found.descents.items() if each.change is None],
        "general": [_difference(each) for each in diff.general],
    }


def _version(question_set: QuestionSet) -> Tree:
    return {"version": question_set.version, "digest": question_set.digest}


def _question(descent: Descent, found: Lineage, diff: SetDiff) -> Tree:
    assert descent.change is not None  # noqa: S101  # only questions that differ come here
    return {
        "id": descent.question,
        "code": found.after.question(descent.question).code,
        "class": descent.change.value,
        "declared": UNDECLARED not in descent.reasons,
        "origins": list[Tree](descent.origins),
        "into": [],
        "comparability": descent.comparability.value,
        "reasons": list[Tree](descent.reasons),
        "notes": _notes(found.after, descent.question),
        "differences": [_difference(each) for each in diff.differences_of(descent.question)],
    }


def _removed(question: str, heirs: tuple[str, ...], found: Lineage) -> Tree:
    changes = found.after.changes
    return {
        "id": question,
        "code": found.before.question(question).code,
        "class": ChangeClass.REMOVED.value,
        "declared": changes is not None and question in changes.questions,
        "origins": [question],
        "into": list[Tree](heirs),
        "comparability": Comparability.NOT_COMPARABLE.value,
        "reasons": [ChangeClass.REMOVED.value],
        "notes": _notes(found.after, question),
        "differences": [],
    }


def _notes(question_set: QuestionSet, question: str) -> Tree:
    return {
        language: texts.changes[question]
        for language, texts in question_set.texts.items()
        if question in texts.changes
    }


def _difference(difference: Difference) -> Tree:
    return {
        "kind": difference.kind.value,
        "place": difference.place,
        "language": difference.language or None,
        "from": difference.before,
        "to": difference.after,
    }
